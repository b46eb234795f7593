"""How gateway and relay take connections: deadlines for heads, short refusals, short logs."""

import asyncio
import logging
import time
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from glue.http.deadlines import HEAD_SECONDS

LOG = logging.getLogger("rowhouse.serving")

TELL_SECONDS = 1.0
"""Requests that are not HTTP are counted, and the count is logged this often at most."""


class _Tally:
    """Counts requests that are not HTTP: anyone may send them at any rate."""

    def __init__(self) -> None:
        self.count = 0
        self.told_at = float("-inf")

    def add(self) -> None:
        self.count += 1
        now = time.monotonic()
        if now - self.told_at >= TELL_SECONDS:
            LOG.warning("requests that are not HTTP", extra={"facts": {"count": self.count}})
            self.count, self.told_at = 0, now


_TALLY = _Tally()


class Handler(web.RequestHandler):
    """The protocol of one connection; what is not HTTP is neither repeated nor logged."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Refuse what the parser refused; an exception of the server is the library's to report."""
        if not isinstance(exc, HttpProcessingError):
            return super().handle_error(request, status, exc, message)
        _TALLY.add()
        body = {
            "code": "bad_request",
            "message": "the request is not HTTP as it is understood here",
            "details": None,
            "hint": None,
        }
        response = web.json_response(body, status=HTTPStatus.BAD_REQUEST)
        response.force_close()
        return response


class Site(web.BaseSite):
    """A port that a runner listens on, with a deadline for every head."""

    def __init__(
        self, runner: web.BaseRunner, host: str, port: int, *, backlog: int, **options: Any
    ) -> None:
        super().__init__(runner, backlog=backlog)
        self._address = (host, port)
        self._options = {"access_log": None, "keepalive_timeout": HEAD_SECONDS, **options}

    @property
    def name(self) -> str:
        """Return the URL."""
        host, port = self._address
        return f"http://{host}:{port}"

    async def start(self) -> None:
        """Begin to listen."""
        await super().start()
        loop = asyncio.get_running_loop()
        server = self._runner.server
        assert server is not None, "the runner is not set up"  # noqa: S101 - BaseSite has seen to it

        def accept() -> Handler:
            return Handler(server, loop=loop, **self._options)

        host, port = self._address
        self._server = await loop.create_server(accept, host, port, backlog=self._backlog)
