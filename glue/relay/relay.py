"""The relay as a whole: the database on one side, the sockets on the other."""

import asyncio
import resource
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from glue.http.draining import close_port
from glue.http.serving import Site
from glue.relay.authorize import Gate
from glue.relay.callers import Keys
from glue.relay.hub import Hub, Rates
from glue.relay.limits import Limits
from glue.relay.log import log_event
from glue.relay.recent import RecentMessages
from glue.relay.server import SocketServer
from glue.relay.source import Source

BACKLOG = 4096
"""Connections that may wait to be accepted: after a restart all come at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of a relay."""

    url: str
    port: int
    keys: Keys
    cursor_file: Path
    host: str = "127.0.0.1"
    limits: Limits = field(default_factory=Limits)


class Relay:
    """Serves from `start` to `stop`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        limits = plan.limits
        ready = asyncio.Event()
        self.source = Source(
            plan.url,
            plan.cursor_file,
            ready,
            poll_seconds=limits.poll_seconds,
            max_bytes=limits.max_payload_bytes,
        )
        recent = RecentMessages(
            limits.keep_seconds, limits.keep_messages, is_wanted=self.source.is_resumed
        )
        self.hub = Hub(limits, plan.keys, Gate(plan.url), Rates.of(limits), recent, ready)
        self.server = SocketServer(self.hub, lambda: self.source.trouble)
        self._runner = web.AppRunner(self.server.app(), access_log=None, shutdown_timeout=1.0)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to listen, and to read; what was begun ends if that fails."""
        try:
            await self._start()
        except BaseException:
            # A pool whose tasks are cancelled while they connect would wait for ever.
            await self.stop()
            raise

    async def _start(self) -> None:
        _allow_many_files()
        await self.hub.gate.open()
        self._tasks = [
            asyncio.create_task(self.source.run(self.hub.hear_database)),
            asyncio.create_task(self._start_keeping()),
            asyncio.create_task(self.server.drop_silent()),
        ]
        await self._runner.setup()
        await Site(self._runner, self.plan.host, self.plan.port, backlog=BACKLOG).start()
        log_event("relay listens", host=self.plan.host, port=self.plan.port)

    async def serve(self, stop: asyncio.Event) -> None:
        """Start, serve until a signal stops it, stop; an error of the source ends it too."""
        await self.start()
        try:
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait([stopping, self._tasks[0]], return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if self._tasks[0].done():
                self._tasks[0].result()
            await self._drain()
        finally:
            await self.stop()

    async def _drain(self) -> None:
        """Say that no client is wanted, wait until that is known, let the sockets go."""
        self.server.is_draining = True
        log_event("relay drains", sockets=len(self.server.clients))
        await asyncio.sleep(self.plan.limits.drain_delay)
        await close_port(self._runner)
        await self.server.drain(self.plan.limits.drain_seconds)

    async def stop(self) -> None:
        """Say goodbye to every socket; where reading stands is saved already."""
        await self._runner.cleanup()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.hub.gate.close()
        log_event("relay stopped")

    async def _start_keeping(self) -> None:
        await self.hub.ready.wait()
        self.hub.recent.start()


def _allow_many_files() -> None:
    """Raise the limit of open files as far as it may be: a socket is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
