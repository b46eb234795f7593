"""One soak: writers work while things go wrong; then everything must agree."""

import asyncio
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supabase import AsyncClient, AsyncClientOptions

from glue import db
from glue.schema.invariants import verify
from glue.waiting import wait_until
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


async def soak(stand: Stand, rng: random.Random, acts: Iterator[str], *, calm: float) -> Report:
    """Let all writers work while things go wrong, with moments of calm around each."""
    budget = Budget()
    options = AsyncClientOptions(postgrest_client_timeout=15)
    client = AsyncClient(stand.stack.address().url, stand.stack.address().publishable_key, options)
    writers = _writers(stand, client, budget, rng)
    for writer in writers:
        await writer.begin()
    chaos, over = Chaos(stand, rng), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for writer in writers:
            group.create_task(writer.work(over))
        try:
            for act in acts:
                await asyncio.sleep(rng.uniform(calm / 4, calm))
                await asyncio.to_thread(chaos.act, act)
            await asyncio.sleep(calm)
        finally:
            over.set()
    settled = await asyncio.to_thread(_settle, stand)
    for writer in writers:
        await writer.end()
    faults = [*settled, *await asyncio.to_thread(_judge, stand, writers)]
    if budget.share > BUDGET:
        faults.append(f"the error budget is spent: {budget}, {dict(budget.failed)}")
    return Report(faults, _figures(writers, chaos, budget))


def _writers(stand: Stand, client: AsyncClient, budget: Budget, rng: random.Random) -> list[Writer]:
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


def _settle(stand: Stand) -> list[str]:
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


def _judge(stand: Stand, writers: list[Writer]) -> list[str]:
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
