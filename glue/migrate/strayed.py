"""Attachments that do not fit the tables of a database any more."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from glue.db import connect
from glue.migrate.attached import OF_CORE
from glue.migrate.identities import Identity, identities
from glue.migrate.ledger import Item

_ATTACHED = """
select a.kind, a.table_name, format('%I.%I', n.nspname, c.relname)
from core.attachments as a
join pg_catalog.pg_class as c on c.oid = a.attached_table
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
"""
# A line names its table as core.detach_table finds it.
_MISSING = """
select l.kind, l.table_name
from unnest(%s::text[], %s::text[]) as l (kind, table_name)
where core.find_table(l.table_name) is not null and not exists (
    select from core.attachments as a
    where a.kind = l.kind
        and (a.table_name = l.table_name or a.attached_table = core.find_table(l.table_name))
)
"""


def strayed(conn: psycopg.Connection[Any], items: Sequence[Item]) -> set[str]:
    """Return the addresses of files whose lines are to be applied again, though unchanged.

    Another table has the name of theirs; or they were detached otherwise than by a change of
    the file, as the removal of a module does.
    """
    if not _has_attachments(conn):
        return set()
    astray = _identities(
        conn.execute("select kind, table_name from core.list_strayed_attachments()")
    )
    astray |= missing(conn, items)
    return {
        item.address
        for item in items
        if astray and item.kind == "triggers" and astray & {*identities(item.body)}
    }


def attached_to(conn: psycopg.Connection[Any]) -> dict[Identity, str]:
    """Return {attachment: the table that it is on}, which may have another name by now."""
    if not _has_attachments(conn):
        return {}
    with conn.cursor(row_factory=tuple_row) as cursor:
        rows = cursor.execute(_ATTACHED).fetchall()
    return {Identity("attachment", kind, name): table for kind, name, table in rows}


def missing(conn: psycopg.Connection[Any], items: Iterable[Item]) -> set[Identity]:
    """Return what a line attaches to a table that is there, and is not attached to it.

    A line of a kind whose module is not installed waits for it.
    """
    made = {it for item in items for it in identities(item.body)}
    lines = [
        it
        for it in made
        if it.kind == "attachment"
        and (it.name in OF_CORE or Identity("function", hook_of(it.name)) in made)
    ]
    if not lines:
        return set()
    names = [it.name for it in lines], [it.table for it in lines]
    return _identities(conn.execute(_MISSING, names))


def hook_of(kind: str) -> str:
    """Return the function that attaches a kind which is a module's."""
    return f"{kind}.attach_table(core.attachments)"


def faults(url: str, items: Iterable[Item]) -> list[str]:
    """Return in what the tables of a database differ from what is attached to them."""
    with connect(url) as conn:
        if not _has_attachments(conn):
            return []
        rows = conn.execute("select * from core.list_attachments()").fetchall()
        absent = sorted(missing(conn, items))
    found = [
        f"{row['kind']} of {row['table_name']}: {fault}" for row in rows for fault in row["faults"]
    ]
    return found + [f"{it.name} of {it.table}: not attached; `migrate up` does" for it in absent]


def _has_attachments(conn: psycopg.Connection[Any]) -> bool:
    known = "select where to_regprocedure('core.list_strayed_attachments()') is not null"
    return bool(conn.execute(known).rowcount)


def _identities(found: psycopg.Cursor[Any]) -> set[Identity]:
    """Return the attachments of rows of kind and table."""
    return {
        Identity("attachment", *(row.values() if isinstance(row, dict) else row))
        for row in found.fetchall()
    }
