"""The loop of the canary: join, send, wait, record, until it is stopped.

It is a subscriber as any other: it joins a private topic at the address of the API, with a
token that may read that topic and no more. One worker at a time measures: it holds a lock of
its session, so another one goes on when it is gone. A lane that is stopped, or that dies,
leaves at most one canary without an outcome, which counts for nothing.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NoReturn

import psycopg
from psycopg.rows import DictRow, dict_row

from glue.clients.feed import Door, Lost, joined
from glue.clients.options import Options
from glue.clients.rpc import UnavailableError
from glue.db import with_patience
from glue.http.tokens import Claims, mint
from glue.waiting import Backoff
from glue.worker.canary_target import Target
from glue.worker.lane import CONNECT_SECONDS, RECONNECT_BACKOFF
from glue.worker.observe import log_event

TOPIC = "core:canary"
ROLE = "canary"
TOKEN_LASTS = timedelta(hours=1)
RENEW_SECONDS = 1800.0
"""How long one channel is kept: its token is good for longer."""

IDLE_SECONDS = 5.0
"""How often a worker that does not measure looks whether it should."""

_JOIN_BACKOFF = Backoff(first=0.5, cap=30)
_OPTIONS = Options(join_seconds=5, ready_seconds=5)
_LOOK = """
select
    (core.setting('core.canary_seconds'))::float8 as every,
    (core.setting('core.canary_timeout_seconds'))::float8 as limit,
    (core.setting('core.canary_seconds'))::float8 > 0 and core.hold_canary() as is_wanted
"""
_SEND = "select core.send_canary()::text as nonce"
_RECORD = "select core.record_canary(%s::uuid, %s::numeric, %s::text)"

Conn = psycopg.AsyncConnection[DictRow]


@dataclass(frozen=True, slots=True)
class Pace:
    """What the settings say now, and whether this worker measures."""

    every: float
    limit: float
    is_wanted: bool


def measure(url: str, target: Target, stop_fd: int) -> None:
    """Measure until something can be read from `stop_fd`."""
    asyncio.run(Loop(url, target).run(stop_fd))


class Loop:
    """Sends canaries and waits for them on the socket of a subscriber."""

    def __init__(self, url: str, target: Target) -> None:
        self._url = url
        self._target = target
        self._door = Door(target.realtime_url, target.key, self._token)
        self._arrivals: dict[str, float] = {}
        self._news = asyncio.Event()

    async def run(self, stop_fd: int) -> None:
        """Measure until stopped: whatever is under way then is given up at once."""
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(stop_fd, stopped.set)
        work = asyncio.create_task(self._keep_connected())
        stop = asyncio.create_task(stopped.wait())
        await asyncio.wait((work, stop), return_when=asyncio.FIRST_COMPLETED)
        loop.remove_reader(stop_fd)
        work.cancel()
        stop.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work

    async def _token(self) -> str:
        """Return a token that may read the topic of the canary."""
        if not self._target.secret:
            return self._target.key
        return mint(self._target.secret, Claims(app_roles=(ROLE,), expires_in=TOKEN_LASTS))

    async def _keep_connected(self) -> NoReturn:
        """Connect to the database again whenever it went away."""
        failures = 0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    with_patience(self._url, CONNECT_SECONDS),
                    autocommit=True,
                    row_factory=dict_row,
                    application_name="rowhouse canary",
                ) as conn:
                    while True:
                        await self._subscribe(conn)
                        failures = 0
            except psycopg.Error as exc:
                failures += 1
                log_event("canary interrupted", level=logging.WARNING, error=str(exc))
                await asyncio.sleep(RECONNECT_BACKOFF.seconds(failures))

    async def _subscribe(self, conn: Conn) -> None:
        """Join again and again while this worker measures; a failure to join is recorded."""
        failures = 0
        while (await self._look(conn)).is_wanted:
            try:
                async with joined(self._door, TOPIC, self._hear, _OPTIONS) as lost:
                    failures = 0
                    await self._measure_on(conn, lost)
            except psycopg.Error:
                raise
            # Whatever the library raises: there is no channel now.
            except Exception as exc:  # noqa: BLE001
                failures += 1
                fault = f"The channel was not joined: {_name_of(exc)}"
                log_event("canary not joined", level=logging.WARNING, error=_name_of(exc))
                await conn.execute(_RECORD, (None, None, fault))
                await asyncio.sleep(_JOIN_BACKOFF.seconds(failures))
        await asyncio.sleep(IDLE_SECONDS)

    async def _measure_on(self, conn: Conn, lost: Lost) -> None:
        """Measure on one channel until it is lost, is old, or is not wanted any more."""
        loop = asyncio.get_running_loop()
        until = loop.time() + RENEW_SECONDS
        while not lost.done() and loop.time() < until:
            pace = await self._look(conn)
            if not pace.is_wanted:
                return
            await self._measure(conn, lost, pace.limit)
            await asyncio.wait((lost,), timeout=pace.every)

    async def _look(self, conn: Conn) -> Pace:
        row = await (await conn.execute(_LOOK)).fetchone()
        return Pace(**(row or {}))

    async def _measure(self, conn: Conn, lost: Lost, limit: float) -> None:
        """Send one canary, wait for it, and record how that ended."""
        loop = asyncio.get_running_loop()
        self._arrivals.clear()
        row = await (await conn.execute(_SEND)).fetchone()
        sent_at, nonce = loop.time(), (row or {})["nonce"]
        arrived_at = await self._await(nonce, lost, sent_at + limit)
        took = fault = None
        if arrived_at is not None:
            # The message may be here before the answer to the commit is.
            took = round(max(0.0, arrived_at - sent_at) * 1000, 3)
        elif lost.done():
            fault = "The channel was lost before it arrived"
        else:
            fault = f"It did not arrive within {limit:g} s"
        if fault is not None:
            log_event("canary failed", level=logging.WARNING, fault=fault)
        await conn.execute(_RECORD, (nonce, took, fault))

    async def _await(self, nonce: str, lost: Lost, until: float) -> float | None:
        """Return when a canary arrived; None when the channel or the time was over first."""
        loop = asyncio.get_running_loop()
        while nonce not in self._arrivals:
            if lost.done() or loop.time() >= until:
                return None
            self._news.clear()
            news = asyncio.create_task(self._news.wait())
            await asyncio.wait(
                (news, lost), timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED
            )
            news.cancel()
        return self._arrivals[nonce]

    def _hear(self, message: Any) -> None:
        """Note when a canary came; what cannot be read is none."""
        with contextlib.suppress(KeyError, TypeError):
            self._arrivals[str(message["payload"]["nonce"])] = asyncio.get_running_loop().time()
            self._news.set()


def _name_of(error: Exception) -> str:
    """Name an error; the words of others may repeat an address with its key."""
    return str(error) if isinstance(error, UnavailableError) else type(error).__name__
