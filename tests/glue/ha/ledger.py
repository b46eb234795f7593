"""A writer that logs each acknowledged write to a file, and when it was."""

import asyncio
import itertools
import random
import time
from pathlib import Path

import psycopg
from psycopg.rows import DictRow

from tests.glue.soak.calls import GaveUpError
from tests.glue.soak.writer import Writer

PATIENCE = 5.0
"""A write that is not acknowledged by then is given up with its connection: its end is unknown."""

WRITE = "insert into ledgers.lines (writer, number) values (%s, %s)"


class Ledger(Writer):
    """Commits one number after the other; opens its connection again when it fails."""

    pause = 0.02

    def __init__(self, rng: random.Random, way: str, url: str, folder: Path) -> None:
        super().__init__(rng)
        self.way, self.url = way, url
        self.name = f"{way}-{self.key()}"
        self.file = folder / f"{self.name}.log"
        self.numbers = itertools.count(1)
        self.acknowledged_at: list[float] = []
        self._conn: psycopg.AsyncConnection[tuple[object, ...]] | None = None

    async def step(self) -> None:
        """Write the next number; log it when it is acknowledged."""
        number = next(self.numbers)
        try:
            async with asyncio.timeout(PATIENCE):
                if self._conn is None or self._conn.closed:
                    self._conn = await psycopg.AsyncConnection.connect(
                        self.url, autocommit=True, connect_timeout=3, prepare_threshold=None
                    )
                await self._conn.execute(WRITE, (self.name, number))
        except (psycopg.Error, TimeoutError) as exc:
            await self._drop()
            raise GaveUpError(str(exc)) from exc
        with self.file.open("a") as log:
            log.write(f"{number}\n")
        self.acknowledged_at.append(time.monotonic())

    async def _drop(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            await conn.close()

    async def end(self) -> None:
        """Let the connection go."""
        await self._drop()

    def has_written_since(self, moment: float) -> bool:
        """Return whether a write was acknowledged after a moment."""
        return bool(self.acknowledged_at) and self.acknowledged_at[-1] > moment

    def longest_gap(self) -> float:
        """Return the longest time between two acknowledged writes, in seconds."""
        pairs = itertools.pairwise(self.acknowledged_at)
        return max((after - before for before, after in pairs), default=0.0)

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Each number in the log is in the table."""
        rows = conn.execute("select number from ledgers.lines where writer = %s", (self.name,))
        there = {row["number"] for row in rows}
        logged = {int(line) for line in self.file.read_text().splitlines()}
        lost = sorted(logged - there)
        return [f"{len(lost)} acknowledged writes were lost: {lost[:10]}"] if lost else []
