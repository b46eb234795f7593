"""Connections, and the few things that Python does with a whole database."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row

from glue.trace import current_traceparent

AWAY = (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction)
"""What a connection meets while the database is away, or while another server takes over."""

DEFAULT_PORT = 5432
LOGIN_SECONDS = 10
"""How long the first connection of a server process may take."""

_REFUSED = re.compile(
    "authentication failed|no password supplied|no pg_hba.conf entry|is not permitted to log in"
    '|(?:role|user|database) ".*" does not exist|permission denied for database'
    "|no such (?:user|database)"
)
"""What Postgres and PgBouncer say of a login: a connection that fails has no SQLSTATE here."""

_IS_CLOSED = """
select not exists (
    select from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) as a
    where a.grantee = 0 and a.privilege_type = 'TEMPORARY'
) as it
from pg_catalog.pg_database as d
where d.datname = %(name)s
"""


def connect(url: str, *, autocommit: bool = True) -> psycopg.Connection[DictRow]:
    """Open a connection whose rows are dictionaries; it carries this thread's trace on."""
    conn = psycopg.connect(url, row_factory=dict_row, autocommit=True, application_name="rowhouse")
    use_known_styles(conn)
    trace = current_traceparent()
    if trace is not None:
        conn.execute("select set_config('rowhouse.traceparent', %s, false)", (trace,))
    conn.autocommit = autocommit
    return conn


def with_patience(url: str, seconds: int) -> str:
    """Return where to connect, giving each address so long, unless the URL says how long.

    A server whose packets are dropped is otherwise waited for for two minutes.
    """
    if "connect_timeout" in conninfo_to_dict(url) or os.environ.get("PGCONNECT_TIMEOUT"):
        return url
    return make_conninfo(url, connect_timeout=seconds)


def is_login_refused(exc: psycopg.Error) -> bool:
    """Return whether a server answers and refuses the login: the same again helps as little."""
    if exc.sqlstate is not None:
        return exc.sqlstate.startswith(("28", "3D"))
    return _REFUSED.search(str(exc)) is not None


@contextmanager
def waiting_for_it() -> Iterator[None]:
    """Pass over a database that is away; raise where it refuses the login."""
    try:
        yield
    except psycopg.OperationalError as exc:
        if is_login_refused(exc):
            raise


def refuse_wrong_login(url: str) -> None:
    """Raise where a server refuses this login; one that is away may come."""
    with waiting_for_it():
        psycopg.connect(url, connect_timeout=LOGIN_SECONDS).close()


def use_known_styles(conn: psycopg.Connection[Any]) -> None:
    """Let a server write times as psycopg reads them, and read texts as sources are written.

    A database may have other settings. Its order of day and month stays: functions may read
    dates by it. Names are compared as texts, so none is quoted without need; a server does not
    report that setting.
    """
    for name, style in (
        ("DateStyle", "ISO"),
        ("IntervalStyle", "postgres"),
        ("standard_conforming_strings", "on"),
    ):
        if style not in (conn.info.parameter_status(name) or style).split(", "):
            conn.execute(sql.SQL("set {} = {}").format(sql.Identifier(name.lower()), style))
    conn.execute("set quote_all_identifiers = off")


@contextmanager
def transaction(url: str, *, role: str | None = None) -> Iterator[psycopg.Connection[DictRow]]:
    """Yield a connection inside one transaction, acting as `role` if given."""
    with connect(url, autocommit=False) as conn:
        if role is not None:
            conn.execute("select set_config('role', %s, true)", (role,))
        yield conn


def script(text: str) -> sql.SQL:
    """Return SQL that is not a literal of the code, to be run as it is.

    For files of the checkout, definitions from the catalog, and statements composed of both.
    A value never goes this way: it is a parameter, or sql.Literal and sql.Identifier in a
    composed statement.
    """
    return sql.SQL(text)


def with_database(url: str, database: str) -> str:
    """Return the same URL for another database of that server; one of a socket names no host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{database}" + (
        f"?{parts.query}" if parts.query else ""
    )


def database_of(url: str) -> str:
    """Return the name of the database that a URL leads to."""
    return urlsplit(url).path.lstrip("/") or "postgres"


def server_of(url: str) -> str:
    """Return which server a URL leads to: host and port, or what names a socket."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    if not host:
        return parts.query
    if "," in host:
        return host
    return f"{parts.hostname}:{parts.port or DEFAULT_PORT}"


def create_database(
    url: str, name: str, template: str = "template0", *, strategy: str = "wal_log"
) -> str:
    """Create a database from a template; return its URL.

    The strategy `file_copy` writes no WAL for the copy, but two checkpoints.

    Grants on the database itself are not copied by Postgres: what PUBLIC may not do in the
    template, it may not do in the copy.
    """
    with connect(with_database(url, "postgres")) as conn:
        conn.execute(
            sql.SQL("create database {} template {} strategy {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(strategy)
            )
        )
        closed = conn.execute(_IS_CLOSED, {"name": template}).fetchone()
        if closed is not None and closed["it"]:
            revoke_temporary(conn, name)
    return with_database(url, name)


def revoke_temporary(conn: psycopg.Connection[DictRow], name: str) -> None:
    """Let PUBLIC make no temporary objects in a database: a restored one forgets it."""
    conn.execute(
        sql.SQL("revoke temporary on database {} from public").format(sql.Identifier(name))
    )


def set_password(conn: psycopg.Connection[Any], role: str, password: str) -> None:
    """Let a role log in with a password, of which the server is sent the verifier only.

    The statement is kept in clear by pg_stat_statements, and by the log when it fails.
    """
    verifier = conn.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    conn.execute(
        sql.SQL("alter role {} login password {}").format(
            sql.Identifier(role), sql.Literal(verifier.decode())
        )
    )


def drop_database(url: str, name: str) -> None:
    """Drop a database and end the connections to it."""
    with connect(with_database(url, "postgres")) as conn:
        conn.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        )
