"""The middle of a relay without a database, with sockets that write into memory."""

import asyncio
import json
from collections.abc import Coroutine, Sequence
from typing import Any

from psycopg.rows import DictRow

from glue.relay.authorize import Gate
from glue.relay.callers import Bearer, Keys
from glue.relay.client import Client, Handshake
from glue.relay.hub import Hub, Rates
from glue.relay.limits import Limits
from glue.relay.protocol import Version
from glue.relay.recent import RecentMessages
from tests.glue.sockets import PATIENCE

SECRET = "s" * 64
PUBLISHABLE = "sb_publishable_p"


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

    def __init__(self, **settings: Any) -> None:
        limits = Limits(**settings)
        self.gate = SlowGate()
        keys, recent = (
            Keys(SECRET, PUBLISHABLE, "sb_secret_s"),
            RecentMessages(0, 0, is_wanted=False),
        )
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
