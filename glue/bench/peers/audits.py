"""Writes on an audited table: ours and the peers' triggers, on the table of suite `audit`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.rows import DictRow

from glue.bench.audit import (
    BULK,
    BULK_UPDATE,
    INSERT,
    SCHEMA,
    SINGLES,
    TABLE,
    UPDATE,
    audit_table,
    time_statement,
)
from glue.bench.figures import Figure, Watch
from glue.bench.peers.figures import beside
from glue.bench.peers.queues import OURS, installable
from glue.db import connect, script
from glue.errors import RowhouseError

Conn = psycopg.Connection[DictRow]
ROUNDS = 7
BARE = "no audit"


@dataclass(frozen=True, slots=True)
class Files:
    """The SQL of peers, where the caller keeps it."""

    pgmq: Path | None = None
    supa_audit: Path | None = None
    audit_trigger: Path | None = None


def measure_audits(
    url: str, scale: float, files: Files, watch: Watch
) -> tuple[list[Figure], dict[str, str]]:
    """Time the same writes on each table, in turn; return also what was left out, and why."""
    with connect(url) as conn:
        conn.execute(script(f"create schema {SCHEMA}"))
        tables, left_out = _make_tables(conn, files)
        singles, bulk = max(100, round(SINGLES * scale)), max(200, round(BULK * scale))
        figures: list[Figure] = []
        for name, text in (
            (f"{singles:,} single inserts, audited", INSERT),
            (f"{singles:,} single updates, audited", UPDATE),
            (f"update of {bulk:,} rows, audited", BULK_UPDATE),
        ):
            watch(f"audit: {name}")
            taken = _time(conn, tables, text, max(1, round(ROUNDS * min(1.0, scale))), {
                "singles": singles, "bulk": bulk,
            })  # fmt: skip
            figures += beside(name, "ms", taken, OURS)
    return figures, left_out


def _make_tables(conn: Conn, files: Files) -> tuple[dict[str, str], dict[str, str]]:
    tables, left_out = {BARE: "bare", OURS: "audited"}, {}
    for table in tables.values():
        conn.execute(script(TABLE.format(table)))
    audit_table(conn, "audited")
    # The trigger comes first: its file makes the schema, the other one takes what is there.
    makers: Mapping[str, tuple[str, Callable[[], None]]] = {
        "2ndQuadrant audit-trigger": ("second", lambda: _trigger(conn, files.audit_trigger)),
        "supa_audit": ("supa", lambda: _supa(conn, files.supa_audit)),
    }
    for name, (table, make) in makers.items():
        conn.execute(script(TABLE.format(table)))
        try:
            with conn.transaction():
                make()
            tables[name] = table
        except (RowhouseError, psycopg.Error) as exc:
            left_out[name] = " ".join(str(exc).split())
    return tables, left_out


def _trigger(conn: Conn, file: Path | None) -> None:
    if file is None:
        raise RowhouseError("its file of SQL is not given: --audit-trigger FILE")
    conn.execute(script(installable(file)))
    conn.execute(script(f"select audit.audit_table('{SCHEMA}.second')"))


def _supa(conn: Conn, file: Path | None) -> None:
    if file is None:
        raise RowhouseError("its file of SQL is not given: --supa-audit FILE")
    conn.execute(script('create extension if not exists "uuid-ossp" with schema public'))
    conn.execute(script(installable(file)))
    conn.execute(script(f"select audit.enable_tracking('{SCHEMA}.supa'::regclass)"))


def _time(
    conn: Conn, tables: Mapping[str, str], text: str, rounds: int, sizes: Mapping[str, int]
) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in tables}
    for number in range(rounds):
        for name, table in tables.items():
            said = text.format(table=table, round=number, **sizes)
            taken[name].append(time_statement(conn, said))
        conn.execute(
            script(f"vacuum (analyze) {', '.join(f'{SCHEMA}.{t}' for t in tables.values())}")
        )
    return taken
