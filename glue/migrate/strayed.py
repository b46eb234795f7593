"""Attachments that do not fit the tables of a database any more."""

from collections.abc import Iterable
from typing import Any

import psycopg

from glue.db import connect
from glue.migrate.identities import Identity, identities
from glue.migrate.ledger import Item


def strayed(conn: psycopg.Connection[Any], items: Iterable[Item]) -> set[str]:
    """Return the addresses of files whose lines are to be applied again, though unchanged."""
    known = conn.execute(
        "select where to_regprocedure('core.list_strayed_attachments()') is not null"
    )
    if not known.rowcount:
        return set()
    rows = conn.execute("select kind, table_name from core.list_strayed_attachments()").fetchall()
    astray = {
        Identity("attachment", *(row.values() if isinstance(row, dict) else row)) for row in rows
    }
    return {
        item.address
        for item in items
        if astray and item.kind == "triggers" and astray & {*identities(item.body)}
    }


def faults(url: str) -> list[str]:
    """Return in what the tables of a database differ from what is attached to them."""
    with connect(url) as conn:
        if not conn.execute("select where to_regclass('core.attachments') is not null").rowcount:
            return []
        rows = conn.execute("select * from core.list_attachments()").fetchall()
    return [
        f"{row['kind']} of {row['table_name']}: {fault}" for row in rows for fault in row["faults"]
    ]
