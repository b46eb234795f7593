"""Many subscribers in one process, as cheap as they can be: for the suite `relay`.

Usage: python -m glue.bench.relay_clients PORT KEY FIRST COUNT TOPICS

Opens COUNT sockets, joins each to a topic, says `ready`. Then reads from stdin how many
messages to wait for, and prints how many were heard at how many tenths of a millisecond.
"""

import json
import resource
import select
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 20.0
MANY = 10_000
PAUSE = 0.002
"""Between two looks at all sockets: being woken for each message costs more than hearing it.
It counts as time on the way."""

SHORT, MIDDLE = 126, 127
HELLO = (
    "GET /realtime/v1/websocket?vsn=1.0.0&apikey={key} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


@dataclass(slots=True)
class Subscriber:
    """One socket of version 1.0.0, and what of a frame it has read."""

    socket: socket.socket
    data: bytes = b""

    def read(self) -> Iterator[bytes]:
        """Read once; yield what each whole frame carries."""
        got = self.socket.recv(8_192)
        if not got:
            raise ConnectionError("the relay closed a socket")
        data = self.data + got if self.data else got
        while len(data) >= 2:  # noqa: PLR2004 - the shortest frame
            length, start = data[1], 2
            if length == SHORT:
                length, start = int.from_bytes(data[2:4]), 4
            elif length == MIDDLE:
                length, start = int.from_bytes(data[2:10]), 10
            if len(data) < start + length:
                break
            yield data[start : start + length]
            data = data[start + length :]
        self.data = data


@dataclass(slots=True)
class Tally:
    """How many messages were heard, at how many tenths of a millisecond."""

    heard: Counter[int] = field(default_factory=Counter)
    number: int = 0

    def hear(self, payload: bytes) -> None:
        """Count a message by how long it was on its way."""
        _, _, rest = payload.partition(b'"at": ')
        sent_at = float(rest[: rest.index(b",")])
        self.heard[round((time.time() - sent_at) * 10_000)] += 1
        self.number += 1


def subscribe(port: int, key: str, topic: str, config: dict[str, Any] | None = None) -> Subscriber:
    """Open one socket and join it to a topic; public, unless the payload says otherwise."""
    subscriber = Subscriber(socket.create_connection(("127.0.0.1", port)))
    subscriber.socket.sendall(HELLO.format(key=key).encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += subscriber.socket.recv(4096)
    join = {"topic": f"realtime:{topic}", "event": "phx_join", "payload": config or {}, "ref": "1"}
    payload = json.dumps(join).encode()
    if len(payload) < SHORT:
        length = bytes([0x80 | len(payload)])
    else:
        length = bytes([0x80 | SHORT]) + len(payload).to_bytes(2)
    # Masked with zeros: a mask has to be there, and that one changes nothing.
    subscriber.socket.sendall(bytes([0x81]) + length + bytes(4) + payload)
    replies = list(subscriber.read())
    if not any(b'"status":"ok"' in reply for reply in replies):
        raise ConnectionError(f"not joined: {replies}")
    return subscriber


def listen(subscribers: list[Subscriber], tally: Tally) -> Tally:
    """Hear messages until there are as many as stdin says, or nothing comes for long."""
    expected = sys.maxsize
    by_file = {subscriber.socket.fileno(): subscriber for subscriber in subscribers}
    poll = select.epoll()
    for number in (*by_file, sys.stdin.fileno()):
        poll.register(number, select.EPOLLIN)
    while tally.number < expected:
        ready = poll.poll(PATIENCE if expected < sys.maxsize else None, MANY)
        if not ready:
            break
        for number, _ in ready:
            if number in by_file:
                for payload in by_file[number].read():
                    tally.hear(payload)
            else:
                expected = int(sys.stdin.readline())
                poll.unregister(number)
        time.sleep(PAUSE)
    return tally


def say(words: str) -> None:
    """Write a line that the parent process reads."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def open_files() -> None:
    """Let this process open as many sockets as it may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main() -> None:
    """Subscribe as the arguments say."""
    port, key, first, count, topics = sys.argv[1:]
    open_files()
    numbers = range(int(first), int(first) + int(count))
    subscribers = [subscribe(int(port), key, f"bench:{number % int(topics)}") for number in numbers]
    say("ready")
    say(json.dumps(listen(subscribers, Tally()).heard))


if __name__ == "__main__":
    main()
