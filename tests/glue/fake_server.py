"""A fake server for the client of reading: RPCs and Realtime, controlled by the test."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, TypeAlias
from uuid import uuid4

import httpx
from supabase import AsyncClient
from supabase.lib.client_options import AsyncClientOptions
from websockets.asyncio.server import Server, ServerConnection, serve

Answer: TypeAlias = Callable[[dict[str, Any]], Any]

# A device that goes before it has joined is nothing that a test is told of.
QUIET = logging.getLogger("tests.fake_server")
QUIET.propagate = False

NOTHING = {"version": 0, "reset": False, "rows": [], "tombstones": [], "policies": {}}


@dataclass
class FakeServer:
    """What it was asked, what it answers, who has joined.

    `lets_in` is how it answers a join: yes, no, or not at all.
    """

    port: int = 0
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    joins: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, Answer] = field(
        default_factory=lambda: {"progress_since": lambda _: NOTHING}
    )
    lets_in: bool | None = True
    members: dict[ServerConnection, str] = field(default_factory=dict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def bodies(self, name: str) -> list[dict[str, Any]]:
        """What one RPC was called with."""
        return [body for called, body in self.calls if called == name]

    async def until(self, check: Callable[[], bool]) -> None:
        """Wait until something that happened here made it true."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(check)

    async def tell(self) -> None:
        """Say that something happened."""
        async with self.changed:
            self.changed.notify_all()

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer an RPC as the test wants."""
        name, body = request.url.path.rpartition("/")[2], json.loads(request.content)
        self.calls.append((name, body))
        assert request.headers.get_list("authorization") == [request.headers["authorization"]]
        answer = self.answers[name](body)
        if isawaitable(answer):
            answer = await answer
        await self.tell()
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    async def serve_socket(self, socket: ServerConnection) -> None:
        """Let a client join, or not; until it goes."""
        try:
            async for text in socket:
                message = json.loads(text)
                if message["event"] == "phx_join":
                    await self._join(socket, message)
        finally:
            self.members.pop(socket, None)
            await self.tell()

    async def _join(self, socket: ServerConnection, message: dict[str, Any]) -> None:
        self.joins.append(message["payload"])
        await self.tell()
        if self.lets_in is None:
            return
        topic = message["topic"]
        word, response = ("ok", {}) if self.lets_in else ("error", {"reason": "Unauthorized: no"})
        reply = {"status": word, "response": response}
        await _say(socket, topic, "phx_reply", reply, message["ref"])
        if self.lets_in:
            self.members[socket] = topic
            ready = {"extension": "system", "status": "ok", "message": "ready", "channel": topic}
            await _say(socket, topic, "system", ready)
        await self.tell()

    async def broadcast(self, message: dict[str, Any]) -> None:
        """Send a broadcast to all who have joined."""
        for socket, topic in tuple(self.members.items()):
            await _say(socket, topic, "broadcast", {"type": "broadcast", **message})

    async def throw_out(self) -> None:
        """Close every socket, as a restart does."""
        for socket in tuple(self.members):
            await socket.close(1012)


async def _say(
    socket: ServerConnection, topic: str, event: str, payload: Any, ref: str | None = None
) -> None:
    words = {"topic": topic, "event": event, "payload": payload, "ref": ref}
    await socket.send(json.dumps(words))


@asynccontextmanager
async def running_server() -> AsyncIterator[FakeServer]:
    """Serve sockets on a free port; RPCs need none."""
    fake = FakeServer()
    async with serve(fake.serve_socket, "127.0.0.1", 0, logger=QUIET) as server:
        fake.port = _port(server)
        yield fake


def _port(server: Server) -> int:
    port: int = next(iter(server.sockets)).getsockname()[1]
    return port


@asynccontextmanager
async def client_of(fake: FakeServer) -> AsyncIterator[AsyncClient]:
    """Return a client of both."""
    async with httpx.AsyncClient(transport=httpx.MockTransport(fake.answer)) as http:
        options = AsyncClientOptions(schema="api", httpx_client=http)
        yield AsyncClient(f"http://127.0.0.1:{fake.port}", "key", options)


def row(series_id: int, version: int, /, **facts: Any) -> dict[str, Any]:
    """Return a row as the server spells it."""
    return {
        "series_id": series_id,
        "chapter": None,
        "chapter_label": None,
        "page": None,
        "percent": None,
        "device_id": "other",
        "rewinds": 0,
        "updated_at": f"2026-01-01T00:00:{version:02}+00:00",
        "version": version,
        **facts,
    }


def message(verb: str, version: int, /, **changed: Any) -> dict[str, Any]:
    """Return a broadcast as the server spells it."""
    number = str(uuid4())
    payload = {"v": 1, "version": version, "changed": changed, "id": number}
    return {"event": f"reading.progress.{verb}", "payload": payload, "meta": {"id": number}}


def tick(version: int) -> dict[str, Any]:
    """Return what is said when many rows changed."""
    number = str(uuid4())
    payload = {"v": 1, "version": version, "verb": "updated", "count": 51, "id": number}
    return {"event": "reading.progress.changed", "payload": payload, "meta": {"id": number}}
