"""How many requests each RPC has answered with which status, and how long they took.

Counts are kept in the process and added to the database by `core.record_requests` at intervals,
on a connection of their own: no request waits for them, and none of its connections is taken.
They are kept until the database has confirmed them. If it has committed and the confirmation is
lost, the same counts are written again, and one interval counts twice.
"""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

import psycopg
from aiohttp import web
from psycopg.types.json import Jsonb

from glue.gateway.guard import GONE
from glue.gateway.limits import Limits
from glue.gateway.log import log_event
from glue.gateway.paths import read_target
from glue.gateway.problems import ProblemError
from glue.gateway.refusals import is_preflight

LEFT = 499
"""The status of a request whose client has left."""

MOST = 1000
"""Pairs of an RPC and a status; `core.record_requests` takes twice as many."""

STOP_SECONDS = 3.0
WRITE_SECONDS = 10.0
REST = "/rest/v1"
OTHER = "other"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")

BECOME = b"""
select
    set_config('role', 'service_role', true),
    set_config('statement_timeout', '5000', true),
    set_config('lock_timeout', '5000', true)
"""
RECORD = b"select core.record_requests(%s)"

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Pair = tuple[str, int]


@dataclass(slots=True)
class Tally:
    """The requests of one RPC with one status."""

    requests: int = 0
    took_ms: float = 0.0

    def add(self, requests: int, took_ms: float) -> None:
        """Count some more."""
        self.requests += requests
        self.took_ms += took_ms


class Counts:
    """Counts from `start` to `close`."""

    def __init__(self, url: str, limits: Limits) -> None:
        self._url = url
        self._limits = limits
        self._tallies: dict[Pair, Tally] = {}
        self._names: frozenset[str] | None = None
        self._state = "written"
        self._is_stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        """Return how many pairs wait."""
        return len(self._tallies)

    def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Write what is left, and end; within a bound."""
        self._is_stopping.set()
        if self._task is None:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._task, STOP_SECONDS)
        if self._tallies:
            log_event("counts of requests are lost", level=logging.WARNING)

    def counted(self, answer: Handler) -> Handler:
        """Return the handler, counted."""

        async def count(request: web.BaseRequest) -> web.StreamResponse:
            name = _name_of(request)
            if name is None:
                return await answer(request)
            began = time.monotonic()
            status = LEFT
            try:
                response = await answer(request)
                # A part may invent a status, which the database would refuse.
                status = min(max(response.status, 100), 599)
            finally:
                self._add((name, status), 1, (time.monotonic() - began) * 1000)
            return response

        return count

    def _add(self, pair: Pair, requests: int, took_ms: float) -> None:
        name, status = pair
        is_known = self._names is None or name in self._names
        if not is_known or (len(self._tallies) >= MOST and pair not in self._tallies):
            pair = (OTHER, status)
        self._tallies.setdefault(pair, Tally()).add(requests, took_ms)

    async def _run(self) -> None:
        is_last = False
        while not is_last:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_stopping.wait(), self._limits.count_seconds)
            is_last = self._is_stopping.is_set()
            await self._flush()

    async def _flush(self) -> None:
        if not self._tallies:
            return
        taken, self._tallies = self._tallies, {}
        try:
            async with asyncio.timeout(WRITE_SECONDS):
                self._names = await self._write(taken)
        except GONE:
            # Another database than ours, or an older one: there is nothing to count into.
            self._report("not wanted")
        except asyncio.CancelledError:
            self._put_back(taken)
            raise
        except Exception as exc:  # noqa: BLE001 - whatever it was, the next interval tries again
            self._put_back(taken)
            self._report("not written", error=str(exc) or type(exc).__name__)
        else:
            self._report("written")

    def _put_back(self, taken: dict[Pair, Tally]) -> None:
        for pair, tally in taken.items():
            self._add(pair, tally.requests, tally.took_ms)

    def _report(self, state: str, **facts: str) -> None:
        """Log a change of state, not each interval of it."""
        if state != self._state:
            level = logging.INFO if state == "written" else logging.WARNING
            log_event(f"counts of requests are {state}", level=level, **facts)
            self._state = state

    async def _write(self, tallies: dict[Pair, Tally]) -> frozenset[str]:
        """Add to the database; return the names of its RPCs."""
        rows = [
            {
                "rpc": name,
                "status": status,
                "requests": tally.requests,
                "took_ms": round(tally.took_ms, 3),
            }
            for (name, status), tally in tallies.items()
        ]
        async with await psycopg.AsyncConnection.connect(
            self._url, prepare_threshold=None, application_name="rowhouse gateway counts"
        ) as conn:
            await conn.execute(BECOME)
            row = await (await conn.execute(RECORD, [Jsonb(rows)])).fetchone()
        return frozenset(row[0]) if row else frozenset()


def _name_of(request: web.BaseRequest) -> str | None:
    """Return the RPC that is asked for, `other` below the API; None for what is not counted."""
    if is_preflight(request):
        return None
    try:
        path = read_target(request.raw_path).below(REST)
    except ProblemError:
        return None
    if path is None:
        return None
    name = unquote(path.removeprefix("/rpc/")) if path.startswith("/rpc/") else ""
    return name if NAME.fullmatch(name) else OTHER
