"""Suite `users`: people who browse every module while sockets are held and updates arrive.

Virtual users ask over HTTP, through the gateway, each with a token of its own, and think for five
seconds on average. 10,000 sockets are joined to 50 topics at the relay; 10,000 updates a minute
each change a line and send a message to a topic, in one transaction. The crowd grows step by step
until p95 of all requests is above the bar, one request in a thousand fails or a message is lost.
The last step that held is the knee. All of it shares one machine.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import psycopg

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.relay import TOPICS, expected_of, finish, percentile_of, subscribed
from glue.bench.rpcs_house import make_house
from glue.bench.users_clients import Visit
from glue.bench.users_stack import Parts, running_parts
from glue.errors import RowhouseError
from glue.schema.modules import read_modules

SUITE = "users"
USERS, SOCKETS = 1_000, 10_000
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Of the users; the sockets and the updates are the same in each."""

SECONDS = 60.0
THINK_SECONDS = 5.0
UPDATES_PER_MINUTE = 10_000
CONNECTIONS = 8
THINGS = 20
BAR = 500.0
MOST_FAILURES = 0.001
LINE = """
update filters.transactions as t set price_minor = t.price_minor + 1
where t.id = (select min(n.id) from filters.transactions as n) + %s
"""
SEND = """
select realtime.send(
    jsonb_build_object('at', %s::float8, 'body', repeat('x', 200)), 'event', %s, false
)
"""


@dataclass(frozen=True, slots=True)
class Load:
    """How much there is of everything, and for how long."""

    users: int
    sockets: int
    seconds: float
    think_seconds: float
    rate: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What one step showed."""

    load: Load
    took: Mapping[str, Sequence[float]]
    refused: Mapping[str, int]
    heard: Counter[int]
    expected: int
    memory: Mapping[str, float]

    @property
    def all(self) -> list[float]:
        """How long every request took that was answered."""
        return [ms for each in self.took.values() for ms in each]

    @property
    def p95(self) -> float:
        """Within how many milliseconds 95 % of the requests were answered."""
        return percentile(self.all, 0.95) if self.all else float("inf")

    @property
    def holds(self) -> bool:
        """Whether the step kept its bars."""
        failed = sum(self.refused.values())
        is_kept = failed <= MOST_FAILURES * (failed + len(self.all))
        return self.p95 <= BAR and is_kept and self.heard.total() == self.expected


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Let more and more users come, until they are too many."""
    make_house(url, scale, THINGS, watch)
    figures: list[Figure] = []
    knee = 0
    with running_parts(url) as parts:
        watch("users: the first ones, who are not counted")
        _step(url, parts, _load(scale, STEPS[0]))
        for share in STEPS:
            load = _load(scale, share)
            watch(f"users: {load.users:,}")
            seen = _step(url, parts, load)
            figures += _tell(seen, is_whole=share == 1.0)
            if not seen.holds:
                break
            knee = load.users
    wanted = _load(scale, 1.0).users
    return [
        *figures,
        Figure(
            SUITE, "the knee: the most users that held", "users", knee, None, None, None, wanted,
            knee >= wanted,
        ),
    ]  # fmt: skip


def _load(scale: float, share: float) -> Load:
    return Load(
        users=max(6, round(USERS * scale * share)),
        sockets=max(TOPICS, round(SOCKETS * scale)),
        seconds=max(2.0, SECONDS * min(1.0, scale)),
        think_seconds=max(0.5, THINK_SECONDS * min(1.0, scale)),
        rate=max(5.0, UPDATES_PER_MINUTE / 60 * min(1.0, scale)),
    )


def _step(url: str, parts: Parts, load: Load) -> Seen:
    """Hold the sockets, send the updates and let the users browse, all at once."""
    visit = Visit(
        parts.gateway, parts.keys.jwt_secret, parts.keys.publishable_key, url, load.users,
        load.seconds, load.think_seconds,
    )  # fmt: skip
    with subscribed(parts.relay, load.sockets) as children, _crowd(visit) as crowd:
        sent = asyncio.run(_update(url, load))
        said, fault = crowd.communicate()
        if crowd.returncode:
            raise RowhouseError(f"the users ended: {fault.strip()[-500:]}")
        memory = parts.memory()
        heard: Counter[int] = Counter()
        for child, first, count in children:
            heard.update(finish(child, expected_of(sent, range(first, first + count))))
    found: dict[str, Any] = json.loads(said)
    expected = expected_of(sent, range(load.sockets))
    return Seen(load, found["took"], found["refused"], heard, expected, memory)


@contextmanager
def _crowd(visit: Visit) -> Iterator["subprocess.Popen[str]"]:
    """Let users browse in a process of their own, from when this yields."""
    child = subprocess.Popen(
        [sys.executable, "-m", "glue.bench.users_clients"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        if child.stdin is None or child.stdout is None:
            raise RowhouseError("the users have no pipe")
        child.stdin.write(json.dumps(asdict(visit)) + "\n")
        child.stdin.flush()
        if child.stdout.readline() != "ready\n":
            raise RowhouseError(f"the users did not come: {child.communicate()[1][-500:]}")
        child.stdin.write("go\n")
        child.stdin.flush()
        yield child
    finally:
        child.kill()
        child.wait()


async def _update(url: str, load: Load) -> int:
    """Make the updates, each when it is due; return how many."""
    updates = round(load.rate * load.seconds)
    change = LINE if "filters" in read_modules().chosen else None
    connections = [
        await psycopg.AsyncConnection.connect(url, autocommit=True, prepare_threshold=0)
        for _ in range(CONNECTIONS)
    ]
    waiting = iter(range(updates))
    start = time.perf_counter() + 0.1

    async def work(connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        for number in waiting:
            await asyncio.sleep(max(0.0, start + number / load.rate - time.perf_counter()))
            at = time.time()
            async with connection.transaction():
                if change is not None:
                    await connection.execute(change, (number,))
                await connection.execute(SEND, (at, f"bench:{number % TOPICS}"))

    try:
        await asyncio.gather(*map(work, connections))
    finally:
        await asyncio.gather(*(connection.close() for connection in connections))
    return updates


def _tell(seen: Seen, *, is_whole: bool) -> list[Figure]:
    """Return the figures of a step; those of each RPC where it is the wanted one."""
    load, failed = seen.load, sum(seen.refused.values())
    of = f"{load.users:,} users"
    worst = ", ".join(f"{n} {what}" for what, n in Counter(seen.refused).most_common(3))
    figures = [
        _latency(f"{of}: every request", seen.all, BAR),
        _count(f"{of}: requests", "requests/s", round(len(seen.all) / load.seconds, 1)),
        Figure(
            SUITE, f"{of}: failed{f' ({worst})' if worst else ''}", "requests", failed, None,
            None, None, 0, failed <= MOST_FAILURES * (failed + len(seen.all)),
        ),
        _callback(seen),
        *(_count(f"{of}: memory of {part}", "MiB", mib) for part, mib in seen.memory.items()),
    ]  # fmt: skip
    if is_whole:
        figures += [_latency(f"{of}: {rpc}", took, None) for rpc, took in sorted(seen.took.items())]
    return figures


def _latency(name: str, took: Sequence[float], bar: float | None) -> Figure:
    if not took:
        return Figure(SUITE, f"{name}, none answered", "ms", 0, None, None, None, bar, ok=False)
    p95 = percentile(took, 0.95)
    return Figure(
        SUITE, name, "ms", round(median(took), 1), p95, None, None, bar,
        bar is None or p95 <= bar, percentile(took, 0.99),
    )  # fmt: skip


def _count(name: str, unit: str, value: float) -> Figure:
    return Figure(SUITE, name, unit, value, None, None, None, None, ok=True)


def _callback(seen: Seen) -> Figure:
    lost = seen.expected - seen.heard.total()
    name = f"{seen.load.users:,} users: commit to callback, {seen.load.sockets:,} sockets"
    p50, p95, p99 = (percentile_of(seen.heard, share) for share in (0.5, 0.95, 0.99))
    return Figure(
        SUITE, f"{name}, {lost:,} lost" if lost else name, "ms", p50, p95, None, None, None,
        not lost, p99,
    )  # fmt: skip
