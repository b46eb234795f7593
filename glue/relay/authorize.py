"""What the policies on realtime.messages let a caller do, asked of the database itself.

Every question is one statement that leaves nothing behind (supabase/stand_in/60_relay.sql).
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import AsyncRowFactory, DictRow, dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from glue.relay.log import log_event

POOL = 5
WAIT_SECONDS = 5.0
_NUL = "\x00"
"""Postgres has no such text, so no policy can allow a topic that holds it."""

OPTIONS = "-c statement_timeout=5000 -c timezone=UTC"

Conn = psycopg.AsyncConnection[DictRow]
ROWS: AsyncRowFactory[DictRow] = dict_row


class RefusedError(Exception):
    """A join or a token is refused: `code` as Supabase Realtime names it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def no_right_to_read(topic: str) -> str:
    """Return the sentence in which Supabase Realtime refuses to let a topic be read."""
    return f"You do not have permissions to read from this Channel topic: {topic}"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the claims of a token, and the headers of the connection."""

    claims: Mapping[str, Any]
    headers: Mapping[str, str]


class Gate:
    """The connections on which the database is asked."""

    def __init__(self, url: str) -> None:
        self._pool: AsyncConnectionPool[Conn] = AsyncConnectionPool(
            url,
            connection_class=Conn,
            kwargs={
                "autocommit": True,
                "row_factory": ROWS,
                "options": OPTIONS,
                "application_name": "rowhouse relay",
            },
            min_size=1,
            max_size=POOL,
            timeout=WAIT_SECONDS,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )

    async def open(self) -> None:
        """Begin to connect; an unreachable database does not hold up the start."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Let the connections go."""
        await self._pool.close()

    async def list_readable(self, topic: str, caller: Caller) -> list[str]:
        """Return of which extensions a caller may read a private topic."""
        if _NUL in topic:
            return []
        row = await self._ask(
            "select relay.list_readable(p_topic => %s, p_claims => %s, p_headers => %s) as it",
            (topic, Jsonb(caller.claims), Jsonb(caller.headers)),
            refusal=no_right_to_read(topic),
        )
        readable: list[str] = row[0]["it"]
        return readable

    async def is_writable(self, topic: str, extension: str, caller: Caller) -> bool:
        """Return whether a caller may send to a private topic."""
        if _NUL in topic:
            return False
        row = await self._ask(
            "select relay.is_writable("
            "p_topic => %s, p_extension => %s, p_claims => %s, p_headers => %s) as it",
            (topic, extension, Jsonb(caller.claims), Jsonb(caller.headers)),
        )
        return bool(row[0]["it"])

    async def read_replay(
        self, topic: str, since: float, limit: int, max_bytes: int
    ) -> Sequence[DictRow]:
        """Return the newest messages of a private topic since a time, the oldest first."""
        return await self._ask(
            "select * from relay.read_replay(p_topic => %s, p_since => to_timestamp(%s),"
            " p_limit => %s, p_max_bytes => %s)",
            (topic, since, limit, max_bytes),
        )

    async def _ask(
        self, query: str, parameters: Sequence[Any], *, refusal: str = "the database refuses"
    ) -> Sequence[DictRow]:
        try:
            async with self._pool.connection() as conn:
                return await (await conn.execute(query, parameters)).fetchall()
        except PoolTimeout as exc:
            raise RefusedError(
                "DatabaseLackOfConnections",
                "Database can't accept more connections, Realtime won't connect",
            ) from exc
        except psycopg.Error as exc:
            log_event(
                "database refused", level=logging.WARNING, sqlstate=exc.sqlstate, why=str(exc)
            )
            raise _refusal(exc, refusal) from exc


def _refusal(exc: psycopg.Error, otherwise: str) -> RefusedError:
    """Distinguish a missing database, a missing partition of today, and a policy that failed.

    In the words of Supabase Realtime; those of the database are for the log alone.
    """
    state = exc.sqlstate or "08000"
    if state.startswith(("08", "57P")):
        return RefusedError(
            "InitializingProjectConnection", "Realtime is initializing the project connection"
        )
    if state == psycopg.errors.QueryCanceled.sqlstate:
        return RefusedError("QueryCanceled", "Query was cancelled, please try again")
    words = exc.diag.message_primary or ""
    if state == psycopg.errors.CheckViolation.sqlstate and "no partition" in words:
        return RefusedError(
            "MissingPartition", "Realtime was unable to find the expected messages partition"
        )
    return RefusedError("Unauthorized", otherwise)
