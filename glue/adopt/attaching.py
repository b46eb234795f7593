"""Attach to a table and detach from it: the database judges, the trigger file is written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from glue.adopt.lines import file_of, read_lines, write_lines
from glue.db import connect
from glue.errors import ConfigError
from glue.migrate.attached import Attachment

Options = Callable[[dict[str, Any]], dict[str, Any]]
"""What makes the options of an attachment from the description of its table."""


def attach(
    url: str, root: Path, kind: str, table: str, options: Options
) -> tuple[Path, Attachment]:
    """Write the line of an attachment, after the database has made it once and undone it."""
    with connect(url, autocommit=False) as conn:
        found = describe(conn, table)
        columns = {column["name"]: column["type"] for column in found["columns"]}
        line = Attachment(kind, found["table"], options(found), columns)
        _try(conn, line)
        conn.rollback()
    path = file_of(root, found["schema"], found["name"])
    others = [it for it in read_lines(path) if it.kind != kind]
    write_lines(path, [*others, line])
    return path, line


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
    if not conn.execute("select where to_regclass('core.attachments') is not null").rowcount:
        raise ConfigError("core is not installed here", "Install it: `rowhouse adopt --yes`.")
    row = conn.execute("select core.describe_table(%s) as found", (table,)).fetchone()
    found: dict[str, Any] = (row or {})["found"]
    return found


def _try(conn: psycopg.Connection[Any], line: Attachment) -> None:
    conn.execute("set local lock_timeout = '2s'")
    conn.execute(
        "select core.attach_table(%s, %s, %s, %s)",
        (line.kind, line.table, Jsonb(line.options), Jsonb(line.columns)),
    )


def _names(table: str) -> tuple[str, str]:
    """Return schema and name of a table as SQL reads them: quotes keep capitals."""
    parts: list[str] = []
    rest = table.strip()
    while rest:
        if rest.startswith('"'):
            name, _, rest = rest[1:].partition('"')
        else:
            name, dot, rest = rest.partition(".")
            name, rest = name.lower(), dot + rest
        parts.append(name)
        rest = rest.removeprefix(".")
    if len(parts) != 2 or not all(parts):  # noqa: PLR2004 - schema and name
        raise ConfigError(f"{table!r} is not schema.table", 'Capitals are quoted: public."Order".')
    return parts[0], parts[1]
