"""Rooms: which member receives what. Pure state; sending to a member never waits.

A private and a public topic of one name are two rooms.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from glue.relay.protocol import Broadcast, Message, Version, encode, encode_broadcast

Key = tuple[str, bool]
"""A topic without `realtime:`, and whether it is private."""

Metas = dict[str, dict[str, list[dict[str, Any]]]]
"""Presence on the wire: key -> {"metas": [...]}."""


class Outlet(Protocol):
    """The socket of a member."""

    version: Version

    def send(self, frame: bytes) -> None:
        """Pass a frame on, at once or never."""


@dataclass(eq=False, slots=True)
class Member:
    """One joined channel of one socket."""

    outlet: Outlet
    key: Key
    presence_key: str
    hears_broadcasts: bool = True
    hears_presence: bool = False
    held: list[tuple[str | None, bytes]] | None = None
    """What arrives while the join is not answered yet; None when it is."""

    @property
    def topic(self) -> str:
        """The topic as clients spell it."""
        return f"realtime:{self.key[0]}"

    def hear(self, frame: bytes, message_id: str | None = None) -> None:
        """Take a frame, or hold it until the join is answered."""
        if self.held is None:
            self.outlet.send(frame)
        else:
            self.held.append((message_id, frame))

    def release(self, known: Iterable[str]) -> None:
        """Pass on what was held, without the messages that are known already."""
        held, self.held, seen = self.held or [], None, set(known)
        for message_id, frame in held:
            if message_id not in seen:
                self.outlet.send(frame)


@dataclass(slots=True)
class Room:
    """The members of one topic, and who of them is present as what."""

    key: Key
    members: dict[Member, None] = field(default_factory=dict)
    present: dict[Member, dict[str, Any]] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """The topic as clients spell it."""
        return f"realtime:{self.key[0]}"

    def broadcast(self, broadcast: Broadcast, *, without: Member | None = None) -> int:
        """Send to every member that may read broadcasts, encoded once for each version.

        Return the number of receivers.
        """
        frames: dict[Version, bytes | None] = {}
        message_id = broadcast.meta.get("id")
        receivers = 0
        for member in self.members:
            version = member.outlet.version
            if version not in frames:
                frames[version] = encode_broadcast(version, self.topic, broadcast)
            frame = frames[version]
            if frame is not None and member.hears_broadcasts and member is not without:
                member.hear(frame, message_id)
                receivers += 1
        return receivers

    # -- presence --------------------------------------------------------------

    def presence_state(self) -> Metas:
        """Return who is present."""
        return _by_key((member, meta) for member, meta in self.present.items())

    def track(self, member: Member, payload: Mapping[str, Any]) -> int:
        """Let a member be present as this; return the number of receivers: 0 if it was already."""
        before = self.present.get(member)
        if before is not None and {**payload} == _without_refs(before):
            return 0
        meta = {**payload, "phx_ref": uuid.uuid4().hex[:16]}
        leaves: Metas = {}
        if before is not None:
            meta["phx_ref_prev"] = before["phx_ref"]
            leaves = _by_key([(member, before)])
        self.present[member] = meta
        return self._tell_presence(_by_key([(member, meta)]), leaves)

    def untrack(self, member: Member) -> int:
        """End the presence of a member; return the number of receivers."""
        before = self.present.pop(member, None)
        return 0 if before is None else self._tell_presence({}, _by_key([(member, before)]))

    def _tell_presence(self, joins: Metas, leaves: Metas) -> int:
        diff = {"joins": joins, "leaves": leaves}
        frames = {
            version: encode(version, Message(self.topic, "presence_diff", diff))
            for version in Version
        }
        hearers = [member for member in self.members if member.hears_presence]
        for member in hearers:
            member.hear(frames[member.outlet.version])
        return len(hearers)


def _without_refs(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in meta.items() if key not in {"phx_ref", "phx_ref_prev"}}


def _by_key(present: Iterable[tuple[Member, dict[str, Any]]]) -> Metas:
    metas: Metas = {}
    for member, meta in present:
        metas.setdefault(member.presence_key, {"metas": []})["metas"].append(meta)
    return metas


class Rooms:
    """Every room that has a member."""

    def __init__(self) -> None:
        self._rooms: dict[Key, Room] = {}

    def __len__(self) -> int:
        """Count them."""
        return len(self._rooms)

    def __iter__(self) -> Iterator[Room]:
        """Go through them."""
        return iter(self._rooms.values())

    def get(self, key: Key) -> Room | None:
        """Return the room of a topic; None when it has no member."""
        return self._rooms.get(key)

    def join(self, member: Member) -> Room:
        """Let a member in."""
        room = self._rooms.setdefault(member.key, Room(member.key))
        room.members[member] = None
        return room

    def leave(self, member: Member) -> None:
        """Remove a member, and send the leave to the others."""
        room = self._rooms.get(member.key)
        if room is None or member not in room.members:
            return
        del room.members[member]
        room.untrack(member)
        if not room.members:
            del self._rooms[member.key]
