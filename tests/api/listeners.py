"""The two clients that subscribe, behind one interface."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from supabase import AsyncClient, acreate_client

if TYPE_CHECKING:
    from realtime.types import RealtimeChannelConfig

LISTEN = Path(__file__).parent / "listen.mjs"
PATIENCE = 30.0

Heard = dict[tuple[str, str], asyncio.Queue[Any]]


class Listener(Protocol):
    """A client that subscribes to topics."""

    async def do(self, action: str, **arguments: Any) -> None:
        """Subscribe, send, http_send, track, untrack, set_auth or leave."""

    async def hear(self, kind: str, topic: str) -> Any:
        """Return the next message: broadcast, system, presence or status."""


Listen = Callable[[str, str], AbstractAsyncContextManager[Listener]]


class _Ears:
    """What was heard, by kind and topic."""

    def __init__(self) -> None:
        self.heard: Heard = defaultdict(asyncio.Queue)

    async def hear(self, kind: str, topic: str) -> Any:
        """Return the next message."""
        async with asyncio.timeout(PATIENCE):
            return await self.heard[kind, topic].get()


class _Python(_Ears):
    """supabase-py."""

    def __init__(self, client: AsyncClient) -> None:
        super().__init__()
        self.client = client
        self.channels: dict[str, Any] = {}

    async def do(self, action: str, **arguments: Any) -> None:
        """Do it, as an app would."""
        await getattr(self, f"_{action}")(**arguments)

    async def _subscribe(self, topic: str, config: dict[str, Any]) -> None:
        whole: RealtimeChannelConfig = {
            "broadcast": config.get("broadcast"),
            "presence": config.get("presence"),
            "private": config.get("private", False),
        }
        channel = self.client.channel(topic, {"config": whole})
        self.channels[topic] = channel

        def put(kind: str) -> Callable[[Any], None]:
            return self.heard[kind, topic].put_nowait

        channel.on_broadcast("*", put("broadcast"))
        channel.on_system(lambda payload: put("system")(payload.model_dump()))
        if (config.get("presence") or {}).get("enabled"):
            channel.on_presence_sync(lambda: put("presence")(channel.presence_state()))
        await channel.subscribe(
            lambda status, error: put("status")(
                {"status": status.value, "error": str(error) if error else None}
            )
        )

    async def _send(self, topic: str, event: str, payload: Any) -> None:
        await self.channels[topic].send_broadcast(event, payload)

    async def _http_send(self, topic: str, event: str, payload: Any) -> None:
        await self.channels[topic].http_send(event, payload)

    async def _track(self, topic: str, payload: Any) -> None:
        await self.channels[topic].track(payload)

    async def _untrack(self, topic: str) -> None:
        await self.channels[topic].untrack()

    async def _set_auth(self, token: str) -> None:
        await self.client.realtime.set_auth(token)

    async def _leave(self, topic: str) -> None:
        await self.client.remove_channel(self.channels.pop(topic))


@asynccontextmanager
async def listen_with_python(url: str, key: str) -> AsyncIterator[Listener]:
    """Listen with supabase-py."""
    client = await acreate_client(url, key)
    client.realtime.initial_backoff = 0.1
    try:
        yield _Python(client)
    finally:
        await client.realtime.close()


class _JavaScript(_Ears):
    """supabase-js, in a process of its own."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        super().__init__()
        self.child = child

    async def do(self, action: str, **arguments: Any) -> None:
        """Send a command to the process."""
        assert self.child.stdin is not None
        self.child.stdin.write(json.dumps({"action": action, **arguments}).encode() + b"\n")
        await self.child.stdin.drain()

    async def collect(self) -> None:
        """Read the output of the process."""
        assert self.child.stdout is not None
        async for line in self.child.stdout:
            told = json.loads(line)
            self.heard[told["kind"], told["topic"]].put_nowait(told["value"])


@asynccontextmanager
async def _listen_with_javascript(url: str, key: str, version: str) -> AsyncIterator[Listener]:
    child = await asyncio.create_subprocess_exec(
        "node",
        LISTEN,
        url,
        key,
        version,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    listener = _JavaScript(child)
    collecting = asyncio.create_task(listener.collect())
    try:
        await listener.hear("ready", "")
        yield listener
    finally:
        child.kill()
        await child.wait()
        collecting.cancel()


def listen_with_javascript(url: str, key: str) -> AbstractAsyncContextManager[Listener]:
    """Listen with supabase-js, as it comes: version 2.0.0."""
    return _listen_with_javascript(url, key, "2.0.0")


def listen_with_old_javascript(url: str, key: str) -> AbstractAsyncContextManager[Listener]:
    """Listen with supabase-js in version 1.0.0."""
    return _listen_with_javascript(url, key, "1.0.0")
