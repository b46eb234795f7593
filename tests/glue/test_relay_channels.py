"""What ends while the database is asked: a token, a channel, a socket."""

import asyncio
import gc
import json
import time
import weakref
from collections.abc import Coroutine, Mapping, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from psycopg.rows import DictRow

from glue.http.tokens import Claims, mint
from glue.relay import callers
from glue.relay.authorize import Gate
from glue.relay.callers import Bearer, Keys
from glue.relay.client import Client, Handshake
from glue.relay.hub import Hub, Rates
from glue.relay.limits import Limits
from glue.relay.protocol import Message, Version
from glue.relay.recent import RecentMessages

PATIENCE = 20.0
TOPIC = "realtime:room"
SECRET = "s" * 64
REPLAYED = {"broadcast": {"replay": {"since": 1, "limit": 1}}}


class SlowGate(Gate):
    """A database that answers everything with yes, once it may."""

    def __init__(self) -> None:
        self.slow = ""
        """The question that has to wait."""
        self.asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.questions: list[str] = []
        self.readable = ["broadcast", "presence"]

    async def _answer(self, question: str) -> None:
        self.questions.append(question)
        if question == self.slow:
            self.asked.set()
            await self.may_answer.wait()

    async def list_readable(self, *_: object) -> list[str]:
        """Return of what may be read."""
        await self._answer("list_readable")
        return self.readable

    async def is_writable(self, *_: object) -> bool:
        """Return that this may be sent."""
        await self._answer("is_writable")
        return True

    async def read_replay(self, *_: object) -> Sequence[DictRow]:
        """Return that nothing was sent."""
        await self._answer("read_replay")
        return []


class Wire(asyncio.Transport):
    """A connection that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep a frame."""
        self.frames.append(bytes(data))

    def is_closing(self) -> bool:
        """Return that it is open."""
        return False

    def get_write_buffer_size(self) -> int:
        """Return that everything has been read."""
        return 0

    @property
    def heard(self) -> list[tuple[str, Any]]:
        """What was written: the event and the payload of each message."""
        messages = [json.loads(frame[frame.index(b"{") :]) for frame in self.frames]
        return [(message["event"], message["payload"]) for message in messages]

    def count(self, event: str) -> int:
        """Return how many messages have this event."""
        return [name for name, _ in self.heard].count(event)


class Scene:
    """The middle of a relay without a database, and the sockets of a test."""

    def __init__(self) -> None:
        limits = Limits()
        self.gate = SlowGate()
        keys, recent = Keys(SECRET, "", ""), RecentMessages(0, 0, is_wanted=False)
        self.hub = Hub(limits, keys, self.gate, Rates.of(limits), recent, asyncio.Event())

    def connect(self, expires_at: float | None = None) -> tuple[Client, Wire]:
        """Open a socket whose key is a token that ends then."""
        wire = Wire()
        bearer = Bearer({"role": "authenticated"}, expires_at)
        handshake = Handshake(Version.V1, bearer, {})
        return Client(self.hub, wire, lambda _code, _why: None, handshake), wire

    async def wait_in(self, question: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin something, and return when it waits for the answer to this question."""
        self.gate.slow = question
        task = asyncio.create_task(work)
        async with asyncio.timeout(PATIENCE):
            await self.gate.asked.wait()
        return task


async def _join(client: Client, config: Mapping[str, Any] | None = None) -> None:
    payload = {"config": {"private": True, **(config or {})}}
    await client.handle(Message(TOPIC, "phx_join", payload, "1", "1"))


async def _broadcast(client: Client) -> None:
    await client.handle(Message(TOPIC, "broadcast", {"event": "e", "payload": {}}, "2", "1"))


def _reason(wire: Wire) -> str:
    ((event, payload),) = wire.heard
    assert (event, payload["status"]) == ("phx_reply", "error")
    return str(payload["response"]["reason"])


@pytest.mark.parametrize("is_private", [True, False])
def test_a_socket_whose_token_has_ended_joins_nothing(*, is_private: bool) -> None:
    async def act() -> None:
        scene = Scene()
        client, wire = scene.connect(time.time() - 10)
        await _join(client, {"private": is_private})
        assert _reason(wire).startswith("InvalidJWTToken: Token has expired 1")
        assert (len(scene.hub.rooms), client.channels, scene.gate.questions) == (0, {}, [])

    asyncio.run(act())


@pytest.mark.parametrize("question", ["list_readable", "read_replay"])
def test_a_token_that_ends_while_a_join_waits_joins_nothing(
    monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    async def act() -> None:
        scene = Scene()
        ends = time.time() + 600
        client, wire = scene.connect(ends)
        joining = await scene.wait_in(question, _join(client, REPLAYED))
        monkeypatch.setattr(callers, "time", SimpleNamespace(time=lambda: ends + 10))
        scene.gate.may_answer.set()
        await joining
        assert _reason(wire) == "InvalidJWTToken: Token has expired 10 seconds ago"
        assert (len(scene.hub.rooms), client.channels) == (0, {})

    asyncio.run(act())


def test_a_channel_that_ends_while_a_broadcast_waits_sends_nothing() -> None:
    async def act() -> None:
        scene = Scene()
        (sender, _), (other, heard) = scene.connect(), scene.connect()
        for client in (sender, other):
            await _join(client)
        sending = await scene.wait_in("is_writable", _broadcast(sender))
        sender.channels[TOPIC].fail("Token has expired 0 seconds ago")
        scene.gate.may_answer.set()
        await sending
        assert heard.count("broadcast") == 0
        # Another socket still sends.
        await _join(sender)
        await _broadcast(sender)
        assert heard.count("broadcast") == 1

    asyncio.run(act())


@pytest.mark.parametrize("question", ["list_readable", "read_replay"])
def test_a_socket_that_is_gone_while_a_join_waits_is_in_no_room(question: str) -> None:
    async def act() -> None:
        scene = Scene()
        client, wire = scene.connect(time.time() + 600)
        joining = await scene.wait_in(question, _join(client, REPLAYED))
        client.forget_all()
        scene.gate.may_answer.set()
        await joining
        assert _reason(wire) == "ChannelClosed: the channel is closed"
        assert (len(scene.hub.rooms), client.channels) == (0, {})

    asyncio.run(act())


@pytest.mark.parametrize("readable", [["broadcast"], []])
def test_a_channel_that_ends_while_a_new_token_waits_ends_once(readable: list[str]) -> None:
    async def act() -> None:
        scene = Scene()
        client, wire = scene.connect()
        await _join(client)
        token = mint(SECRET, Claims(user="ada", expires_in=timedelta(minutes=10)))
        payload = {"access_token": token}
        renewing = await scene.wait_in(
            "list_readable", client.handle(Message(TOPIC, "access_token", payload))
        )
        scene.gate.readable = readable
        channel = weakref.ref(client.channels[TOPIC])
        client.channels[TOPIC].fail("Token has expired 0 seconds ago")
        scene.gate.may_answer.set()
        await renewing
        assert (wire.count("system"), wire.count("phx_close")) == (1, 1)
        # No timer keeps it until the new token ends.
        gc.collect()
        assert channel() is None

    asyncio.run(act())
