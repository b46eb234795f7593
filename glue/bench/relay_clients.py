"""Many subscribers in one process, as cheap as they can be: for the suite `relay`.

Usage: python -m glue.bench.relay_clients PORT KEY FIRST COUNT TOPICS

Opens COUNT sockets, joins each to a topic, says `ready`. Then reads from stdin how many
messages to wait for, and prints how many were heard at how many tenths of a millisecond.
"""

import asyncio
import base64
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

AT_ONCE = 100
PATIENCE = 20.0
SHORT, MIDDLE = 126, 127


class Subscriber(asyncio.Protocol):
    """One socket of version 1.0.0 that counts what it hears."""

    def __init__(self, key: str, topic: str, hear: Callable[[bytes], None]) -> None:
        self.joined = asyncio.get_running_loop().create_future()
        self._hear = hear
        self._topic = topic
        self._key = key
        self._data = b""
        self._is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what TCP gives
        self._transport = transport
        nonce = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /realtime/v1/websocket?vsn=1.0.0&apikey={self._key} HTTP/1.1\r\n"
            "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {nonce}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Take frames apart; what is not whole yet waits."""
        data = self._data + data
        if not self._is_open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._data = head
                return
            self._is_open = True
            self._join()
        while len(data) >= 2:  # noqa: PLR2004 - the shortest frame
            length, start = data[1], 2
            if length == SHORT:
                length, start = int.from_bytes(data[2:4]), 4
            elif length == MIDDLE:
                length, start = int.from_bytes(data[2:10]), 10
            if len(data) < start + length:
                break
            self._take(data[start : start + length])
            data = data[start + length :]
        self._data = data

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail the join, if it was not answered."""
        if not self.joined.done():
            self.joined.set_exception(exc or ConnectionError("closed before it was joined"))

    def _join(self) -> None:
        join = {
            "topic": f"realtime:{self._topic}",
            "event": "phx_join",
            "payload": {},
            "ref": "1",
        }
        payload = json.dumps(join).encode()
        # Masked with zeros: a mask has to be there, and that one changes nothing.
        self._transport.write(bytes([0x81, 0x80 | len(payload), 0, 0, 0, 0]) + payload)

    def _take(self, payload: bytes) -> None:
        if self.joined.done():
            self._hear(payload)
        elif b'"status":"ok"' in payload:
            self.joined.set_result(None)
        else:
            self.joined.set_exception(ConnectionError(payload.decode()))


class Tally:
    """How many messages were heard, at how many tenths of a millisecond."""

    def __init__(self) -> None:
        self.heard: Counter[int] = Counter()
        self.is_complete = asyncio.Event()
        self._count = 0
        self._expected = sys.maxsize

    def hear(self, payload: bytes) -> None:
        """Count a message by how long it was on its way."""
        _, _, rest = payload.partition(b'"at": ')
        sent_at = float(rest[: rest.index(b",")])
        self.heard[round((time.time() - sent_at) * 10_000)] += 1
        self._count += 1
        self._look()

    def expect(self, number: int) -> None:
        """Be complete with so many."""
        self._expected = number
        self._look()

    def _look(self) -> None:
        if self._count >= self._expected:
            self.is_complete.set()


async def subscribe(port: int, key: str, sockets: range, topics: int) -> None:
    """Open the sockets, wait for what is to come, print when it came."""
    tally = Tally()
    loop = asyncio.get_running_loop()
    gate = asyncio.Semaphore(AT_ONCE)

    async def connect(number: int) -> None:
        async with gate:
            _, subscriber = await loop.create_connection(
                lambda: Subscriber(key, f"bench:{number % topics}", tally.hear), "127.0.0.1", port
            )
            await subscriber.joined

    await asyncio.gather(*map(connect, sockets))
    _say("ready")
    tally.expect(int(await loop.run_in_executor(None, sys.stdin.readline)))
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await tally.is_complete.wait()
    _say(json.dumps(tally.heard))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Subscribe as the arguments say."""
    port, key, first, count, topics = sys.argv[1:]
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    sockets = range(int(first), int(first) + int(count))
    asyncio.run(subscribe(int(port), key, sockets, int(topics)))


if __name__ == "__main__":
    main()
