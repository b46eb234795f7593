"""Attachments that stay with an old table, while a new one has the name in the file."""

from collections.abc import Iterable
from typing import Any

import psycopg

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
