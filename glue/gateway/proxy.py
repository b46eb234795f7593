"""Passing a request on to a part, and its answer back, as it comes."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Collection, Mapping
from functools import partial
from http import HTTPStatus

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from glue.gateway.body import Body, silent
from glue.gateway.limits import Limits
from glue.gateway.log import log_event
from glue.gateway.onward import Onward
from glue.gateway.problems import Problem, ProblemError, part_away
from glue.gateway.shorten import cut_error
from glue.gateway.sockets import converse, end_both
from glue.http.draining import close_sockets

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


def passed_on(headers: Mapping[str, str]) -> CIMultiDict[str]:
    """Return the headers of a request without what belongs to this connection alone."""
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        if name.lower() not in NOT_PASSED_ON | named:
            # Bytes that are not UTF-8 are replaced, as PostgREST does.
            kept.add(name, value.encode(errors="surrogateescape").decode(errors="replace"))
    return kept


class Proxy:
    """The connections to the parts."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._session: aiohttp.ClientSession | None = None
        self.large: Counter[str] = Counter()
        self.sockets: dict[web.WebSocketResponse, aiohttp.ClientWebSocketResponse] = {}

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

    async def close_sockets(self, seconds: float) -> None:
        """Say goodbye to both sides of every socket, spread over some seconds."""
        closers = [partial(end_both, *pair) for pair in self.sockets.items()]
        await close_sockets(closers, seconds)

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session."""
        assert self._session is not None, "the proxy is not open"  # noqa: S101 - our own order
        return self._session

    # -- HTTP ----------------------------------------------------------------------

    async def pass_on(self, request: web.BaseRequest, onward: Onward) -> web.StreamResponse:
        """Return the answer of a part, with some headers added."""
        part = onward.part
        body = Body(request, onward, self.limits, self.large)
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
        self, request: web.BaseRequest, onward: Onward, body: "Body"
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

    async def fetch(
        self, method: str, onward: Onward, seconds: float, most: int
    ) -> tuple[int, CIMultiDict[str], bytes] | None:
        """Return status, headers and body of an answer; None where it is too slow or too long.

        Raises aiohttp.ClientError where the part is away, or breaks off.
        """
        with contextlib.suppress(TimeoutError):
            async with (
                asyncio.timeout(seconds),
                self.session.request(
                    method,
                    URL(onward.url, encoded=True),
                    headers=onward.headers,
                    data=onward.read or None,
                    allow_redirects=False,
                ) as answer,
            ):
                response = web.Response()
                _add_headers(response, answer, onward, {"content-length"})
                body = bytearray()
                async for chunk in answer.content.iter_any():
                    body += chunk
                    if len(body) > most:
                        return None
                return answer.status, response.headers, bytes(body)
        return None

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
                self.sockets[socket] = other
                try:
                    await converse(request, socket, other)
                finally:
                    del self.sockets[socket]
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


def _too_slow(part: str, *, is_uploaded: bool) -> ProblemError:
    if not is_uploaded:
        return silent()
    return ProblemError(
        Problem(HTTPStatus.GATEWAY_TIMEOUT, "part_too_slow", f"{part} did not answer in time")
    )


def _broken(part: str) -> ProblemError:
    return ProblemError(
        Problem(HTTPStatus.BAD_GATEWAY, "part_broke_off", f"{part} broke off before it answered")
    )
