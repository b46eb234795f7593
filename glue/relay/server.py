"""The relay's door: HTTP and WebSocket on one port, with Supabase Realtime's paths."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from glue.relay.authorize import Caller, RefusedError
from glue.relay.callers import TokenError, read_key
from glue.relay.client import Client, Handshake
from glue.relay.hub import Hub
from glue.relay.limits import Limits
from glue.relay.log import log_event
from glue.relay.protocol import (
    BadFrameError,
    Broadcast,
    Version,
    decode_binary,
    decode_text,
    read_json,
    to_json,
)
from glue.stack.cors import Cors

GRACE_SECONDS = 2.0
"""How long a client may take to say goodbye."""

ROOM_FOR_ENVELOPE = 100_000
LONGEST_REASON = 123
JSON_BODY, BINARY_BODY = "application/json", "application/octet-stream"
REASONS: Mapping[int, str] = {
    WSCloseCode.MESSAGE_TOO_BIG: "the frame is too large",
    WSCloseCode.PROTOCOL_ERROR: "not a WebSocket frame",
    WSCloseCode.INVALID_TEXT: "the text is not UTF-8",
}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Socket(web.WebSocketResponse):
    """A WebSocket that knows why it was closed, and says so."""

    why = ""

    async def close(
        self, *, code: int = WSCloseCode.OK, message: bytes = b"", drain: bool = True
    ) -> bool:
        """Close it; what the library closes for an error of the protocol gets its reason."""
        self.why = self.why or message.decode(errors="replace") or REASONS.get(code, "")
        reason = self.why.encode()[:LONGEST_REASON]
        return await super().close(code=code, message=reason, drain=drain)


class SocketServer:
    """Answers requests and keeps the sockets."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.clients: dict[Client, Socket] = {}
        self._closing: set[asyncio.Task[bool]] = set()

    def app(self) -> web.Application:
        """Return the application with every path."""
        size = self.hub.limits.max_payload_bytes + ROOM_FOR_ENVELOPE
        app = web.Application(client_max_size=size, middlewares=[_speak_json])
        for path in ("/realtime/v1/websocket", "/socket/websocket"):
            app.router.add_get(path, self.open_socket)
        for path in ("/realtime/v1/api/broadcast", "/api/broadcast"):
            app.router.add_post(path, self.broadcast_many)
            app.router.add_post(f"{path}/{{topic}}/events/{{event}}", self.broadcast_one)
        app.router.add_get("/health", self.health)
        app.router.add_route("OPTIONS", "/{path:.*}", _allow)
        app.on_shutdown.append(self._close_all)
        return app

    # -- sockets -------------------------------------------------------------------

    async def open_socket(self, request: web.Request) -> web.StreamResponse:
        """Hold a conversation with a client until one of both ends it."""
        limits = self.hub.limits
        try:
            handshake = Handshake(
                Version(request.query.get("vsn", Version.V1.value)),
                await read_key(self.hub.keys, _key(request)),
                _headers(request),
            )
        except TokenError as exc:
            return _refuse(HTTPStatus.UNAUTHORIZED, str(exc))
        except ValueError:
            return _refuse(HTTPStatus.BAD_REQUEST, "vsn is 1.0.0 or 2.0.0")
        if len(self.clients) >= limits.max_connections:
            return _refuse(HTTPStatus.TOO_MANY_REQUESTS, "too many connections")
        socket = Socket(timeout=GRACE_SECONDS, compress=False, max_msg_size=limits.max_frame_bytes)
        if not socket.can_prepare(request):
            return _refuse(HTTPStatus.UPGRADE_REQUIRED, "this is for WebSockets")
        await socket.prepare(request)
        await self._converse(request, socket, handshake)
        return socket

    async def _converse(self, request: web.Request, socket: Socket, handshake: Handshake) -> None:
        transport = request.transport
        if not isinstance(transport, asyncio.Transport):
            return

        def close(code: int, why: str) -> None:
            self._end(socket, transport, code, why)

        client = Client(self.hub, transport, close, handshake)
        self.clients[client] = socket
        try:
            await _listen(client, socket)
        finally:
            del self.clients[client]
            client.forget_all()
            log_event("socket closed", code=socket.close_code, why=socket.why or "by the client")

    def _end(self, socket: Socket, transport: asyncio.Transport, code: int, why: str) -> None:
        """Close a socket without waiting for it; who does not say goodbye is cut off."""
        if socket.closed:
            return
        log_event("closing a socket", level=logging.WARNING, code=code, why=why)
        task = asyncio.ensure_future(socket.close(code=code, message=why.encode()))
        self._closing.add(task)
        cut = asyncio.get_running_loop().call_later(2 * GRACE_SECONDS, transport.abort)

        def over(done: asyncio.Task[bool]) -> None:
            self._closing.discard(done)
            cut.cancel()

        task.add_done_callback(over)

    async def _close_all(self, _app: web.Application) -> None:
        for client in list(self.clients):
            client.close(WSCloseCode.GOING_AWAY, "the relay stops")
        await asyncio.gather(*self._closing, return_exceptions=True)

    async def drop_silent(self) -> None:
        """Close sockets from which nothing is heard, as long as it runs."""
        longest = self.hub.limits.idle_seconds
        while True:
            await asyncio.sleep(longest / 4)
            now = time.monotonic()
            for client in list(self.clients):
                if now - client.heard_at > longest:
                    client.close(WSCloseCode.POLICY_VIOLATION, f"silent for {longest:.0f} seconds")

    # -- HTTP ----------------------------------------------------------------------

    async def health(self, _request: web.Request) -> web.Response:
        """Return whether messages of the database are passed on."""
        is_ready = self.hub.ready.is_set()
        body = {
            "status": "ok" if is_ready else "waiting for the database",
            "sockets": len(self.clients),
            "rooms": len(self.hub.rooms),
            "dropped": dict(self.hub.dropped),
        }
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(body, status=status)

    async def broadcast_many(self, request: web.Request) -> web.Response:
        """Broadcast the messages of a body; those that the caller may not send are dropped."""
        caller = await self._caller(request)
        if caller is None:
            return _unauthorized()
        if self._is_too_often():
            return _refuse(HTTPStatus.TOO_MANY_REQUESTS, "Too many messages per second")
        messages = _messages(await self._read_text(request))
        errors = [_errors(message, self.hub.limits) for message in messages]
        if not messages or any(errors):
            wrong: list[Any] = [*errors] or ["can't be blank"]
            return web.json_response(
                {"errors": {"messages": wrong}}, status=HTTPStatus.UNPROCESSABLE_ENTITY
            )
        for message in messages:
            payload = to_json(message["payload"]).encode()
            await self._send(
                caller,
                (message["topic"], bool(message.get("private"))),
                Broadcast(message["event"], payload),
            )
        return web.Response(status=HTTPStatus.ACCEPTED)

    async def broadcast_one(self, request: web.Request) -> web.Response:
        """Broadcast a body as it is."""
        caller = await self._caller(request)
        if caller is None:
            return _unauthorized()
        refusal = await self._why_not(request)
        if refusal is not None:
            return _refuse(*refusal)
        is_json = request.content_type == JSON_BODY
        key = (request.match_info["topic"], request.query.get("private") == "true")
        broadcast = Broadcast(request.match_info["event"], await request.read(), is_json)
        if not await self._send(caller, key, broadcast):
            return _refuse(HTTPStatus.FORBIDDEN, "no right to send to this topic")
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

    async def _send(self, caller: Caller, key: tuple[str, bool], broadcast: Broadcast) -> bool:
        topic, is_private = key
        if is_private:
            try:
                if not await self.hub.gate.is_writable(topic, "broadcast", caller):
                    return False
            except RefusedError as exc:
                log_event("send refused", level=logging.WARNING, topic=topic, why=str(exc))
                return False
        self.hub.broadcast(key, broadcast)
        return True

    async def _caller(self, request: web.Request) -> Caller | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else ""
        try:
            bearer = await read_key(self.hub.keys, given or _key(request))
        except TokenError:
            return None
        return Caller(bearer.claims, _headers(request))

    def _is_too_often(self) -> bool:
        return self.hub.rates.messages.is_over(time.monotonic())


async def _listen(client: Client, socket: Socket) -> None:
    """Do what the client asks for, one message after another."""
    async for message in socket:
        client.heard_at = time.monotonic()
        try:
            if message.type is WSMsgType.TEXT:
                await client.handle(decode_text(client.version, message.data))
            elif message.type is WSMsgType.BINARY:
                await client.handle(decode_binary(client.version, message.data))
        except BadFrameError as exc:
            why = f"malformed frame: {exc}"
            await socket.close(code=WSCloseCode.INVALID_TEXT, message=why.encode())
        except Exception as exc:  # noqa: BLE001 - one socket's trouble is not another's
            log_event("socket failed", level=logging.ERROR, error=repr(exc))
            await socket.close(code=WSCloseCode.INTERNAL_ERROR, message=b"an error of the relay")


def _key(request: web.Request) -> str | None:
    names = (request.query.get("apikey"), *map(request.headers.get, ("x-api-key", "apikey")))
    return next((name for name in names if name), None)


def _headers(request: web.Request) -> Mapping[str, str]:
    """Return the headers that policies may see."""
    return {
        name.lower(): value
        for name, value in request.headers.items()
        if name.lower().startswith("x-") and name.lower() != "x-api-key"
    }


def _is_json(body: bytes) -> bool:
    try:
        read_json(body.decode())
    except (ValueError, RecursionError):
        return False
    return True


def _messages(text: str) -> list[Any]:
    try:
        body = read_json(text)
    except (ValueError, RecursionError):
        return []
    messages = body.get("messages") if isinstance(body, dict) else None
    return messages if isinstance(messages, list) else []


def _errors(message: Any, limits: Limits) -> dict[str, list[str]]:
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


def _refuse(status: HTTPStatus, why: str) -> web.Response:
    log_event("request refused", level=logging.WARNING, status=int(status), why=why)
    return web.json_response({"error": why}, status=status)


def _unauthorized() -> web.Response:
    log_event("request refused", level=logging.WARNING, status=401, why="Unauthorized")
    return web.json_response({"message": "Unauthorized"}, status=HTTPStatus.UNAUTHORIZED)


async def _allow(request: web.Request) -> web.Response:
    allowed = Cors.from_settings().preflight(request.headers)
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=allowed)


@web.middleware
async def _speak_json(request: web.Request, handler: Answer) -> web.StreamResponse:
    """Let pages of any origin ask, and say what the library refuses as JSON."""
    try:
        response = await handler(request)
    except web.HTTPException as exc:
        response = _refuse(HTTPStatus(exc.status), exc.reason)
    if not response.prepared:
        response.headers.update(Cors.from_settings().headers(request.headers.get("Origin")))
    return response
