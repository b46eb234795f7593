"""A bad network: it drops, doubles, delays or reorders 30 % of messages, from a seed."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

FATES = ("dropped", "doubled", "delayed", "overtaken")
SHARE = 0.3
LONGEST_DELAY = 0.05

Connection = ClientConnection | ServerConnection


@dataclass
class Chance:
    """What happens to the next thing that passes; `counts` says what did."""

    draw: random.Random
    counts: dict[str, int] = field(default_factory=dict)

    def fate(self) -> str:
        """Draw a fate."""
        fate = self.draw.choice(FATES) if self.draw.random() < SHARE else "passed"
        self.counts[fate] = self.counts.get(fate, 0) + 1
        return fate

    def delay(self) -> float:
        """Draw a delay."""
        return self.draw.uniform(0, LONGEST_DELAY)


class LossyTransport(httpx.AsyncBaseTransport):
    """Requests and answers get lost, requests arrive twice, some arrive late."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it, or not, or twice; the answer of the last sending comes back, or not."""
        fate = self._chance.fate()
        if fate == "dropped":
            if self._chance.draw.random() < 0.5:
                await self._send(request)
            raise httpx.ReadError("lost", request=request)
        if fate == "doubled":
            await self._send(request)
        if fate in ("delayed", "overtaken"):
            await asyncio.sleep(self._chance.delay())
        return await self._inner.handle_async_request(request)

    async def _send(self, request: httpx.Request) -> None:
        response = await self._inner.handle_async_request(request)
        await response.aread()
        await response.aclose()

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()


@asynccontextmanager
async def lossy_sockets(target: str, chance: Chance) -> AsyncIterator[str]:
    """Serve an address whose sockets lead to another one, badly."""

    async def lead(client: ServerConnection) -> None:
        assert client.request is not None
        with suppress(OSError, ConnectionClosed):
            async with connect(f"{target}{client.request.path}") as server:
                await _first(_pump(client, server, chance), _pump(server, client, chance))

    async with serve(lead, "127.0.0.1", 0) as listening:
        port = next(iter(listening.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}"


async def _first(*pumps: Coroutine[Any, Any, None]) -> None:
    """Run both until one ends."""
    tasks = [asyncio.ensure_future(pump) for pump in pumps]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pump(source: Connection, target: Connection, chance: Chance) -> None:
    async with asyncio.TaskGroup() as late:
        async for frame in source:
            fate = chance.fate()
            if fate == "overtaken":
                late.create_task(_send_late(target, frame, chance.delay()))
                continue
            if fate == "delayed":
                await asyncio.sleep(chance.delay())
            for _ in range({"dropped": 0, "doubled": 2}.get(fate, 1)):
                await target.send(frame)


async def _send_late(target: Connection, frame: str | bytes, seconds: float) -> None:
    await asyncio.sleep(seconds)
    with suppress(ConnectionClosed):
        await target.send(frame)
