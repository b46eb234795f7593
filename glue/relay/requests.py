"""What every request to the relay has: a key, headers that policies may see, short refusals."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from glue.http.cors import Cors
from glue.relay.log import log_event

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def key_of(request: web.Request) -> str | None:
    """Return the key of a request: in its query, or in a header."""
    names = (request.query.get("apikey"), *map(request.headers.get, ("x-api-key", "apikey")))
    return next((name for name in names if name), None)


def headers_of(request: web.Request) -> Mapping[str, str]:
    """Return the headers that policies may see."""
    return {
        name.lower(): value
        for name, value in request.headers.items()
        if name.lower().startswith("x-") and name.lower() != "x-api-key"
    }


def refuse(status: HTTPStatus, why: str) -> web.Response:
    """Refuse a request with a sentence, and log it."""
    log_event("request refused", level=logging.WARNING, status=int(status), why=why)
    return web.json_response({"error": why}, status=status)


def unauthorized() -> web.Response:
    """Refuse a request without a valid key, as Supabase Realtime does."""
    log_event("request refused", level=logging.WARNING, status=401, why="Unauthorized")
    return web.json_response({"message": "Unauthorized"}, status=HTTPStatus.UNAUTHORIZED)


async def allow(request: web.Request) -> web.Response:
    """Answer a preflight request of a browser."""
    allowed = Cors.from_settings().preflight(request.headers)
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=allowed)


@web.middleware
async def speak_json(request: web.Request, handler: Answer) -> web.StreamResponse:
    """Let pages of any origin ask, and say what the library refuses as JSON."""
    try:
        response = await handler(request)
    except web.HTTPException as exc:
        response = refuse(HTTPStatus(exc.status), exc.reason)
    if not response.prepared:
        response.headers.update(Cors.from_settings().headers(request.headers.get("Origin")))
    return response
