"""Writers of suppliers, concerts, filters and core."""

import asyncio
import random

import psycopg
from psycopg.rows import DictRow

from glue.clients.rpc import RefusedError
from glue.http.tokens import user_id
from tests.glue.receivers import Receiver
from tests.glue.soak.calls import Caller, GaveUpError
from tests.glue.soak.writer import Writer, values

NEXT = {"planned": "in_progress", "in_progress": "waiting", "waiting": "in_progress"}
FAST_WEBHOOKS = """
update core.webhook_endpoints set max_concurrency = 50, max_per_second = 1000 where true
"""
SONGS = (6001, 6002, 6003)


class Manager(Writer):
    """Moves one task between its statuses, each time from the version that was seen."""

    PROJECT, SUPPLIER, CODE = 2001, 3001, "paint"

    def __init__(self, rng: random.Random, caller: Caller) -> None:
        super().__init__(rng)
        self.caller = caller
        self.notes: list[str] = []
        self.task = 0

    async def begin(self) -> None:
        """Find the task."""
        tasks = await self.caller.call(
            "list_tasks", project_id=self.PROJECT, supplier_id=self.SUPPLIER
        )
        (self.task,) = [one["task_id"] for one in tasks["items"] if one["code"] == self.CODE]

    async def step(self) -> None:
        """Give the task the next status."""
        seen = await self.caller.call("get_task", task_id=self.task)
        wanted, note = NEXT[seen["status"]], self.key()
        try:
            await self.caller.call(
                "update_task_status",
                task_id=self.task,
                status=wanted,
                note=note,
                expected_version=seen["version"],
            )
        except RefusedError:
            # The version protects from doing it twice; the first try may have done it.
            now = await self.caller.call("get_task", task_id=self.task)
            if (now["status"], now["version"]) != (wanted, seen["version"] + 1):
                raise
        self.notes.append(note)

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Each acknowledged change is in the history once."""
        kept = values(
            conn, "select reason from suppliers.task_history where task_id = %s", self.task
        )
        return [
            f"change {note} of the task is {kept.count(note)} times in its history"
            for note in self.notes
            if kept.count(note) != 1
        ]


class Voters(Writer):
    """Many users, each of whom votes for a song, and may take it back."""

    def __init__(self, rng: random.Random, callers: dict[str, Caller]) -> None:
        super().__init__(rng)
        self.callers = callers
        self.votes: dict[tuple[str, int], bool | None] = {}
        """Whether a vote stands; None where that is not known."""

    async def step(self) -> None:
        """Vote, or take a vote back."""
        voter, song = self.rng.choice(list(self.callers)), self.rng.choice(SONGS)
        stands = self.votes.get((voter, song), False)
        if stands is None:
            return
        self.votes[voter, song] = None
        body = {"setlist_song_id": song} | ({} if stands else {"idempotency_key": self.key()})
        try:
            await self.callers[voter].call("withdraw_vote" if stands else "cast_vote", **body)
        except RefusedError as exc:
            # A withdrawal has no key: its first try may have done it.
            if not (stands and str(exc).startswith("concerts.not_voted")):
                raise
        self.votes[voter, song] = not stands

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """What stands is what was acknowledged."""
        rows = conn.execute("select setlist_song_id as song, user_id from concerts.votes")
        there = {(row["user_id"], row["song"]) for row in rows}
        return [
            f"the vote of {voter} for {song} is not as it was acknowledged"
            for (voter, song), stands in self.votes.items()
            if stands is not None and ((user_id(voter), song) in there) != stands
        ]


class Seller(Writer):
    """Sends lines of sales, and reads the options of the filters."""

    def __init__(self, rng: random.Random, caller: Caller) -> None:
        super().__init__(rng)
        self.caller = caller
        self.sent: set[str] = set()

    async def step(self) -> None:
        """Send some lines, or read."""
        if self.rng.random() < 0.3:
            await self.caller.call("filter_options", within={}, top=5)
            return
        lines = [self._line(self.key()) for _ in range(self.rng.randint(1, 5))]
        await self.caller.call("ingest_transactions", rows=lines)
        self.sent.update(str(line["key"]) for line in lines)

    def _line(self, key: str) -> dict[str, object]:
        return {
            "key": key,
            "basket": key[:2],
            "store": key[:1],
            "product": "p",
            "brand": self.rng.choice(["Ada", "Bob", "Cid"]),
            "department": "Food",
            "category": self.rng.choice(["Tea", "Rice"]),
            "store_class": "A",
            "price": 10,
            "quantity": 1,
            "sold_at": "2024-05-04T08:00:00Z",
        }

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Each line is there once; that the counts follow is an invariant."""
        there = values(conn, "select line_key from filters.transactions where line_key is not null")
        lost = self.sent - {str(key) for key in there}
        found = [f"line {key} was lost" for key in lost]
        if len(there) != len(set(there)):
            found.append("a line is there twice")
        return found


class Producer(Writer):
    """Enqueues jobs and emits events, as the database's own functions do."""

    pause = 0.05

    def __init__(self, rng: random.Random, url: str, receiver: Receiver, admin: Caller) -> None:
        super().__init__(rng)
        self.url, self.receiver, self.admin = url, receiver, admin
        self.intended: set[str] = set()

    async def begin(self) -> None:
        """Send every event of these on to the receiver."""
        await self.admin.call(
            "register_webhook",
            url=self.receiver.url("/status/200"),
            event_types=["core.thing.made"],
        )
        async with await psycopg.AsyncConnection.connect(self.url) as conn:
            await conn.execute(FAST_WEBHOOKS)

    async def step(self) -> None:
        """Commit a job and an event."""
        key = self.key()
        try:
            async with await psycopg.AsyncConnection.connect(self.url, connect_timeout=5) as conn:
                for _ in range(5):
                    await conn.execute("select core.t_intend(%s)", (key,))
                    await conn.commit()
                    self.intended.add(key)
                    key = self.key()
        except psycopg.Error as exc:
            await asyncio.sleep(0.2)
            raise GaveUpError(str(exc)) from exc

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Each job had its effect once; each event came to the receiver under its id."""
        there = {str(key) for key in values(conn, "select key from core.t_intents")}
        done = [str(key) for key in values(conn, "select key from core.t_effects")]
        events = {f"evt_{n}" for n in values(conn, "select event from core.t_intents")}
        came = {request.headers["webhook-id"] for request in self.receiver.requests}
        found = [f"intent {key} was lost" for key in self.intended - there]
        if sorted(done) != sorted(there):
            found.append(f"{len(there)} jobs had {len(done)} effects, of {len(set(done))} jobs")
        if came != events:
            found.append(f"{len(events - came)} of {len(events)} webhooks did not come")
        return found
