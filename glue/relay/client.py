"""One socket: what it asks for, what it is answered, and why it is closed.

Answers are written at once and never waited for. A client that does not read them in time
is dropped with a reason; other clients are not slowed down.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from glue.relay.authorize import RefusedError
from glue.relay.callers import Bearer
from glue.relay.channel import Channel
from glue.relay.hub import Hub
from glue.relay.join import read_config
from glue.relay.log import log_event
from glue.relay.protocol import Message, Version, encode, read_broadcast
from glue.relay.rates import Window

PREFIX = "realtime:"
PRESENCE_SECONDS = 30.0
POLICY, TRY_LATER = 1008, 1013

Close = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a client says of itself when it connects."""

    version: Version
    bearer: Bearer
    headers: Mapping[str, str]


class Client:
    """One open socket and the channels that it has joined."""

    def __init__(
        self, hub: Hub, transport: asyncio.Transport, close: Close, handshake: Handshake
    ) -> None:
        self.hub = hub
        self.transport = transport
        self.close = close
        self.version = handshake.version
        self.bearer = handshake.bearer
        self.headers = handshake.headers
        self.channels: dict[str, Channel] = {}
        self.presence_calls = Window(hub.limits.max_presence_calls, PRESENCE_SECONDS)
        self.heard_at = time.monotonic()
        self.is_slow = False

    # -- to the client -----------------------------------------------------------

    def send(self, frame: bytes) -> None:
        """Write a frame; who has let too much wait is dropped."""
        if self.is_slow or self.transport.is_closing():
            return
        waiting = self.transport.get_write_buffer_size()
        if waiting > self.hub.limits.max_buffer_bytes:
            self.is_slow = True
            # Not now: its room is being gone through.
            asyncio.get_running_loop().call_soon(
                self._drop, f"too slow: {waiting} bytes wait to be read"
            )
            return
        self.transport.write(frame)

    def reply(self, message: Message, status: str, response: Mapping[str, Any]) -> None:
        """Answer a message; one without a ref wants no answer."""
        payload = {"status": status, "response": response}
        answer = Message(message.topic, "phx_reply", payload, message.ref, message.join_ref)
        self.send(encode(self.version, answer))

    # -- from the client ---------------------------------------------------------

    async def handle(self, message: Message) -> None:
        """Do what a message asks for; one with names beyond all measure ends the conversation."""
        if not self._is_named_in_short(message):
            self.close(
                POLICY, f"a topic or an event has more than {self.hub.limits.max_name_bytes} bytes"
            )
            return
        if message.topic == "phoenix" and message.event == "heartbeat":
            self.reply(message, "ok", {})
        elif message.event == "phx_join":
            await self._join(message)
        elif message.topic not in self.channels:
            self.reply(message, "error", {"reason": "unmatched topic"})
        else:
            await self._handle_joined(self.channels[message.topic], message)

    def _is_named_in_short(self, message: Message) -> bool:
        names = (message.topic.removeprefix(PREFIX), message.event, message.ref, message.join_ref)
        most = self.hub.limits.max_name_bytes
        return all(len(name.encode()) <= most for name in names if name is not None)

    async def _handle_joined(self, channel: Channel, message: Message) -> None:
        match message.event:
            case "phx_leave":
                self.reply(message, "ok", {})
                channel.close()
            case "broadcast":
                await self._broadcast(channel, message)
            case "presence":
                await self._presence(channel, message)
            case "access_token":
                await channel.take_token(message.payload)

    async def _join(self, message: Message) -> None:
        try:
            channel = await self._admit(message)
        except RefusedError as exc:
            log_event("join refused", level=logging.WARNING, topic=message.topic, why=str(exc))
            self.reply(message, "error", {"reason": str(exc)})
            if exc.code == "ClientJoinRateLimitReached":
                self.close(POLICY, str(exc))
            return
        self.reply(message, "ok", {"postgres_changes": []})
        channel.begin()

    async def _admit(self, message: Message) -> Channel:
        """Return the channel that a join asks for, in its room; raise when it may not be."""
        name = message.topic.removeprefix(PREFIX)
        if not name or name == message.topic:
            raise RefusedError("TopicNameRequired", "You must provide a topic name")
        self._refuse_too_many()
        config = read_config(message.payload)
        earlier = self.channels.get(message.topic)
        if earlier is not None:
            earlier.close()
        channel = Channel(self, name, config, message.join_ref or message.ref)
        self.channels[message.topic] = channel
        try:
            await channel.admit()
        except RefusedError:
            channel.forget()
            raise
        return channel

    def _refuse_too_many(self) -> None:
        now, limits = time.monotonic(), self.hub.limits
        self.hub.rates.joins.add(1, now)
        if self.hub.rates.joins.is_over(now):
            raise RefusedError("ClientJoinRateLimitReached", "Too many joins per second")
        if len(self.channels) >= limits.max_channels_per_connection:
            raise RefusedError("ChannelRateLimitReached", "Too many channels")

    async def _broadcast(self, channel: Channel, message: Message) -> None:
        broadcast = read_broadcast(message.payload)
        if broadcast is None:
            self.reply(message, "error", {"reason": "a broadcast has an event and a payload"})
            return
        if self.hub.rates.messages.is_over(time.monotonic()):
            channel.fail("Too many messages per second")
            return
        size, limit = len(broadcast.payload), self.hub.limits.max_payload_bytes
        if size > limit:
            log_event("broadcast dropped", level=logging.WARNING, topic=channel.topic, bytes=size)
            if channel.config.broadcast.ack:
                reason = f"the payload has {size} bytes, {limit} are allowed"
                self.reply(message, "error", {"reason": reason})
            return
        # A client that may not send gets no error, even where it asked for an answer.
        # Its token may have ended while the database was asked.
        if not await channel.may_send("broadcast") or not channel.is_open:
            return
        hears_itself = channel.config.broadcast.is_self
        without = None if hears_itself else channel.member
        self.hub.broadcast(channel.key, broadcast, without=without)
        if channel.config.broadcast.ack:
            self.reply(message, "ok", {})

    async def _presence(self, channel: Channel, message: Message) -> None:
        now = time.monotonic()
        self.hub.rates.presence.add(1, now)
        if self.hub.rates.presence.is_over(now):
            channel.fail("Too many presence messages per second")
        elif not self.presence_calls.take(now):
            channel.fail("Client presence rate limit exceeded")
        else:
            await self._answer_presence(channel, message)

    async def _answer_presence(self, channel: Channel, message: Message) -> None:
        refused = await channel.change_presence(message.payload)
        if refused is None:
            self.reply(message, "ok", {})
        else:
            self.reply(message, "error", {"reason": refused})

    def _drop(self, why: str) -> None:
        self.forget_all()
        self.close(TRY_LATER, why)

    def forget_all(self) -> None:
        """Leave every room: the socket is gone."""
        for channel in list(self.channels.values()):
            channel.forget()
