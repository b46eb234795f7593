"""What the ledger of a database says, asked without a run."""

from typing import Any

import psycopg
from psycopg.rows import dict_row

from glue.migrate.ledger import Item, has_ledger
from glue.schema.order import in_order
from glue.schema.public import Public, parse_public


def where_it_stands(
    conn: psycopg.Connection[Any],
) -> tuple[dict[str, dict[str, str]], tuple[Item, ...]]:
    """Return {step: its row of the ledger} in their order, and the repeatable set."""
    if not has_ledger(conn):
        return {}, ()
    with conn.cursor(row_factory=dict_row) as cursor:
        cursor.execute("select id, body, sha256 from rowhouse.migrations")
        rows = {row["id"]: row for row in cursor.fetchall()}
        cursor.execute(
            "select i.address, b.body, b.sha256 from rowhouse.release_items as i"
            " join rowhouse.bodies as b using (sha256)"
            " where i.release_id = (select max(id) from rowhouse.releases) order by i.position"
        )
        items = tuple(Item(**item) for item in cursor.fetchall())
    order = in_order({step: row["body"] for step, row in rows.items()})
    return {step: rows[step] for step in order}, items


def cut_off(conn: psycopg.Connection[Any]) -> set[str]:
    """Return the steps that the next `up` goes on with, or takes up again, though one may stand."""
    if not has_ledger(conn):
        return set()
    with conn.cursor(row_factory=dict_row) as cursor:
        cursor.execute("select migration_id from rowhouse.progress")
        return {row["migration_id"] for row in cursor.fetchall()}


def standing_version(conn: psycopg.Connection[Any]) -> str | None:
    """Return the version of Rowhouse that made what stands; None where nothing does."""
    if not has_ledger(conn):
        return None
    with conn.cursor(row_factory=dict_row) as cursor:
        cursor.execute(
            "select version from rowhouse.releases where migration_ids <> '{}'"
            " and id = (select max(id) from rowhouse.releases)"
        )
        row = cursor.fetchone()
    return row["version"] if row else None


def recorded_public(conn: psycopg.Connection[Any]) -> Public | None:
    """Return which macros and commands the last Rowhouse had that ran `up` on a database."""
    with conn.cursor(row_factory=dict_row) as cursor:
        cursor.execute(
            "select public from rowhouse.releases where public is not null order by id desc limit 1"
        )
        row = cursor.fetchone()
    return parse_public(row["public"]) if row else None
