"""One soak: writers work while things go wrong; then everything must agree."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from supabase import AsyncClient, AsyncClientOptions

from glue import db
from glue.schema.invariants import verify
from glue.stack.stack import Stack
from glue.waiting import wait_until
from tests.glue.receivers import Receiver
from tests.glue.soak.calls import BUDGET, Budget, Caller
from tests.glue.soak.chaos import Chaos
from tests.glue.soak.readers import Reader, Subscriber
from tests.glue.soak.shop import Customer, Warehouse
from tests.glue.soak.stand import Stand
from tests.glue.soak.writer import Writer, values
from tests.glue.soak.writers import Manager, Producer, Seller, Voters

TOPICS = ("core:thing", "concerts:setlist:5001", "commerce:stock:SHIRT-L", "filters:brand")
WORK_LEFT = "select from core.jobs where kind = 'core.t_work'"
ON_THE_WAY = "select from core.webhook_deliveries where status = 'pending'"
LEASED = """
update core.webhook_deliveries
set
    leased_until_at = case when leased_by is not null then now() end,
    next_attempt_at = now()
where status = 'pending'
"""
UNSENT = """
select e.id
from core.events as e
where
    core._is_broadcast_topic(e.topic)
    and not exists (
        select from realtime.messages as m where m.payload ->> 'event_id' = e.id::text
    )
"""
BY_TIME = "core.broadcasts_have_messages"
"""Finds a message by the time of its event, which a moved clock makes another; see UNSENT."""

SETTLE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, and the figures."""

    faults: list[str]
    figures: list[str]


def shuffled(acts: Iterable[str], rng: random.Random) -> Iterator[str]:
    """Yield each act once, in any order."""
    left = list(acts)
    rng.shuffle(left)
    yield from left


def at_random(acts: Iterable[str], rng: random.Random, seconds: float) -> Iterator[str]:
    """Yield acts until a time is over."""
    choices, end = list(acts), time.monotonic() + seconds
    while time.monotonic() < end:
        yield rng.choice(choices)


class Ground(Protocol):
    """What is written to: one server, or a cluster."""

    @property
    def url(self) -> str:
        """The database, as its owner."""

    @property
    def admin_url(self) -> str:
        """The database, as a superuser."""

    @property
    def stack(self) -> Stack:
        """Whose API the writers call."""

    @property
    def receiver(self) -> Receiver:
        """Who gets the webhooks."""

    @property
    def clients(self) -> Path:
        """Where clients keep what is theirs."""

    def token(self, user: str, *app_roles: str) -> str:
        """Return the token of a user."""

    def is_up(self) -> bool:
        """Return whether every part answers."""

    def logs(self) -> str:
        """Return the end of each part's log."""


class Load:
    """Writers and readers of every module, and the judgement of what they left."""

    def __init__(self, ground: Ground, rng: random.Random) -> None:
        self.ground = ground
        self.budget = Budget()
        options = AsyncClientOptions(postgrest_client_timeout=15)
        address = ground.stack.address()
        self.client = AsyncClient(address.url, address.publishable_key, options)
        self.writers = _writers(ground, self.client, self.budget, rng)

    async def play(self, story: Callable[[], Awaitable[None]]) -> list[str]:
        """Let all work while a drill runs; return what is wrong afterwards."""
        for writer in self.writers:
            await writer.begin()
        over = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for writer in self.writers:
                group.create_task(writer.work(over))
            try:
                await story()
            finally:
                over.set()
        settled = await asyncio.to_thread(_settle, self.ground)
        for writer in self.writers:
            await writer.end()
        faults = [*settled, *await asyncio.to_thread(_judge, self.ground, self.writers)]
        if self.budget.share > BUDGET:
            failed = dict(self.budget.failed)
            faults.append(f"the error budget is spent: {self.budget}, {failed}")
        return faults


async def soak(stand: Stand, rng: random.Random, acts: Iterator[str], *, calm: float) -> Report:
    """Let all writers work while things go wrong, with moments of calm around each."""
    load, chaos = Load(stand, rng), Chaos(stand, rng)

    async def story() -> None:
        for act in acts:
            await asyncio.sleep(rng.uniform(calm / 4, calm))
            await asyncio.to_thread(chaos.act, act)
        await asyncio.sleep(calm)

    faults = await load.play(story)
    return Report(faults, _figures(load.writers, chaos, load.budget))


def _writers(
    stand: Ground, client: AsyncClient, budget: Budget, rng: random.Random
) -> list[Writer]:
    def caller(user: str, *roles: str) -> Caller:
        return Caller(client, stand.token(user, *roles), budget)

    def own() -> random.Random:
        return random.Random(rng.getrandbits(64))  # noqa: S311 - repeatable, not a secret

    with db.connect(stand.url) as conn:
        series = values(conn, "select id from reading.series order by id limit 3")
    admin = caller("dora", "admin")
    return [
        Subscriber(own(), stand.url, admin, TOPICS),
        Warehouse(own(), caller("cleo", "warehouse")),
        Customer(own(), caller("carl"), admin, "carl"),
        Customer(own(), caller("carla"), admin, "carla"),
        Manager(own(), caller("mia", "project_manager")),
        Voters(own(), {f"voter-{n}": caller(f"voter-{n}") for n in range(30)}),
        Seller(own(), admin),
        Reader(
            own(),
            client,
            caller("reader"),
            stand.clients,
            [int(str(one)) for one in series],
        ),
        Producer(own(), stand.url, stand.receiver, admin),
    ]


def _settle(stand: Ground) -> list[str]:
    """Wait until jobs and webhooks that are on their way have arrived."""

    def left(query: str) -> int:
        with db.connect(stand.url) as conn:
            return conn.execute(query.encode()).rowcount

    def all_sent() -> bool:
        # Time passes for what dead senders held.
        left(LEASED)
        return left(ON_THE_WAY) == 0

    faults: list[str] = []
    if not wait_until(stand.is_up, SETTLE_SECONDS):
        faults.append(f"not every part is up\n{stand.logs()}")
    if not wait_until(lambda: left(WORK_LEFT) == 0, SETTLE_SECONDS):
        faults.append(f"{left(WORK_LEFT)} jobs were not done")
    if not wait_until(all_sent, SETTLE_SECONDS):
        faults.append(f"{left(ON_THE_WAY)} webhooks were not sent")
    return faults


def _judge(stand: Ground, writers: list[Writer]) -> list[str]:
    faults = [
        f"{type(writer).__name__}: {why} ({times} times)"
        for writer in writers
        for why, times in writer.refused.items()
    ]
    with db.connect(stand.url) as conn:
        for writer in writers:
            faults += [f"{type(writer).__name__}: {why}" for why in writer.faults(conn)]
    faults += [
        f"invariant {one.name}: {one.failure or one.violations} {one.shown[:2]}"
        for one in verify(stand.url, module=None, timeout_seconds=60)
        if one.state == "error" and one.name != BY_TIME
    ]
    with db.connect(stand.admin_url) as conn:
        faults += [f"event {event} has no message" for event in values(conn, UNSENT)]
    return faults


def _figures(writers: list[Writer], chaos: Chaos, budget: Budget) -> list[str]:
    steps = ", ".join(f"{type(one).__name__} {one.steps}" for one in writers)
    acts = ", ".join(f"{what} {times}" for what, times in sorted(chaos.done.items()))
    unknown = sum(writer.unknown for writer in writers)
    return [
        f"soak: {budget}",
        f"soak: steps: {steps}; {unknown} with an unknown end",
        f"soak: {acts}; everything answered again after {chaos.longest:.1f} s at most",
    ]
