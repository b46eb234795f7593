"""The relay's door: HTTP and WebSocket on one port, with Supabase Realtime's paths."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus

from aiohttp import WSCloseCode, WSMsgType, web

from glue.http.draining import close_sockets
from glue.relay.broadcasts import Broadcasts
from glue.relay.callers import TokenError, read_key
from glue.relay.client import Client, Handshake
from glue.relay.hub import Hub
from glue.relay.log import log_event
from glue.relay.protocol import (
    BadFrameError,
    Version,
    decode_binary,
    decode_text,
)
from glue.relay.requests import allow, headers_of, key_of, refuse, speak_json

GRACE_SECONDS = 2.0
"""How long a client may take to say goodbye."""

ROOM_FOR_ENVELOPE = 100_000
LONGEST_REASON = 123
REASONS: Mapping[int, str] = {
    WSCloseCode.MESSAGE_TOO_BIG: "the frame is too large",
    WSCloseCode.PROTOCOL_ERROR: "not a WebSocket frame",
    WSCloseCode.INVALID_TEXT: "the text is not UTF-8",
}


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

    def __init__(self, hub: Hub, trouble: Callable[[], str]) -> None:
        self.hub = hub
        self._trouble = trouble
        self.broadcasts = Broadcasts(hub)
        self.clients: dict[Client, Socket] = {}
        self._closing: set[asyncio.Task[bool]] = set()
        self.is_draining = False

    def app(self) -> web.Application:
        """Return the application with every path."""
        size = self.hub.limits.max_payload_bytes + ROOM_FOR_ENVELOPE
        app = web.Application(client_max_size=size, middlewares=[speak_json])
        for path in ("/realtime/v1/websocket", "/socket/websocket"):
            app.router.add_get(path, self.open_socket)
        for path in ("/realtime/v1/api/broadcast", "/api/broadcast"):
            app.router.add_post(path, self.broadcasts.broadcast_many)
            app.router.add_post(f"{path}/{{topic}}/events/{{event}}", self.broadcasts.broadcast_one)
        app.router.add_get("/live", self.live)
        for path in ("/health", "/ready"):
            app.router.add_get(path, self.health)
        app.router.add_route("OPTIONS", "/{path:.*}", allow)
        app.on_shutdown.append(self._close_all)
        return app

    # -- sockets -------------------------------------------------------------------

    async def open_socket(self, request: web.Request) -> web.StreamResponse:
        """Hold a conversation with a client until one of both ends it."""
        limits = self.hub.limits
        try:
            handshake = Handshake(
                Version(request.query.get("vsn", Version.V1.value)),
                await read_key(self.hub.keys, key_of(request)),
                headers_of(request),
            )
        except TokenError as exc:
            return refuse(HTTPStatus.UNAUTHORIZED, str(exc))
        except ValueError:
            return refuse(HTTPStatus.BAD_REQUEST, "vsn is 1.0.0 or 2.0.0")
        if len(self.clients) >= limits.max_connections:
            return refuse(HTTPStatus.TOO_MANY_REQUESTS, "too many connections")
        socket = Socket(timeout=GRACE_SECONDS, compress=False, max_msg_size=limits.max_frame_bytes)
        if not socket.can_prepare(request):
            return refuse(HTTPStatus.UPGRADE_REQUIRED, "this is for WebSockets")
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

    async def drain(self, seconds: float) -> None:
        """Say goodbye to every client, one after the other."""

        async def end(client: Client) -> None:
            client.close(WSCloseCode.GOING_AWAY, "the relay stops")

        await close_sockets([partial(end, client) for client in self.clients], seconds)
        await asyncio.gather(*self._closing, return_exceptions=True)

    async def _close_all(self, _app: web.Application) -> None:
        await self.drain(0)

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

    async def live(self, _request: web.Request) -> web.Response:
        """Return that the process answers."""
        return web.json_response({"status": "ok"})

    async def health(self, request: web.Request) -> web.Response:
        """Return whether messages of the database are passed on; `/ready`: and will be."""
        is_stopping = request.path == "/ready" and self.is_draining
        is_ready = self.hub.ready.is_set() and not is_stopping
        waiting = "stopping" if is_stopping else self._trouble()
        body = {
            "status": "ok" if is_ready else waiting,
            "sockets": len(self.clients),
            "rooms": len(self.hub.rooms),
            "dropped": dict(self.hub.dropped),
        }
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(body, status=status)


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
