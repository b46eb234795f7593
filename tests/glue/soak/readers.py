"""A reader with two devices, and a subscriber that reads the log of events with a cursor."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg.rows import DictRow
from supabase import AsyncClient

from glue import db
from glue.clients import Options, RealtimeService
from glue.http.tokens import user_id
from tests.glue.soak.calls import Caller
from tests.glue.soak.writer import Writer, values

QUICK = Options(
    backoff_base_seconds=0.1, backoff_cap_seconds=2, poll_seconds=1, live_poll_seconds=2
)
SETTLE_SECONDS = 60
MARK = "select core.emit('core.thing.marked', %s, 'mark', '{}')"
LOG = """
select e.id
from core.events as e
where
    e.topic = any(%s)
    and (e.xid, e.id) >= (select m.xid, m.id from core.events as m where m.id = %s)
    and (e.xid, e.id) <= (select m.xid, m.id from core.events as m where m.id = %s)
order by e.xid, e.id
"""


class Reader(Writer):
    """Reads on by chapters, now on one device, now on the other; the furthest place stands."""

    pause = 0.2

    def __init__(
        self,
        rng: random.Random,
        client: AsyncClient,
        caller: Caller,
        folder: Path,
        series: Sequence[int],
    ) -> None:
        super().__init__(rng)
        self.caller, self.user = caller, "reader"
        self.at: dict[int, int] = {}
        self.series = list(series)

        self.devices = [
            RealtimeService(client, name, folder / f"{name}.db", caller.get_token, QUICK)
            for name in ("phone", "tablet")
        ]

    async def begin(self) -> None:
        """Let both devices listen, and the furthest chapter win."""
        for device in self.devices:
            await device.__aenter__()
            await device.subscribe_to_progress(str(user_id(self.user)), lambda *_: None)
            for series in self.series:
                await device.set_policy(series, "furthest")

    async def step(self) -> None:
        """Read a chapter: it is acknowledged when the device has it on its disk."""
        series = self.rng.choice(self.series)
        chapter = self.at.get(series, 0) + 1
        self.rng.choice(self.devices).update_progress(series, chapter=chapter)
        self.at[series] = chapter

    async def end(self) -> None:
        """Wait until both devices have sent everything, and show the same."""

        def is_settled() -> bool:
            return all(
                not device.list_pending()
                and {n: edit.chapter for n, edit in device.list_progress().items()} == self.at
                for device in self.devices
            )

        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                while not is_settled():  # noqa: ASYNC110 - two devices, any of their steps
                    await asyncio.sleep(0.1)
        except TimeoutError:
            shown = [
                ({n: str(e.chapter) for n, e in device.list_progress().items()},
                 len(device.list_pending()), device.list_rejected())
                for device in self.devices
            ]  # fmt: skip
            self.refused[f"devices show {shown}, and read was {self.at}"] += 1
        for device in self.devices:
            await device.close()

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """The furthest chapter of each series is what stands."""
        rows = conn.execute(
            "select series_id, chapter from reading.progress where user_id = %s",
            (user_id(self.user),),
        )
        stands = {row["series_id"]: row["chapter"] for row in rows}
        return [] if stands == self.at else [f"read was {self.at}, and {stands} stands"]


class Subscriber(Writer):
    """Reads events after a cursor, which it keeps through everything that fails."""

    pause = 0.3

    def __init__(self, rng: random.Random, url: str, caller: Caller, topics: Sequence[str]) -> None:
        super().__init__(rng)
        self.url, self.caller, self.topics = url, caller, list(topics)
        self.cursor = ""
        self.heard: list[int] = []
        self.marks: list[int] = []
        """The events between which log and ears are compared."""

    async def begin(self) -> None:
        """Begin at the present end of the log."""
        self.cursor = (await self.caller.call("changes_since", topics=self.topics))["next"]
        self._mark()

    def _mark(self) -> None:
        with db.connect(self.url) as conn:
            (mark,) = values(conn, MARK, self.topics[0])
        self.marks.append(int(str(mark)))

    async def step(self) -> None:
        """Read one page."""
        await self._read()

    async def _read(self) -> None:
        page = await self.caller.call(
            "changes_since", topics=self.topics, after=self.cursor, page_size=100
        )
        self.heard += [event["id"] for event in page["events"]]
        self.cursor = page["next"]

    async def end(self) -> None:
        """Read up to a last mark; what is emitted later is not compared."""
        self._mark()
        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                while self.marks[1] not in self.heard:
                    await self._read()
        except TimeoutError:
            self.refused["the last event was not heard"] += 1

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """What was heard is the log, in its order, each event once."""
        log = [int(str(one)) for one in values(conn, LOG, self.topics, *self.marks)]
        first, last = self.marks
        if not {first, last} <= {*self.heard}:
            return ["the marks were not heard"]
        heard = self.heard[self.heard.index(first) : self.heard.index(last) + 1]
        if heard == log:
            return []
        missed = sorted({*log} - {*heard})
        differ = f"{len(heard)} heard, {len({*heard})} of them different"
        return [f"{len(log)} events, {differ}, {len(missed)} missed: {missed[:10]}"]
