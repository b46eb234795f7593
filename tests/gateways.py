"""A gateway of one test: in the test's event loop, or in a thread of its own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

from glue.gateway.limits import Limits
from glue.gateway.plan import FunctionsPart, Plan, RestPart
from glue.gateway.server import Gateway
from glue.http.cors import Cors
from glue.http.keys import JwkSet, Keys
from glue.postgres.ports import free_port

Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

KEYS = Keys("outer" * 10, "sb_publishable_outer", "sb_secret_outer")
INNER = Keys("inner" * 10, "sb_publishable_inner", "sb_secret_inner")


@contextmanager
def running_gateway(plan: Plan) -> Iterator[Gateway]:
    """Serve in another thread until the block is left."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def make() -> Gateway:
        gateway = Gateway(plan)
        await gateway.start()
        return gateway

    gateway = asyncio.run_coroutine_threadsafe(make(), loop).result(30)
    try:
        yield gateway
    finally:
        asyncio.run_coroutine_threadsafe(gateway.stop(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


@dataclass
class Part:
    """A backend with scripted responses that can be stopped and started."""

    answer: Answer
    port: int = field(default_factory=free_port)
    runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen."""
        server = web.Server(
            self.answer, access_log=None, handler_cancellation=True, auto_decompress=False
        )
        self.runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """Drop every connection, listen no more."""
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None


@dataclass(frozen=True)
class Standing:
    """A gateway, the part behind it, and a client."""

    plan: Plan
    part: Part
    http: aiohttp.ClientSession

    @property
    def url(self) -> str:
        """The gateway's address."""
        return f"http://127.0.0.1:{self.plan.port}"

    def ask(
        self, path: str, method: str = "GET", *, key: str | None = KEYS.publishable_key, **more: Any
    ) -> Any:
        """Ask through the gateway; the raw path as it is given."""
        headers = {"apikey": key} if key else {}
        return self.http.request(
            method,
            URL(self.url + path, encoded=True),
            headers=headers | more.pop("headers", {}),
            allow_redirects=False,
            **more,
        )

    async def ask_raw(self, head: str, body: bytes = b"") -> str:
        """Send bytes as they are, and read until the other side ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.plan.port)
        writer.write(head.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body)
        await writer.drain()
        try:
            async with asyncio.timeout(30):
                return (await reader.read()).decode(errors="replace")
        finally:
            writer.close()


@asynccontextmanager
async def standing(
    database: str,
    answer: Answer,
    *,
    jwks: JwkSet | None = None,
    cors: Cors | None = None,
    without_token: frozenset[str] | None = None,
    **limits: Any,
) -> AsyncIterator[Standing]:
    """Serve every path by one part, until the block is left."""
    part = Part(answer)
    plan = Plan(
        free_port(),
        database,
        replace(KEYS, jwks=jwks or JwkSet()),
        RestPart(part.url, "", INNER),
        part.url,
        None if without_token is None else FunctionsPart(part.url, without_token),
        cors or Cors.of("*"),
        Limits(**({"drain_seconds": 1} | limits)),
    )
    gateway = Gateway(plan)
    await part.start()
    await gateway.start()
    async with aiohttp.ClientSession(auto_decompress=False) as http:
        try:
            yield Standing(plan, part, http)
        finally:
            await gateway.stop()
            await part.stop()
