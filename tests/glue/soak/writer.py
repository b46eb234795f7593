"""What the writers of a soak have in common."""

import asyncio
import random
from collections import Counter
from uuid import UUID

import psycopg
from psycopg.rows import DictRow

from glue.clients.rpc import RefusedError
from tests.glue.soak.calls import GaveUpError


class Writer:
    """Does one thing after the other, notes what was acknowledged, and compares at the end."""

    pause = 0.1
    """Mean seconds between two steps."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.steps = 0
        self.unknown = 0
        """Steps of which the writer does not know whether they were done."""
        self.refused: Counter[str] = Counter()

    def key(self) -> str:
        """Return a new idempotency key, from the seed."""
        return str(UUID(int=self.rng.getrandbits(128)))

    async def begin(self) -> None:
        """Prepare."""

    async def step(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    async def end(self) -> None:
        """Let what is on its way arrive."""

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Return what the database has otherwise than it was acknowledged."""
        raise NotImplementedError

    async def work(self, over: asyncio.Event) -> None:
        """Step until it is over."""
        while not over.is_set():
            self.steps += 1
            try:
                await self.step()
            except GaveUpError:
                self.unknown += 1
            except RefusedError as exc:
                self.refused[str(exc)] += 1
            await asyncio.sleep(self.rng.expovariate(1 / self.pause))


def values(conn: psycopg.Connection[DictRow], query: str, *parameters: object) -> list[object]:
    """Return the first column of a query."""
    return [next(iter(row.values())) for row in conn.execute(query.encode(), parameters)]
