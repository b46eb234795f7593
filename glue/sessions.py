"""What a connection through a pooler can not do, and how we learn that there is one.

In transaction mode a pooler lends a connection of the server for one transaction. A session of
its own is needed for LISTEN, session locks, temporary tables, and settings that outlive a
transaction. A pooler hides nothing: it gives each client a process id of its own, to cancel by.
"""

import secrets

import psycopg
from psycopg import AsyncConnection, Connection

from glue.config import settings
from glue.errors import ConfigError

_ROUNDS = 3
_PID = b"select pg_backend_pid()"
_MARK = "select pg_backend_pid(), current_setting('rowhouse.probe', true)"


def require_session(url: str, purpose: str) -> None:
    """Raise where a URL leads through a pooler that lends connections by the transaction."""
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as conn:
        if not is_pooled(conn) or keeps_session(conn, url):
            return
    raise ConfigError(
        f"{purpose} needs a session, and the database is reached through a pooler in"
        " transaction mode",
        "Set DATABASE_URL_SESSION to the server itself, or to a pooler in session mode.",
    )


def is_pooled(conn: Connection[object]) -> bool:
    """Return whether a pooler is in between: the process is not the one that greeted us."""
    row = conn.execute(_PID, prepare=False).fetchone()
    return _first(row) != conn.info.backend_pid


def keeps_session(conn: Connection[object], url: str) -> bool:
    """Return whether a connection stays with its process while another client works.

    In transaction mode the other client is lent what this one has just given back, or this one
    finds its setting gone.
    """
    mark = secrets.token_hex(8)
    for _ in range(_ROUNDS):
        conn.execute("select set_config('rowhouse.probe', %s, false)", (mark,), prepare=False)
        mine = _first(conn.execute(_PID, prepare=False).fetchone())
        with psycopg.connect(url, connect_timeout=10) as other:
            its = _first(other.execute(_PID, prepare=False).fetchone())
            found = psycopg.ClientCursor(conn, row_factory=psycopg.rows.tuple_row)
            is_same = found.execute(_MARK).fetchone() == (mine, mark)
        if its == mine or not is_same:
            return False
    conn.execute("select set_config('rowhouse.probe', '', false)", prepare=False)
    return True


def settle(conn: Connection[object]) -> None:
    """Prepare no statements where a pooler in between would lose them."""
    if not settings().database_pooler_prepares and is_pooled(conn):
        conn.prepare_threshold = None


async def settle_async(conn: AsyncConnection[object]) -> None:
    """Do the same on a connection of an event loop."""
    if settings().database_pooler_prepares:
        return
    row = await (await conn.execute(_PID, prepare=False)).fetchone()
    if _first(row) != conn.info.backend_pid:
        conn.prepare_threshold = None


def _first(row: object) -> object:
    """Return the one value of a row, a tuple or a dictionary."""
    values = row.values() if isinstance(row, dict) else row
    return next(iter(values)) if values else None  # type: ignore[call-overload]
