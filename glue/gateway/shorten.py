"""Errors of the API that repeat what a client sent, cut before they are passed back."""

import json
from typing import Any

import aiohttp
from aiohttp import web

from glue.gateway.problems import Problem

SHORT_BYTES = 2000
"""An error of at most this length is passed on as it is."""

READ_BYTES = 1024 * 1024
"""A longer one is not read."""

FIELD_LENGTH = 400


async def read_error(answer: aiohttp.ClientResponse) -> bytes | None:
    """Return the body of an error; None when it is too long to read."""
    body = b""
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > READ_BYTES:
            return None
    return body


async def cut_error(answer: aiohttp.ClientResponse) -> web.Response:
    """Return an error with short fields; a body that is not a JSON object is dropped."""
    body = await read_error(answer)
    if body is not None and len(body) <= SHORT_BYTES:
        kind = answer.headers.get("Content-Type", "application/json")
        return web.Response(
            status=answer.status, reason=answer.reason, body=body, headers={"Content-Type": kind}
        )
    try:
        whole = json.loads(body or b"")
    except (ValueError, RecursionError):
        whole = None
    given: dict[str, Any] = whole if isinstance(whole, dict) else {}
    problem = Problem(
        answer.status,
        str(_cut(given.get("code")) or "error_too_long"),
        str(_cut(given.get("message")) or "the error of the API is too long to be repeated"),
        _cut(given.get("details")),
        _cut(given.get("hint")),
    )
    response = problem.response()
    response.set_status(answer.status, answer.reason)
    return response


def _cut(value: object) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= FIELD_LENGTH else f"{text[:FIELD_LENGTH]}…"
