"""What all sockets share: the rooms, the limits and how near to them we are, the database."""

import asyncio
import logging
import time
from collections import Counter
from dataclasses import dataclass, field

from psycopg.rows import DictRow

from glue.relay.authorize import Gate
from glue.relay.callers import Keys
from glue.relay.limits import Limits
from glue.relay.log import log_event
from glue.relay.protocol import Broadcast
from glue.relay.rates import Rate
from glue.relay.recent import RecentMessages
from glue.relay.rooms import Key, Member, Rooms


@dataclass(slots=True)
class Rates:
    """How often things happen, all sockets together."""

    messages: Rate
    joins: Rate
    presence: Rate

    @classmethod
    def of(cls, limits: Limits) -> "Rates":
        """Return the counters for these limits."""
        return cls(
            Rate(limits.max_messages_per_second),
            Rate(limits.max_joins_per_second),
            Rate(limits.max_presence_per_second),
        )


@dataclass(slots=True)
class Hub:
    """The middle of the relay."""

    limits: Limits
    keys: Keys
    gate: Gate
    rates: Rates
    recent: RecentMessages
    ready: asyncio.Event
    rooms: Rooms = field(default_factory=Rooms)
    dropped: Counter[str] = field(default_factory=Counter)
    """Messages of the database that were not passed on since the start, by the reason."""

    def broadcast(self, key: Key, broadcast: Broadcast, *, without: Member | None = None) -> None:
        """Broadcast to a room; it counts as one message and one per receiver."""
        room = self.rooms.get(key)
        receivers = room.broadcast(broadcast, without=without) if room else 0
        self.rates.messages.add(1 + receivers, time.monotonic())

    def hear_database(self, row: DictRow) -> None:
        """Pass on a message of the database, or say why not."""
        dropped = self._why_dropped(row)
        if dropped is not None:
            self.dropped[dropped] += 1
            facts = {"id": str(row["id"]), "topic": row["topic"], "bytes": row["bytes"]}
            log_event("database message dropped", level=logging.WARNING, why=dropped, **facts)
            return
        broadcast = read_row(row)
        key = (row["topic"], row["private"])
        self.recent.add(key, broadcast)
        self.broadcast(key, broadcast)

    def _why_dropped(self, row: DictRow) -> str | None:
        if row["bytes"] is None:
            return "it has no payload"
        if row["event"] is None:
            return "it has no event"
        if row["bytes"] > self.limits.max_payload_bytes:
            return "its payload is too large"
        if self.rates.messages.is_over(time.monotonic()):
            return "too many messages per second"
        return None


def read_row(row: DictRow, **meta: bool) -> Broadcast:
    """Return the broadcast that a row of the database holds."""
    about = {**meta, "id": str(row["id"])}
    if row["payload"] is not None:
        return Broadcast(row["event"], row["payload"].encode(), meta=about)
    return Broadcast(row["event"], bytes(row["binary_payload"]), is_json=False, meta=about)
