"""A database from nothing: the stand-in where it is needed, then the sources in order."""

from pathlib import Path

import psycopg

from glue import paths
from glue.db import connect, script
from glue.errors import RowhouseError
from glue.schema.sources import Source, read_sources, refuse_transaction_control
from glue.schema.texts import read_text


def apply_stand_in(admin_url: str) -> None:
    """Create what Supabase would have there; as the cluster's administrator, idempotent."""
    with connect(admin_url, autocommit=False) as conn:
        run_stand_in(conn)


def run_stand_in(conn: psycopg.Connection[psycopg.rows.DictRow]) -> None:
    """Run the stand-in in the current transaction."""
    for path in sorted(paths.STAND_IN.glob("*.sql")):
        run_file(conn, path.name, read_text(path))


def build_from_sources(url: str, *, root: Path = paths.ROOT) -> None:
    """Apply every source in one transaction: the desired state, without its history."""
    with connect(url, autocommit=False) as conn:
        conn.execute("set local check_function_bodies = off")
        conn.execute("set local search_path = ''")
        conn.execute("set local rowhouse.lacks_tables = 'on'")
        for source in read_sources(root):
            run_source(conn, source)


def run_source(conn: psycopg.Connection[psycopg.rows.DictRow], source: Source) -> None:
    """Run one source; an error names its file and line."""
    refuse_transaction_control(source.address, source.body)
    run_file(conn, source.address, source.body)


def run_file(conn: psycopg.Connection[psycopg.rows.DictRow], name: str, body: str) -> None:
    """Run a file of statements in the current transaction; an error names file and line."""
    try:
        conn.execute(script(body))
    except psycopg.Error as exc:
        position = exc.diag.statement_position
        line = f":{body[: int(position)].count(chr(10)) + 1}" if position else ""
        raise RowhouseError(f"{name}{line}: {exc.sqlstate}: {exc}") from exc
