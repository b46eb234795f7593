"""One channel of one socket: who may join it, what they may do there, and until when."""

import asyncio
import logging
import time
import uuid
from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import ValidationError

from glue.relay.authorize import Caller, RefusedError, no_right_to_read
from glue.relay.callers import Bearer, TokenError, read_token
from glue.relay.hub import Hub, read_row
from glue.relay.join import Config, Replay
from glue.relay.log import log_event
from glue.relay.protocol import Broadcast, Message, Version, encode, encode_broadcast, to_json
from glue.relay.rooms import Key, Member


class Peer(Protocol):
    """The socket that a channel is of."""

    hub: Hub
    version: Version
    bearer: Bearer
    headers: Mapping[str, str]
    channels: dict[str, "Channel"]

    def send(self, frame: bytes) -> None:
        """Write a frame."""


class Channel:
    """A channel that was joined, or is being."""

    def __init__(self, client: Peer, name: str, config: Config, join_ref: str | None) -> None:
        self.client = client
        self.hub = client.hub
        self.topic = f"realtime:{name}"
        self.config = config
        self.join_ref = join_ref
        self.key: Key = (name, config.private)
        self.bearer = client.bearer
        self.member = Member(client, self.key, config.presence.key or str(uuid.uuid1()), held=[])
        self._may_send: dict[str, bool] = {}
        self._replayed: list[Broadcast] = []
        self._expiry: asyncio.TimerHandle | None = None
        self._ready: asyncio.Task[None] | None = None

    # -- joining -------------------------------------------------------------------

    async def admit(self) -> None:
        """Let the client in, or raise; what is said meanwhile is held back."""
        self.bearer = await self._read_bearer(self.config.access_token) or self.client.bearer
        self._refuse_ended()
        self._hear(await self._list_readable())
        self._refuse_ended()
        self.hub.rooms.join(self.member)
        self._replayed = await self._read_replay()
        self._refuse_ended()

    def begin(self) -> None:
        """Send earlier messages, now that the join is answered; then those that were held."""
        if self.member.hears_presence:
            room = self.hub.rooms.get(self.key)
            self._push("presence_state", room.presence_state() if room else {})
        for broadcast in self._replayed:
            frame = encode_broadcast(self.client.version, self.topic, broadcast)
            if frame is not None:
                self.client.send(frame)
        self.member.release(broadcast.meta["id"] for broadcast in self._replayed)
        self._replayed = []
        self._watch_expiry()
        if self.config.broadcast.replication_ready:
            self._ready = asyncio.create_task(self._tell_ready())

    async def _read_bearer(self, token: str | None) -> Bearer | None:
        """Return whom a token speaks for; None when it is the key of the connection."""
        if token is None or token.startswith("sb_"):
            return None
        try:
            return await read_token(self.hub.keys, token)
        except TokenError as exc:
            raise RefusedError(exc.code, str(exc)) from exc

    def _refuse_ended(self) -> None:
        """Raise when the token or the channel has ended, if only while the database was asked.

        A channel that was forgotten meanwhile would stay in its room for good.
        """
        if not self.is_open:
            raise RefusedError("ChannelClosed", "the channel is closed")
        try:
            self.bearer.refuse_expired()
        except TokenError as exc:
            raise RefusedError(exc.code, str(exc)) from exc

    @property
    def _caller(self) -> Caller:
        return Caller(self.bearer.claims, self.client.headers)

    async def _list_readable(self) -> set[str]:
        """Return what may be read here, of what was asked for; raise when it is nothing."""
        wanted = {"broadcast", "presence"} if self.config.presence.enabled else {"broadcast"}
        if not self.config.private:
            return wanted
        readable = wanted & {*await self.hub.gate.list_readable(self.key[0], self._caller)}
        if not readable:
            raise RefusedError("Unauthorized", no_right_to_read(self.key[0]))
        return readable

    def _hear(self, readable: set[str]) -> None:
        """Pass on to this member what it may read, and nothing else."""
        self.member.hears_broadcasts = "broadcast" in readable
        self.member.hears_presence = "presence" in readable

    async def _read_replay(self) -> list[Broadcast]:
        """Return what is to be said again: what was asked for, and what a restart cost."""
        if not self.member.hears_broadcasts:
            return []
        kept = [
            Broadcast(one.event, one.payload, one.is_json, {"replayed": True, **one.meta})
            for one in self.hub.recent.list_for(self.key)
        ]
        asked = self.config.broadcast.replay
        if asked is None:
            return kept
        if not self.config.private:
            raise RefusedError(
                "UnableToReplayMessages", "Replay is not allowed for public channels"
            )
        try:
            replay = Replay(**asked)
        except ValidationError as exc:
            raise RefusedError("UnableToReplayMessages", "Replay params are not valid") from exc
        rows = await self.hub.gate.read_replay(
            self.key[0], replay.since / 1000, replay.limit, self.hub.limits.max_payload_bytes
        )
        found = [
            read_row(row, replayed=True)
            for row in rows
            if row["event"] is not None
            and (row["payload"] is not None or row["binary_payload"] is not None)
        ]
        known = {one.meta["id"] for one in found}
        return found + [one for one in kept if one.meta["id"] not in known]

    async def _tell_ready(self) -> None:
        try:
            async with asyncio.timeout(self.hub.limits.ready_seconds):
                await self.hub.ready.wait()
        except TimeoutError:
            self.fail("Replication connection was not established in time")
        else:
            self._system("ok", "Replication connection established")

    # -- while joined --------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Return whether this is still the channel of its topic."""
        return self.client.channels.get(self.topic) is self

    async def may_send(self, extension: str) -> bool:
        """Return whether the bearer may send here; asked once for each token."""
        if not self.config.private:
            return True
        if extension not in self._may_send:
            try:
                self._may_send[extension] = await self.hub.gate.is_writable(
                    self.key[0], extension, self._caller
                )
            except RefusedError as exc:
                log_event("send refused", level=logging.WARNING, topic=self.topic, why=str(exc))
                return False
        return self._may_send[extension]

    async def change_presence(self, payload: Any) -> str | None:
        """Do what a presence message asks for; return why not, if so."""
        event = str(payload.get("event")).lower() if isinstance(payload, dict) else ""
        if event == "track":
            return await self._track(payload.get("payload", {}))
        if event != "untrack":
            return "the event is `track` or `untrack`"
        room = self.hub.rooms.get(self.key)
        if room is not None:
            self._count(room.untrack(self.member))
        return None

    async def _track(self, tracked: Any) -> str | None:
        """Be present as this, which enables presence where the join did not."""
        refused = self._why_not_tracked(tracked)
        if refused is not None:
            return refused
        if not await self.may_send("presence"):
            return "no right to be present here"
        if not self.config.presence.enabled:
            self.config.presence.enabled = True
            try:
                self._hear(await self._list_readable())
            except RefusedError as exc:
                return str(exc)
        room = self.hub.rooms.get(self.key)
        if room is None or self.member not in room.members:
            return "the channel is closed"
        self._count(room.track(self.member, tracked))
        return None

    def _why_not_tracked(self, tracked: Any) -> str | None:
        """Return what is wrong with an object to be tracked; one that is too large ends it."""
        if not isinstance(tracked, dict):
            return "Presence track payload must be a map"
        most = self.hub.limits.max_presence_keys
        if most is not None and len(tracked) > most:
            return f"at most {most} keys may be tracked"
        if len(to_json(tracked).encode()) > self.hub.limits.max_presence_bytes:
            self.fail("Track message size exceeded")
            return "Track message size exceeded"
        return None

    def _count(self, receivers: int) -> None:
        self.hub.rates.messages.add(1 + receivers, time.monotonic())

    async def take_token(self, payload: Any) -> None:
        """Go on as whom a new token speaks for, if that one may read all that is read here."""
        token = payload.get("access_token") if isinstance(payload, dict) else None
        if not isinstance(token, str):
            return
        try:
            bearer = await self._read_bearer(token)
            if bearer is None or bearer == self.bearer:
                return
            self.bearer = bearer
            self._may_send.clear()
            readable = await self._list_readable()
            self._refuse_ended()
        except RefusedError as exc:
            self.fail(exc.message)
            return
        lost_broadcasts = self.member.hears_broadcasts and "broadcast" not in readable
        lost_presence = self.member.hears_presence and "presence" not in readable
        if lost_broadcasts or lost_presence:
            self.fail(
                f"You no longer have permission to read from this Channel topic: {self.key[0]}"
            )
            return
        self._hear(readable)
        self._watch_expiry()

    def _watch_expiry(self) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        if self.bearer.expires_at is not None:
            left = max(0.0, self.bearer.expires_at - time.time())
            loop = asyncio.get_running_loop()
            self._expiry = loop.call_later(left, self.fail, "Token has expired 0 seconds ago")

    # -- the end -------------------------------------------------------------------

    def fail(self, why: str) -> None:
        """Close the channel and send the reason to the client; once."""
        if not self.is_open:
            return
        log_event("channel closed", level=logging.WARNING, topic=self.topic, why=why)
        self._system("error", why)
        self.close()

    def close(self) -> None:
        """Close the channel and say so."""
        self._push("phx_close", {}, ref=self.join_ref)
        self.forget()

    def forget(self) -> None:
        """Leave the room, without a word."""
        self.hub.rooms.leave(self.member)
        if self.is_open:
            del self.client.channels[self.topic]
        if self._expiry is not None:
            self._expiry.cancel()
        if self._ready is not None:
            self._ready.cancel()

    def _system(self, status: str, message: str) -> None:
        payload = {
            "extension": "system",
            "status": status,
            "message": message,
            "channel": self.key[0],
        }
        self._push("system", payload)

    def _push(self, event: str, payload: Any, *, ref: str | None = None) -> None:
        message = Message(self.topic, event, payload, ref, self.join_ref)
        self.client.send(encode(self.client.version, message))
