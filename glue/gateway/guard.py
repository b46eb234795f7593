"""What runs before a request is passed on: `core.pre_request()`, in a transaction of its own.

PostgREST would run it in the transaction of the request. There a request that fails gives its
token back, and a GET, which is read only, is neither counted nor logged. Here it is committed
before the request begins, whichever API is behind.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from glue.db import is_login_refused
from glue.gateway.callers import Caller
from glue.gateway.limits import Limits
from glue.gateway.log import log_event
from glue.gateway.problems import database_away, from_database
from glue.sessions import settle_async

# Asked of the catalog: the login itself may not use the schema.
FIND = b"""
select from pg_catalog.pg_proc as p
join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where p.proname = 'pre_request' and p.pronargs = 0 and n.nspname = 'core'
"""
ENTER = b"""
select
    set_config('role', %s, true),
    set_config('request.jwt.claims', %s, true),
    set_config('request.method', %s, true),
    set_config('request.path', %s, true),
    set_config('request.headers', %s, true),
    set_config('request.cookies', %s, true),
    -- For this transaction: a pooler lends the connection to others after it.
    set_config('statement_timeout', '5000', true),
    set_config('lock_timeout', '5000', true),
    set_config('timezone', 'UTC', true)
"""
CALL = b"select core.pre_request(), current_setting('response.headers', true)"
GONE = (psycopg.errors.UndefinedFunction, psycopg.errors.InvalidSchemaName)

AWAY = "the database does not answer"
REFUSED = "the database refuses the login"
REMEDY = "Correct the password in GATEWAY_DATABASE_URL, and start the gateway again."
WHY_SECONDS = 2
"""How long to wait for the server to say why it refuses a connection."""

Conn = psycopg.AsyncConnection[TupleRow]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the database sees it; the path is raw, as PostgREST gives it."""

    method: str
    path: str
    headers: Mapping[str, str]


class Guard:
    """The connections on which the database is asked first."""

    def __init__(self, url: str, limits: Limits) -> None:
        self._is_there = False
        self._is_refused = False
        self._url = url
        self._pool: AsyncConnectionPool[Conn] = AsyncConnectionPool(
            url,
            connection_class=Conn,
            # With transactions of the driver, the check below would switch their mode off and
            # on again, and a client that leaves in between would leave it switched off.
            kwargs={
                "autocommit": True,
                "application_name": "rowhouse gateway",
            },
            min_size=1,
            max_size=limits.pool,
            timeout=limits.database_seconds,
            reconnect_timeout=1.0,
            check=AsyncConnectionPool.check_connection,
            configure=settle_async,
            open=False,
        )

    async def open(self) -> None:
        """Begin to connect; an unreachable database does not hold up the start."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Let the connections go."""
        await self._pool.close()

    async def trouble(self) -> str:
        """Return why the database does not answer; nothing where it does."""
        try:
            async with self._pool.connection() as conn:
                await conn.execute(b"select 1")
        except (psycopg.Error, PoolTimeout, PoolClosed):
            return await self._why()
        self._is_refused = False
        return ""

    async def _why(self) -> str:
        """Ask past the pool, which keeps to itself why it cannot connect."""
        try:
            conn = await psycopg.AsyncConnection.connect(self._url, connect_timeout=WHY_SECONDS)
        except psycopg.OperationalError as exc:
            was_refused, self._is_refused = self._is_refused, is_login_refused(exc)
            if self._is_refused and not was_refused:
                facts = {"error": str(exc), "remedy": REMEDY}
                log_event("login refused", level=logging.ERROR, **facts)
            return REFUSED if self._is_refused else AWAY
        await conn.close()
        return AWAY

    async def admit(self, caller: Caller, asked: Asked) -> dict[str, str]:
        """Let a request pass, counted and logged; return the headers that its answer gets."""
        try:
            async with self._pool.connection() as conn, conn.transaction():
                return await self._ask(conn, caller, asked)
        except (PoolTimeout, PoolClosed) as exc:
            raise database_away() from exc
        except psycopg.Error as exc:
            raise from_database(exc, caller.role) from exc

    async def _ask(self, conn: Conn, caller: Caller, asked: Asked) -> dict[str, str]:
        if not self._is_there:
            self._is_there = (await conn.execute(FIND)).rowcount > 0
        cookies = asked.headers.get("cookie", "")
        headers = {name: value for name, value in asked.headers.items() if name != "cookie"}
        values = (
            caller.role,
            caller.claims,
            asked.method,
            asked.path,
            json.dumps(headers),
            json.dumps(_read_cookies(cookies)),
        )
        await conn.execute(ENTER, values)
        if not self._is_there:
            return {}
        try:
            row = await (await conn.execute(CALL)).fetchone()
        except GONE:
            self._is_there = False
            raise
        return _read_headers(row[1] if row else None)


def _read_cookies(text: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(text).items()}
    except CookieError:
        return {}


def _read_headers(text: str | None) -> dict[str, str]:
    """Read `response.headers`: a list of objects with one name each."""
    if not text:
        return {}
    listed = json.loads(text)
    return {str(name): str(value) for one in listed for name, value in one.items()}
