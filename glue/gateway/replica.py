"""Which requests a replica may answer now: it is there, near enough, and the RPC only reads.

The lag is measured from here. While a primary is idle, or a replica has lost it, neither can say
how old an answer is. So once a second the position of the primary's log is noted, with the
time; what the replica has replayed is as old as the oldest note that it has not reached.
"""

import asyncio
import json
import logging
import re
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from glue.gateway.log import log_event
from glue.sessions import settle_async

LOOK_SECONDS = 1.0
RULES_SECONDS = 30.0
ANSWER_SECONDS = 2.0
MIN_VERSION = "X-Min-Version"
"""A header: the answer's `version` must have reached this number."""

SERVED_BY = "X-Served-By"
_NOTES = 4000
_NUMBER = re.compile(r"[0-9]{1,18}")
_BECOME = b"select set_config('role', 'service_role', true)"
_RULES = b"""
select
    array(select core.list_replica_reads()),
    (core.setting('core.replica_max_lag_seconds'))::float8
"""
# Whose log it is: a primary that was restored to an earlier time has another timeline, on which
# a position means something else.
_WRITTEN = b"""
select
    pg_current_wal_lsn() - '0/0'::pg_lsn,
    (select system_identifier from pg_control_system()),
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
"""
_REPLAYED = b"""
select
    pg_is_in_recovery(),
    pg_last_wal_replay_lsn() - '0/0'::pg_lsn,
    (select system_identifier from pg_control_system()),
    (select timeline_id from pg_control_checkpoint())
"""
_AWAY = (psycopg.Error, PoolTimeout, PoolClosed, TimeoutError, OSError)

Conn = psycopg.AsyncConnection[TupleRow]


class Notes:
    """Where the primary's log stood, and when."""

    def __init__(self) -> None:
        self._notes: deque[tuple[float, int]] = deque(maxlen=_NOTES)

    def add(self, at: float, position: int) -> None:
        """Note a position; one that has not moved is as good as new."""
        if self._notes and position < self._notes[-1][1]:
            # The primary is another one, or was restored: the notes are of another log.
            self._notes.clear()
        if not self._notes or self._notes[-1][1] != position:
            self._notes.append((at, position))

    def lag(self, at: float, replayed: int) -> float:
        """Return for how long the oldest position that is not replayed has been known."""
        while self._notes and self._notes[0][1] <= replayed:
            self._notes.popleft()
        return at - self._notes[0][0] if self._notes else 0.0


@dataclass(frozen=True, slots=True)
class Freshness:
    """What a caller asks of an answer."""

    min_version: int | None = None

    @classmethod
    def of(cls, header: str | None) -> "Freshness":
        """Read the header; what is not a number asks for the primary."""
        if header is None:
            return cls()
        return cls(int(header) if _NUMBER.fullmatch(header) else 2**63)

    def is_met(self, body: bytes) -> bool:
        """Return whether an answer is new enough; one without a version is not."""
        if self.min_version is None:
            return True
        with suppress(ValueError, RecursionError):
            answer = json.loads(body)
            version = answer.get("version") if isinstance(answer, dict) else None
            # In Python, true is a number.
            return type(version) is int and version >= self.min_version
        return False


class Replica:
    """Watches a replica until it is closed."""

    def __init__(self, primary: str, replica: str) -> None:
        self.lag: float | None = None
        """In seconds; None while it is away, or no replica."""

        self.max_lag = 0.0
        self.names: frozenset[str] = frozenset()
        self._notes = Notes()
        self._primary = _pool(primary)
        self._replica = _pool(replica)
        self._rules_until = 0.0
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to watch."""
        await self._primary.open(wait=False)
        await self._replica.open(wait=False)
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._primary.close()
        await self._replica.close()

    @property
    def is_near(self) -> bool:
        """Whether it is there, and not too far behind."""
        return self.lag is not None and self.lag <= self.max_lag

    def takes(self, rpc: str) -> bool:
        """Return whether it may answer this RPC now."""
        return rpc in self.names and self.is_near

    def doubt(self) -> None:
        """Ask it nothing until it has been seen again: it did not answer."""
        self.lag = None

    def forget_rules(self) -> None:
        """Read the settings again at the next look."""
        self._rules_until = 0.0

    async def look(self) -> None:
        """Measure once."""
        was_near, lag = self.is_near, None
        with suppress(*_AWAY):
            async with asyncio.timeout(2 * ANSWER_SECONDS):
                if time.monotonic() > self._rules_until:
                    await self._read_rules()
                lag = await self._measure()
        self.lag = lag
        if self.is_near != was_near:
            level = logging.INFO if self.is_near else logging.WARNING
            log_event("replica", level=level, is_used=self.is_near, lag_seconds=lag)

    async def _watch(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def _measure(self) -> float | None:
        async with self._primary.connection() as conn:
            row = await (await conn.execute(_WRITTEN)).fetchone()
        if row is None:
            return None
        written, *log = row
        self._notes.add(time.monotonic(), int(written))
        async with self._replica.connection() as conn:
            row = await (await conn.execute(_REPLAYED)).fetchone()
        # After a failover this may be a primary of its own, or replay another history. What it
        # says of its timeline is that of its last restart point: it waits for the next one.
        if row is None or not row[0] or list(row[2:]) != log:
            return None
        return self._notes.lag(time.monotonic(), int(row[1]))

    async def _read_rules(self) -> None:
        async with self._primary.connection() as conn, conn.transaction():
            await conn.execute(_BECOME)
            row = await (await conn.execute(_RULES)).fetchone()
        if row is not None:
            self.names, self.max_lag = frozenset(row[0]), float(row[1])
            self._rules_until = time.monotonic() + RULES_SECONDS


def _pool(url: str) -> AsyncConnectionPool[Conn]:
    return AsyncConnectionPool(
        url,
        connection_class=Conn,
        kwargs={
            "autocommit": True,
            "application_name": "rowhouse gateway",
            "connect_timeout": int(ANSWER_SECONDS),
        },
        min_size=1,
        max_size=1,
        timeout=ANSWER_SECONDS,
        reconnect_timeout=1.0,
        check=AsyncConnectionPool.check_connection,
        configure=settle_async,
        open=False,
    )
