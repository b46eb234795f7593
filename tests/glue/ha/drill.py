"""One drill: a load, one act, and the judgement with its figures."""

import asyncio
import json
import random
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from glue import db
from glue.waiting import wait_until
from tests.api.listeners import listen_with_javascript, listen_with_python
from tests.glue.ha.acts import Act
from tests.glue.ha.ears import Ears
from tests.glue.ha.ledger import Ledger
from tests.glue.ha.stand import ClusterStand
from tests.glue.soak.run import Load

CALM_SECONDS = 3.0
SHORT_SECONDS = 1.0
WHOLE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, and the figures."""

    faults: list[str]
    figures: dict[str, Any]

    def __str__(self) -> str:
        """Return the figures as one line of JSON."""
        return json.dumps(self.figures)


def drill(stand: ClusterStand, rng: random.Random, act: Act) -> Report:
    """Play one act under load."""
    return asyncio.run(_drill(stand, rng, act))


def drill_bare(stand: ClusterStand, rng: random.Random, act: Act) -> Report:
    """Play one act under the ledgers alone, until each of them writes again."""
    return asyncio.run(_drill_bare(stand, rng, act))


async def _drill_bare(stand: ClusterStand, rng: random.Random, act: Act) -> Report:
    ledgers, over = _ledgers(stand, rng), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for ledger in ledgers:
            group.create_task(ledger.work(over))
        try:
            await asyncio.sleep(SHORT_SECONDS)
            began = time.monotonic()
            await asyncio.to_thread(act, stand)
            seconds = time.monotonic() - began
            over_at = time.monotonic()
            again = partial(_all_write, ledgers, over_at)
            assert await asyncio.to_thread(wait_until, again, WHOLE_SECONDS), stand.logs()
        finally:
            over.set()
    with db.connect(stand.url) as conn:
        faults = [fault for ledger in ledgers for fault in ledger.faults(conn)]
    for ledger in ledgers:
        await ledger.end()
    return Report(faults, _figures(act, ledgers, seconds))


def _all_write(ledgers: list[Ledger], since: float) -> bool:
    return all(one.has_written_since(since) for one in ledgers)


async def _drill(stand: ClusterStand, rng: random.Random, act: Act) -> Report:
    load = Load(stand, rng)
    ledgers, ears = _ledgers(stand, rng), _ears(stand, rng)
    load.writers += [*ears, *ledgers]
    before, seconds = stand.pids(), 0.0

    async def story() -> None:
        nonlocal seconds
        await asyncio.sleep(CALM_SECONDS)
        began = time.monotonic()
        await asyncio.to_thread(act, stand)
        whole = await asyncio.to_thread(wait_until, stand.is_up, WHOLE_SECONDS)
        seconds = time.monotonic() - began
        assert whole, f"not every member came back\n{stand.logs()}"
        await asyncio.sleep(CALM_SECONDS)

    faults = await load.play(story)
    if stand.pids() != before:
        faults.append(f"a part was started again: {before}, {stand.pids()}\n{stand.logs()}")
    figures = _figures(act, ledgers, seconds) | {
        "calls": str(load.budget),
        "heard": [sum(one.heard.values()) for one in ears],
        "heard_twice": [one.twice for one in ears],
    }
    return Report(faults, figures)


def _figures(act: Act, ledgers: list[Ledger], seconds: float) -> dict[str, Any]:
    return {
        "drill": act.__name__,
        "seconds_without_writes": {one.way: round(one.longest_gap(), 2) for one in ledgers},
        "seconds": round(seconds, 1),
        "acknowledged": sum(len(one.acknowledged_at) for one in ledgers),
        "unknown": sum(one.unknown for one in ledgers),
    }


def _ledgers(stand: ClusterStand, rng: random.Random) -> list[Ledger]:
    ways = {
        "haproxy": stand.url,
        "pgbouncer": stand.layout.url("postgres", port="pooled"),
        "libpq": stand.layout.multi_host_url("postgres"),
    }
    folder = stand.clients
    return [Ledger(_own(rng), way, url, folder) for way, url in ways.items()]


def _ears(stand: ClusterStand, rng: random.Random) -> list[Ears]:
    clients = (listen_with_python, listen_with_javascript)
    return [Ears(_own(rng), listen, stand) for listen in clients]


def _own(rng: random.Random) -> random.Random:
    return random.Random(rng.getrandbits(64))  # noqa: S311 - repeatable, not a secret
