"""Suite `relay`: from a commit to the callback of a subscriber, with many sockets open.

`rowhouse relay` as it is started otherwise, with its limits out of the way; subscribers in
processes of their own, dealt to 50 topics; 167 messages a second from the database, each
sent when it is due. A message is on its way from before its statement is sent, so the time
of the commit counts too. All of it shares one machine.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeAlias

import httpx
import psutil
import psycopg

from glue.bench.figures import Figure, Watch
from glue.errors import RowhouseError
from glue.postgres.ports import free_port
from glue.postgres.state import State
from glue.waiting import wait_until

SUITE = "relay"
SOCKETS = {1_000: 150.0, 10_000: 1_000.0}
"""How many sockets, and the bar for p95 in milliseconds."""

TOPICS = 50
RATE = 167.0
SECONDS = 20.0
CONNECTIONS = 8
PROCESSES = 2
START_SECONDS = 60.0
SEND = """
select realtime.send(
    jsonb_build_object('at', %s::float8, 'body', repeat('x', 200)), 'event', %s, false
)
"""
OUT_OF_THE_WAY = {
    "RELAY_MAX_CONNECTIONS": "1000000",
    "RELAY_MAX_MESSAGES_PER_SECOND": "1e12",
    "RELAY_MAX_JOINS_PER_SECOND": "1e12",
    "RELAY_IDLE_SECONDS": "3600",
}


@dataclass(frozen=True, slots=True)
class Running:
    """The relay that is measured."""

    process: psutil.Process
    port: int
    key: str
    state: State

    def memory(self) -> int:
        """Return what it holds of the machine's memory, in bytes."""
        resident: int = self.process.memory_info().rss
        return resident


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure with few sockets, then with many."""
    figures = []
    for sockets, bar in SOCKETS.items():
        count = max(TOPICS, round(sockets * scale))
        watch(f"{count:,} sockets")
        with running_relay(url) as relay:
            figures += _case(url, relay, count, max(2.0, SECONDS * scale), bar)
    return figures


@contextmanager
def running_relay(url: str) -> Iterator[Running]:
    """Run a relay for this database."""
    with tempfile.TemporaryDirectory(prefix="rowhouse-bench-") as folder:
        state = State(Path(folder))
        state.ensure_secrets()
        state.put(relay_port=free_port())
        own = {"ROWHOUSE_HOME": folder, "RELAY_DATABASE_URL": url}
        log = Path(folder) / "relay.log"
        with log.open("wb") as words:
            child = subprocess.Popen(
                [sys.executable, "-m", "glue", "relay"],
                env=os.environ | OUT_OF_THE_WAY | own,
                stderr=words,
            )
        running = Running(
            psutil.Process(child.pid), state.get("relay_port"), state.get("publishable_key"), state
        )
        try:
            if not wait_until(lambda: child.poll() is not None or _answers(running), START_SECONDS):
                raise RowhouseError("the relay did not come up")
            if child.poll() is not None:
                raise RowhouseError(f"the relay did not come up: {log.read_text()}")
            yield running
        finally:
            child.terminate()
            child.wait()


def _answers(relay: Running) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{relay.port}/health", timeout=5).is_success
    except httpx.HTTPError:
        return False


def _case(url: str, relay: Running, sockets: int, seconds: float, bar: float) -> list[Figure]:
    before = relay.memory()
    with subscribed(relay, sockets) as children:
        held = (relay.memory() - before) / sockets / 1024
        sent = asyncio.run(_send(url, seconds))
        heard: Counter[int] = Counter()
        for child, first, count in children:
            expected = expected_of(sent, range(first, first + count))
            heard.update(finish(child, expected))
    p50, p95, p99 = (percentile_of(heard, share) for share in (0.5, 0.95, 0.99))
    expected = expected_of(sent, range(sockets))
    lost = expected - heard.total()
    name = f"commit to callback, {sockets:,} sockets"
    delay = Figure(
        SUITE, f"{name}, {lost:,} of {expected:,} lost" if lost else name, "ms", p50, p95,
        None, None, bar, p95 <= bar and not lost, p99,
    )  # fmt: skip
    memory = Figure(
        SUITE, f"memory per socket, {sockets:,} sockets", "KiB", round(held, 1),
        None, None, None, None, ok=True,
    )  # fmt: skip
    return [delay, memory]


Process: TypeAlias = "subprocess.Popen[str]"
Child: TypeAlias = tuple[Process, int, int]


@contextmanager
def subscribed(relay: Running, sockets: int) -> Iterator[list[Child]]:
    """Open the sockets, from several processes; all are joined when this yields."""
    edges = [number * sockets // PROCESSES for number in range(PROCESSES + 1)]
    shares = [(first, end - first) for first, end in pairwise(edges)]
    module = "glue.bench.relay_clients"
    words = [
        [module, str(relay.port), relay.key, str(first), str(count), str(TOPICS)]
        for first, count in shares
    ]
    with client_processes(words) as children:
        yield [(child, *share) for child, share in zip(children, shares, strict=True)]


@contextmanager
def client_processes(words: list[list[str]]) -> Iterator[list[Process]]:
    """Run modules that open sockets; all are joined when this yields."""
    children: list[Process] = []
    try:
        for arguments in words:
            child = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            children.append(child)
        for child in children:
            if child.stdout is None or child.stdout.readline() != "ready\n":
                raise RowhouseError("the subscribers did not all join")
        yield children
    finally:
        for child in children:
            child.kill()
            child.wait()


async def _send(url: str, seconds: float) -> int:
    """Send at the rate, each message when it is due; return how many."""
    messages = round(RATE * seconds)
    connections = [
        await psycopg.AsyncConnection.connect(url, autocommit=True, prepare_threshold=0)
        for _ in range(CONNECTIONS)
    ]
    waiting = iter(range(messages))
    start = time.perf_counter() + 0.1

    async def work(connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        for number in waiting:
            await asyncio.sleep(max(0.0, start + number / RATE - time.perf_counter()))
            await connection.execute(SEND, (time.time(), f"bench:{number % TOPICS}"))

    try:
        await asyncio.gather(*map(work, connections))
    finally:
        await asyncio.gather(*(connection.close() for connection in connections))
    return messages


def expected_of(sent: int, sockets: range) -> int:
    """Return how often these sockets hear so many messages, dealt to the topics in turn."""
    members = Counter(number % TOPICS for number in sockets)
    return sum(members[number % TOPICS] for number in range(sent))


def finish(child: Process, expected: int) -> Counter[int]:
    """Wait until a process of sockets has heard so much; how often it took how long."""
    answer, _ = child.communicate(f"{expected}\n")
    return Counter({int(tenths): count for tenths, count in json.loads(answer).items()})


def percentile_of(heard: Counter[int], share: float) -> float:
    """Return the shortest time within which this share was heard, in milliseconds."""
    times = sorted(heard)
    wanted = share * heard.total()
    counts = accumulate(heard[tenths] for tenths in times)
    return next((t / 10 for t, n in zip(times, counts, strict=True) if n >= wanted), float("inf"))
