"""Attach to a table and detach from it: the database judges, the trigger file is written."""

import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from glue.adopt.lines import file_of, read_lines, write_lines
from glue.db import connect
from glue.errors import ConfigError
from glue.migrate.attached import Attachment
from glue.schema.modules import read_modules

_PART = r'\s*("(?:[^"]|"")+"|[^\s".]+)\s*'
_NAME = re.compile(rf"{_PART}\.{_PART}")
_FOLDED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
"""Postgres folds letters of ASCII only."""

Options = Callable[[dict[str, Any]], dict[str, Any]]
"""What makes the options of an attachment from the description of its table."""


def attach(
    url: str, root: Path, kind: str, table: str, options: Options
) -> tuple[Path, Attachment]:
    """Write the line of an attachment, after the database has made it once and undone it."""
    with connect(url, autocommit=False) as conn:
        found = describe(conn, table)
        _refuse_uninstalled(conn, root, kind)
        _refuse_module(root, found["schema"])
        columns = {column["name"]: column["type"] for column in found["columns"]}
        line = Attachment(kind, found["table"], options(found), columns)
        _try(conn, line)
        conn.rollback()
    path = file_of(root, found["schema"], found["name"])
    others = [it for it in read_lines(path) if it.kind != kind]
    write_lines(path, [*others, line])
    return path, line


def _refuse_module(root: Path, schema: str) -> None:
    """Raise for a schema whose files are those of a module: where it is not chosen, none runs."""
    if schema in read_modules(root).needs:
        raise ConfigError(
            f"the schema {schema} has the name of a module, and the table's file would be in its"
            " folder",
            "Rename the schema, or move the table to another: `alter table … set schema …`.",
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rows that a table has already stand to new rules."""

    rows: int
    violating: int
    rules: dict[str, int]
    is_whole: bool

    def __str__(self) -> str:
        """Say how many do not satisfy them, of how many that were read in time."""
        read = f"{self.rows}" if self.is_whole else f"the first {self.rows}"
        by_rule = ", ".join(f"{name}: {count}" for name, count in sorted(self.rules.items()))
        return f"{self.violating} of {read} rows do not satisfy the rules" + (
            f" ({by_rule})" if by_rule else ""
        )


def count_violations(
    url: str, table: str, rules: Sequence[dict[str, Any]], *, seconds: float
) -> Standing:
    """Count the rows that do not satisfy rules; nothing is locked but as by a reader."""
    with connect(url, autocommit=False) as conn:
        found = describe(conn, table)
        row = conn.execute(
            "select core.count_violations(%s, %s, %s) as it",
            (found["table"], Jsonb(list(rules)), seconds),
        ).fetchone()
        conn.rollback()
    return Standing(**(row or {})["it"])


def renew(url: str, root: Path, table: str) -> tuple[Path, list[Attachment]]:
    """Write the columns of now into every line of a table; the options stay."""
    with connect(url, autocommit=False) as conn:
        found = describe(conn, table)
        columns = {column["name"]: column["type"] for column in found["columns"]}
        path = file_of(root, found["schema"], found["name"])
        lines = [
            Attachment(it.kind, found["table"], it.options, columns) for it in read_lines(path)
        ]
        for line in lines:
            _try(conn, line)
        conn.rollback()
    if lines:
        write_lines(path, lines)
    return path, lines


def detach(root: Path, kinds: Sequence[str], table: str) -> list[tuple[Path, Attachment]]:
    """Take lines of a table out of its file; no database is asked, as the table may be gone."""
    schema, name = _names(table)
    path = file_of(root, schema, name)
    lines = read_lines(path)
    gone = [line for line in lines if line.kind in kinds]
    if gone:
        write_lines(path, [line for line in lines if line not in gone])
    return [(path, line) for line in gone]


def describe(conn: psycopg.Connection[Any], table: str) -> dict[str, Any]:
    """Return name, columns and key of a table that can be attached to."""
    made = "select where to_regprocedure('core.describe_table(text)') is not null"
    if not conn.execute(made).rowcount:
        raise ConfigError("core is not installed here", "Install it: `rowhouse adopt --yes`.")
    row = conn.execute("select core.describe_table(%s) as found", (table,)).fetchone()
    found: dict[str, Any] = (row or {})["found"]
    return found


def _refuse_uninstalled(conn: psycopg.Connection[Any], root: Path, kind: str) -> None:
    """Raise where the module of a kind is chosen, but does not stand in the database yet."""
    name = f"{kind}.attach_table(core.attachments)"
    there = conn.execute("select where to_regprocedure(%s) is not null", (name,))
    if kind in read_modules(root).needs and not there.rowcount:
        raise ConfigError(
            f"the module {kind} is not installed here", "Install it: `rowhouse migrate up`."
        )


def _try(conn: psycopg.Connection[Any], line: Attachment) -> None:
    conn.execute("set local lock_timeout = '2s'")
    conn.execute(
        "select core.attach_table(%s, %s, %s, %s)",
        (line.kind, line.table, Jsonb(line.options), Jsonb(line.columns)),
    )


def _names(table: str) -> tuple[str, str]:
    """Return schema and name of a table as SQL reads them: quotes keep capitals."""
    found = _NAME.fullmatch(table)
    if found is None:
        raise ConfigError(f"{table!r} is not schema.table", 'Capitals are quoted: public."Order".')
    schema, name = (
        part[1:-1].replace('""', '"') if part.startswith('"') else part.translate(_FOLDED)
        for part in found.groups()
    )
    return schema, name
