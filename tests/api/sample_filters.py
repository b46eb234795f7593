"""What calls of filters can name: a brand that has had no line for a long time."""

from typing import TypeAlias

import psycopg
from psycopg.rows import DictRow

Connection: TypeAlias = psycopg.Connection[DictRow]


def prepare_filters(conn: Connection) -> None:
    """Let brands be pruned after 30 days; the brand dusty has had no line for longer."""
    conn.execute(
        """select filters.register_dimension('{"name": "brand", "prune_after": "30 days"}')"""
    )
    conn.execute("insert into master.brands (brand_key, name) values ('dusty', 'Dusty')")
    conn.execute(
        "insert into filters.orphans (dimension, value, since_at)"
        " values ('brand', 'dusty', core.now() - interval '1 year')"
    )
