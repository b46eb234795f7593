"""Subscribers of both languages, whose sockets outlive the loss of a member."""

import asyncio
import contextlib
import random
from collections import Counter

import psycopg
from psycopg.rows import DictRow

from tests.api.listeners import Listen
from tests.glue.ha.stand import ClusterStand
from tests.glue.soak.writer import Writer, values

TOPIC = "core:thing"
CONFIG = {"broadcast": {"replication_ready": True}, "private": True}
MARK = "select core.emit('core.thing.marked', %s, 'mark', '{}')"
LOG = """
select e.id
from core.events as e
where
    e.topic = %s
    and (e.xid, e.id) > (select m.xid, m.id from core.events as m where m.id = %s)
    and (e.xid, e.id) <= (select m.xid, m.id from core.events as m where m.id = %s)
"""
SETTLE_SECONDS = 30.0


class Ears(Writer):
    """Hears each event of one topic, once, over one socket."""

    pause = 0.2

    def __init__(self, rng: random.Random, listen: Listen, stand: ClusterStand) -> None:
        super().__init__(rng)
        self.listen, self.stand = listen, stand
        self.heard: Counter[int] = Counter()
        self.first = self.last = 0
        self._stack = contextlib.AsyncExitStack()

    async def begin(self) -> None:
        """Join, and note the last event before."""
        address = self.stand.stack.address()
        listening = self.listen(address.url, address.publishable_key)
        self.listener = await self._stack.enter_async_context(listening)
        await self.listener.do("set_auth", token=self.stand.token("ella"))
        await self.listener.do("subscribe", topic=TOPIC, config=CONFIG)
        assert (await self.listener.hear("status", TOPIC))["status"] == "SUBSCRIBED"
        await self.listener.hear("system", TOPIC)
        self.first = await self._mark()
        self._hearing = asyncio.create_task(self._hear())

    async def _mark(self) -> int:
        async with await psycopg.AsyncConnection.connect(self.stand.url) as conn:
            row = await (await conn.execute(MARK, (TOPIC,))).fetchone()
        assert row is not None
        return int(row[0])

    async def _hear(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                message = await self.listener.hear("broadcast", TOPIC)
                self.heard[int(message["payload"]["event_id"])] += 1

    async def step(self) -> None:
        """Only listen."""

    async def end(self) -> None:
        """Hear up to a last mark."""
        self.last = await self._mark()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_SECONDS):
                while self.last not in self.heard:  # noqa: ASYNC110 - another task hears
                    await asyncio.sleep(0.1)
        self._hearing.cancel()
        await self._stack.aclose()

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """What was heard is what the log has of the topic."""
        log = {int(str(one)) for one in values(conn, LOG, TOPIC, self.first, self.last)}
        missed = sorted(log - self.heard.keys())
        return (
            [f"{len(missed)} of {len(log)} events were not heard: {missed[:10]}"] if missed else []
        )

    @property
    def twice(self) -> int:
        """How many events came more than once; a client knows them by their ids."""
        return sum(times > 1 for times in self.heard.values())
