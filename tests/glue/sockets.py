"""A bare WebSocket client that shows tests the frames that real clients hide."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.relays import RunningRelay

PATIENCE = 20.0
JOIN: dict[str, Any] = {"config": {"broadcast": {"replication_ready": True}}}


class BareSocket:
    """One socket of version 1.0.0."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.refs = 0

    async def say(self, topic: str, event: str, payload: Any) -> str:
        """Send a message; return its ref."""
        self.refs += 1
        message = {"topic": topic, "event": event, "payload": payload, "ref": str(self.refs)}
        await self.socket.send_str(json.dumps(message))
        return str(self.refs)

    async def hear(self, event: str) -> Any:
        """Return the payload of the next message with this event."""
        while True:
            message = json.loads(await self.socket.receive_str(timeout=PATIENCE))
            if message["event"] == event:
                return message["payload"]

    async def ask(self, topic: str, event: str, payload: Any) -> Any:
        """Send a message and return what is replied."""
        await self.say(topic, event, payload)
        return await self.hear("phx_reply")

    async def join(self, name: str, payload: Any = None) -> None:
        """Join a topic and wait until broadcasts of the database are heard."""
        reply = await self.ask(f"realtime:{name}", "phx_join", payload or JOIN)
        assert reply["status"] == "ok", reply
        assert (await self.hear("system"))["status"] == "ok"

    async def ending(self) -> tuple[int | None, str]:
        """Wait for the end; return its code and its reason."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self.socket.receive()
                if message.type is aiohttp.WSMsgType.CLOSE:
                    return int(message.data), str(message.extra)
                if self.socket.closed:
                    return self.socket.close_code, ""


@asynccontextmanager
async def bare_socket(
    relay: RunningRelay, *, key: str | None = None, vsn: str = "1.0.0"
) -> AsyncIterator[BareSocket]:
    """Open a socket to a relay."""
    url = f"{relay.url}/realtime/v1/websocket"
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(
            url, params={"apikey": key or relay.key, "vsn": vsn}, autoclose=False, max_msg_size=0
        ) as socket,
    ):
        yield BareSocket(socket)
