"""Broadcasts by HTTP: many in one body, or a body as it is."""

import asyncio
import logging
import time
from http import HTTPStatus
from typing import Any

from aiohttp import web

from glue.relay.authorize import Caller, Gate, RefusedError
from glue.relay.callers import TokenError, read_key
from glue.relay.hub import Hub
from glue.relay.limits import Limits
from glue.relay.log import log_event
from glue.relay.protocol import Broadcast, read_json, to_json
from glue.relay.requests import headers_of, key_of, refuse, unauthorized

JSON_BODY, BINARY_BODY = "application/json", "application/octet-stream"


class Permissions:
    """To which private topics the caller of one request may send: each asked for once."""

    def __init__(self, gate: Gate, caller: Caller) -> None:
        self._gate = gate
        self._caller = caller
        self._may_send: dict[str, bool] = {}

    async def may_send(self, topic: str) -> bool:
        """Return whether a private topic takes a broadcast of the caller."""
        if topic not in self._may_send:
            self._may_send[topic] = await self._ask(topic)
        return self._may_send[topic]

    async def _ask(self, topic: str) -> bool:
        try:
            return await self._gate.is_writable(topic, "broadcast", self._caller)
        except RefusedError as exc:
            log_event("send refused", level=logging.WARNING, topic=topic, why=str(exc))
            return False


class Broadcasts:
    """Takes broadcasts and passes on those that the caller may send."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def broadcast_many(self, request: web.Request) -> web.Response:
        """Broadcast the messages of a body; those that the caller may not send are dropped."""
        caller = await self._caller(request)
        if caller is None:
            return unauthorized()
        if self._is_too_often():
            return refuse(HTTPStatus.TOO_MANY_REQUESTS, "Too many messages per second")
        messages = messages_of(await self._read_text(request))
        if self._is_too_often(len(messages)):
            why = "Too many messages to broadcast, please reduce the batch size"
            return refuse(HTTPStatus.TOO_MANY_REQUESTS, why)
        errors = [errors_of(message, self.hub.limits) for message in messages]
        if not messages or any(errors):
            wrong: list[Any] = [*errors] or ["can't be blank"]
            return web.json_response(
                {"errors": {"messages": wrong}}, status=HTTPStatus.UNPROCESSABLE_ENTITY
            )
        return await self._send_all(Permissions(self.hub.gate, caller), messages)

    async def _send_all(
        self, permissions: Permissions, messages: list[dict[str, Any]]
    ) -> web.Response:
        """Send one after the other, until their deliveries exceed the rate."""
        for sent, message in enumerate(messages):
            if self._is_too_often():
                why = f"Too many messages per second: {sent} of {len(messages)} were taken"
                return refuse(HTTPStatus.TOO_MANY_REQUESTS, why)
            payload = to_json(message["payload"]).encode()
            await self._send(
                permissions,
                (message["topic"], bool(message.get("private"))),
                Broadcast(message["event"], payload),
            )
            # Other work of the sockets comes between, however many messages there are.
            await asyncio.sleep(0)
        return web.Response(status=HTTPStatus.ACCEPTED)

    async def broadcast_one(self, request: web.Request) -> web.Response:
        """Broadcast a body as it is."""
        caller = await self._caller(request)
        if caller is None:
            return unauthorized()
        refusal = await self._why_not(request)
        if refusal is not None:
            return refuse(*refusal)
        is_json = request.content_type == JSON_BODY
        key = (request.match_info["topic"], request.query.get("private") == "true")
        broadcast = Broadcast(request.match_info["event"], await request.read(), is_json)
        if not await self._send(Permissions(self.hub.gate, caller), key, broadcast):
            return refuse(HTTPStatus.FORBIDDEN, "no right to send to this topic")
        return web.Response(status=HTTPStatus.ACCEPTED)

    async def _why_not(self, request: web.Request) -> tuple[HTTPStatus, str] | None:
        """Return why a body is not broadcast as it is; None when it may be."""
        if self._is_too_often():
            return HTTPStatus.TOO_MANY_REQUESTS, "Too many messages per second"
        if request.content_type not in (JSON_BODY, BINARY_BODY):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{JSON_BODY} or {BINARY_BODY}"
        body = await self._read(request)
        if len(body) > self.hub.limits.max_payload_bytes:
            return HTTPStatus.UNPROCESSABLE_ENTITY, "the payload is too large"
        if request.content_type == JSON_BODY and not _is_json(body):
            return HTTPStatus.UNPROCESSABLE_ENTITY, "the body is not JSON"
        return None

    async def _read(self, request: web.Request) -> bytes:
        """Return a body that arrives in time; the connection of one that does not is closed."""
        try:
            async with asyncio.timeout(self.hub.limits.body_seconds):
                return await request.read()
        except TimeoutError as exc:
            if request.transport is not None:
                request.transport.abort()
            raise web.HTTPRequestTimeout from exc

    async def _read_text(self, request: web.Request) -> str:
        return (await self._read(request)).decode(errors="replace")

    async def _send(
        self, permissions: Permissions, key: tuple[str, bool], broadcast: Broadcast
    ) -> bool:
        topic, is_private = key
        if is_private and not await permissions.may_send(topic):
            return False
        self.hub.broadcast(key, broadcast)
        return True

    async def _caller(self, request: web.Request) -> Caller | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else ""
        try:
            bearer = await read_key(self.hub.keys, given or key_of(request))
        except TokenError:
            return None
        return Caller(bearer.claims, headers_of(request))

    def _is_too_often(self, more: int = 0) -> bool:
        return self.hub.rates.messages.is_over(time.monotonic(), more)


def _is_json(body: bytes) -> bool:
    try:
        read_json(body.decode())
    except (ValueError, RecursionError):
        return False
    return True


def messages_of(text: str) -> list[Any]:
    """Return the messages of a body; none when it is not what was asked for."""
    try:
        body = read_json(text)
    except (ValueError, RecursionError):
        return []
    messages = body.get("messages") if isinstance(body, dict) else None
    return messages if isinstance(messages, list) else []


def errors_of(message: Any, limits: Limits) -> dict[str, list[str]]:
    """Return what is wrong with a message, by its field."""
    if not isinstance(message, dict):
        return {"message": ["is invalid"]}
    wrong = {
        name: ["can't be blank"]
        for name in ("topic", "event")
        if not isinstance(message.get(name), str) or not message[name]
    }
    wrong |= {
        name: [f"has more than {limits.max_name_bytes} bytes"]
        for name in ("topic", "event")
        if name not in wrong and len(message[name].encode()) > limits.max_name_bytes
    }
    if not isinstance(message.get("payload"), dict):
        wrong["payload"] = ["can't be blank"]
    elif len(to_json(message["payload"]).encode()) > limits.max_payload_bytes:
        wrong["payload"] = ["is too large"]
    return wrong
