"""What a monitoring server reads of an installation: its checks and its labelled metrics."""

import re
from dataclasses import dataclass
from typing import LiteralString, TypeVar

import psycopg
from psycopg.rows import DictRow, class_row

_CHECKS = """
select
    c.name,
    c.module,
    core._metric_name(c.name, c.unit) as metric,
    c.warn::float8 as warn,
    c.fail::float8 as fail,
    c.unit,
    concat_ws(' ', c.meaning, c.remedy) as advice
from core.health_checks as c
order by c.name
"""
_SOURCES = """
select s.name, s.module, 'rowhouse_' || s.name as metric, s.kind, s.help
from core.metric_sources as s
order by s.name
"""
STATUS = "rowhouse_health_check_status"
FAILED = "rowhouse_source_failed"

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Check:
    """A health check: its figure, and where it warns and fails."""

    name: str
    module: str
    metric: str
    warn: float | None
    fail: float | None
    unit: str
    advice: str

    @property
    def title(self) -> str:
        """Return the name as words: `core.queue_age` is Queue age."""
        return self.name.partition(".")[2].replace("_", " ").capitalize()

    @property
    def alert(self) -> str:
        """Return the name as Prometheus writes names of alerts."""
        return "Rowhouse" + "".join(word.capitalize() for word in re.split(r"[._]", self.name))


@dataclass(frozen=True, slots=True)
class Source:
    """A labelled metric."""

    name: str
    module: str
    metric: str
    kind: str
    help: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them."""

    checks: list[Check]
    sources: list[Source]

    @property
    def modules(self) -> list[str]:
        """Return the modules that measure something."""
        return sorted({check.module for check in self.checks} | {s.module for s in self.sources})

    @property
    def metrics(self) -> set[str]:
        """Return the names of all metrics."""
        measured = {check.metric for check in self.checks} | {s.metric for s in self.sources}
        return measured | {STATUS, FAILED}


def read_figures(conn: psycopg.Connection[DictRow]) -> Figures:
    """Read a database that was made from the sources."""
    return Figures(_read(conn, Check, _CHECKS), _read(conn, Source, _SOURCES))


def _read(conn: psycopg.Connection[DictRow], kind: type[Row], query: LiteralString) -> list[Row]:
    return conn.cursor(row_factory=class_row(kind)).execute(query).fetchall()
