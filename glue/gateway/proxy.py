"""Passing a request on to a part, and its answer back, as it comes."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.http_exceptions import HttpProcessingError
from multidict import CIMultiDict
from yarl import URL

from glue.gateway.limits import Limits
from glue.gateway.log import log_event
from glue.gateway.problems import Problem, ProblemError, part_away
from glue.gateway.shorten import cut_error

HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
NOT_PASSED_ON = HOP_BY_HOP | {"host", "expect", "forwarded", "x-real-ip", "content-length"}
OURS = ("access-control-", "server", "date", "x-request-id")
"""What an answer gets from the gateway, whatever the part says."""

OF_THE_BODY = frozenset({"content-length", "content-type"})
OF_THE_HANDSHAKE = ("sec-websocket-",)
GOODBYE_SECONDS = 5.0
"""How long the other side may take to end after one has."""


def passed_on(headers: Mapping[str, str]) -> CIMultiDict[str]:
    """Return the headers of a request without what belongs to this connection alone."""
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        if name.lower() not in NOT_PASSED_ON | named:
            # Bytes that are not UTF-8 are replaced, as PostgREST does.
            kept.add(name, value.encode(errors="surrogateescape").decode(errors="replace"))
    return kept


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a request goes: a part, its URL, the headers for it, and those for the answer."""

    part: str
    url: str
    headers: CIMultiDict[str]
    added: Mapping[str, str]
    most_bytes: int
    """A longer body is refused."""

    sender: str | None
    """Whose large bodies are counted together; None for those that are not."""

    cuts_errors: bool = False
    """Whether a long error of this part is cut before it is passed back."""


class Proxy:
    """The connections to the parts."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._session: aiohttp.ClientSession | None = None
        self._large: Counter[str] = Counter()

    async def open(self) -> None:
        """Begin."""
        self._session = aiohttp.ClientSession(
            # A part that was started again has none of the old connections.
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect_seconds),
            auto_decompress=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            max_line_size=self.limits.max_head_bytes,
            max_field_size=self.limits.max_head_bytes,
        )

    async def close(self) -> None:
        """End."""
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session."""
        assert self._session is not None, "the proxy is not open"  # noqa: S101 - our own order
        return self._session

    # -- HTTP ----------------------------------------------------------------------

    async def pass_on(self, request: web.BaseRequest, onward: Onward) -> web.StreamResponse:
        """Return the answer of a part, with some headers added."""
        part = onward.part
        body = _Body(request, onward, self.limits, self._large)
        if body.length is not None and body.length > 0:
            onward.headers["Content-Length"] = str(body.length)
        try:
            return await self._exchange(request, onward, body)
        except (aiohttp.ClientConnectorError, aiohttp.ServerTimeoutError) as exc:
            raise body.problem or part_away(part) from exc
        except TimeoutError as exc:
            raise body.problem or _too_slow(part, is_uploaded=body.is_over) from exc
        except aiohttp.ClientError as exc:
            log_event("a part failed", level=logging.WARNING, part=part, error=type(exc).__name__)
            raise body.problem or _broken(part) from exc
        finally:
            body.release()

    async def _exchange(
        self, request: web.BaseRequest, onward: Onward, body: "_Body"
    ) -> web.StreamResponse:
        first = self.limits.upload_seconds if body.is_there else self.limits.answer_seconds
        async with asyncio.timeout(first) as clock:
            body.clock = clock
            answer = await self.session.request(
                request.method,
                URL(onward.url, encoded=True),
                headers=onward.headers,
                data=body.chunks() if body.is_there else None,
                allow_redirects=False,
            )
        body.clock = None
        async with answer:
            if body.problem is not None:
                raise body.problem
            if onward.cuts_errors and _is_error(answer):
                whole = await cut_error(answer)
                _add_headers(whole, answer, onward, OF_THE_BODY)
                return whole
            response = web.StreamResponse(status=answer.status, reason=answer.reason)
            _add_headers(response, answer, onward)
            await response.prepare(request)
            try:
                async for chunk in answer.content.iter_any():
                    await response.write(chunk)
            except aiohttp.ClientError as exc:
                # Half an answer must not look like a whole one.
                log_event(
                    "a part broke off",
                    level=logging.WARNING,
                    part=onward.part,
                    error=type(exc).__name__,
                )
                if request.transport is not None:
                    request.transport.abort()
                return response
            await response.write_eof()
            return response

    # -- WebSocket -----------------------------------------------------------------

    async def join_sockets(self, request: web.BaseRequest, onward: Onward) -> web.StreamResponse:
        """Hold the client's socket and one to a part, until one of them ends."""
        headers = onward.headers
        for name in [name for name in headers if name.lower().startswith(OF_THE_HANDSHAKE)]:
            headers.popall(name, None)
        asked = request.headers.get("Sec-WebSocket-Protocol", "")
        protocols = [one.strip() for one in asked.split(",") if one.strip()]
        try:
            async with self.session.ws_connect(
                URL(onward.url, encoded=True),
                headers=headers,
                protocols=protocols,
                autoclose=False,
                autoping=False,
                max_msg_size=0,
            ) as other:
                chosen = [other.protocol] if other.protocol else []
                socket = web.WebSocketResponse(
                    protocols=chosen,
                    autoclose=False,
                    autoping=False,
                    compress=False,
                    max_msg_size=self.limits.max_frame_bytes,
                )
                await socket.prepare(request)
                await _converse(request, socket, other)
                return socket
        except aiohttp.WSServerHandshakeError:
            # The library keeps nothing of a refusal but its status: it is asked for once more.
            return await self.pass_on(request, onward)
        except (aiohttp.ClientConnectorError, TimeoutError) as exc:
            raise part_away(onward.part) from exc
        except aiohttp.ClientError as exc:
            raise _broken(onward.part) from exc


def _is_error(answer: aiohttp.ClientResponse) -> bool:
    """Return whether an answer is an error with a body that may be long."""
    return (
        answer.status >= HTTPStatus.BAD_REQUEST
        and answer.method != "HEAD"
        and "Content-Encoding" not in answer.headers
    )


def _add_headers(
    response: web.StreamResponse,
    answer: aiohttp.ClientResponse,
    onward: Onward,
    left_out: Collection[str] = (),
) -> None:
    for name, value in answer.headers.items():
        lower = name.lower()
        if lower not in HOP_BY_HOP and lower not in left_out and not lower.startswith(OURS):
            response.headers.add(name, value)
    for name, value in onward.added.items():
        response.headers.setdefault(name, value)


class _Body:
    """The body of a request on its way: counted, and not waited for without end."""

    def __init__(
        self, request: web.BaseRequest, onward: Onward, limits: Limits, large: Counter[str]
    ) -> None:
        self.request = request
        self.onward = onward
        self.limits = limits
        self.length = request.content_length
        self.is_there = request.can_read_body
        self.is_over = not self.is_there
        self.problem: ProblemError | None = None
        self.clock: asyncio.Timeout | None = None
        self._large = large
        self._counted: str | None = None
        self._judge(self.length or 0)

    def _judge(self, length: int) -> None:
        """Refuse a body that is too long, or a large one too many of its sender."""
        if length > self.onward.most_bytes:
            raise self._fail(_too_large(self.onward.most_bytes))
        sender = self.onward.sender
        if length <= self.limits.max_body_bytes or sender is None or self._counted is not None:
            return
        if self._large[sender] >= self.limits.large_at_once:
            raise self._fail(_too_many(self.limits))
        self._large[sender] += 1
        self._counted = sender

    def release(self) -> None:
        """Let the sender send another large body."""
        if self._counted is None:
            return
        self._large[self._counted] -= 1
        if not self._large[self._counted]:
            del self._large[self._counted]
        self._counted = None

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield what comes; the time for the answer begins when it is over."""
        count = 0
        while True:
            try:
                async with asyncio.timeout(self.limits.silence_seconds):
                    chunk = await self.request.content.readany()
            except TimeoutError:
                raise self._fail(_silent()) from None
            except (web.RequestPayloadError, aiohttp.ClientPayloadError, HttpProcessingError):
                # The message of the parser repeats the body.
                raise self._fail(_bad_body()) from None
            if not chunk:
                break
            count += len(chunk)
            self._judge(count)
            yield chunk
        self.is_over = True
        if self.clock is not None:
            now = asyncio.get_running_loop().time()
            self.clock.reschedule(now + self.limits.answer_seconds)

    def _fail(self, problem: ProblemError) -> ProblemError:
        self.problem = problem
        return problem


async def _converse(
    request: web.BaseRequest, socket: web.WebSocketResponse, onward: aiohttp.ClientWebSocketResponse
) -> None:
    """Pass messages both ways; when one side ends, end the other in the same manner."""
    sides = {
        asyncio.create_task(_pump(socket, onward)),
        asyncio.create_task(_pump(onward, socket)),
    }
    try:
        ended, others = await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        is_orderly = all(not side.exception() and side.result() for side in ended)
        if is_orderly and others:
            await asyncio.wait(others, timeout=GOODBYE_SECONDS)
    finally:
        for side in sides:
            side.cancel()
        await asyncio.gather(*sides, return_exceptions=True)
    if not is_orderly and request.transport is not None:
        request.transport.abort()


_Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def _pump(source: _Socket, sink: _Socket) -> bool:
    """Pass on the messages of one side; return whether it closed the connection properly."""
    while True:
        message = await source.receive()
        match message.type:
            case WSMsgType.TEXT:
                await sink.send_str(message.data)
            case WSMsgType.BINARY:
                await sink.send_bytes(message.data)
            case WSMsgType.PING:
                await sink.ping(message.data)
            case WSMsgType.PONG:
                await sink.pong(message.data)
            case WSMsgType.CLOSE:
                code, why = message.data or WSCloseCode.OK, (message.extra or "").encode()
                await sink.close(code=code, message=why)
                await source.close(code=code, message=why)
                return True
            case WSMsgType.ERROR:
                # The library has already sent its refusal to that side.
                await sink.close(code=source.close_code or WSCloseCode.INTERNAL_ERROR)
                return True
            case ended:
                # Closing is what the other direction does; else it broke off.
                return ended is WSMsgType.CLOSING


def _too_large(most_bytes: int) -> ProblemError:
    return ProblemError(
        Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "body_too_large",
            f"this body has {most_bytes} bytes at most",
            hint="Send less at a time, or set GATEWAY_MAX_BODY_BYTES.",
        )
    )


def _too_many(limits: Limits) -> ProblemError:
    return ProblemError(
        Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            "too_many_large_bodies",
            f"{limits.large_at_once} bodies above {limits.max_body_bytes} bytes at a time at most",
            hint="Wait for an answer before the next one is sent.",
            headers={"Retry-After": "1"},
        )
    )


def _bad_body() -> ProblemError:
    return ProblemError(
        Problem(HTTPStatus.BAD_REQUEST, "bad_body", "the body is not HTTP as it is understood here")
    )


def _silent() -> ProblemError:
    return ProblemError(
        Problem(HTTPStatus.REQUEST_TIMEOUT, "body_too_slow", "the body did not come in time")
    )


def _too_slow(part: str, *, is_uploaded: bool) -> ProblemError:
    if not is_uploaded:
        return _silent()
    return ProblemError(
        Problem(HTTPStatus.GATEWAY_TIMEOUT, "part_too_slow", f"{part} did not answer in time")
    )


def _broken(part: str) -> ProblemError:
    return ProblemError(
        Problem(HTTPStatus.BAD_GATEWAY, "part_broke_off", f"{part} broke off before it answered")
    )
