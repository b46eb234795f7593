"""The body of a request on its way: bounded, and not waited for without end."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from glue.gateway.limits import Limits
from glue.gateway.onward import Onward
from glue.gateway.problems import Problem, ProblemError

JSON_SPACE = b" \t\n\r"


class Body:
    """The body of a request on its way: counted, and not waited for without end."""

    def __init__(
        self, request: web.BaseRequest, onward: Onward, limits: Limits, large: Counter[str]
    ) -> None:
        self.request = request
        self.onward = onward
        self.limits = limits
        self.length = request.content_length
        self.is_there = request.can_read_body if onward.read is None else bool(onward.read)
        self.is_over = not self.is_there
        self.problem: ProblemError | None = None
        self.clock: asyncio.Timeout | None = None
        self._large = large
        self._counted: str | None = None
        self._has_begun = not onward.takes_object
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
        if self.onward.read is not None:
            self._judge_beginning(self.onward.read)
            yield self.onward.read
        while self.onward.read is None:
            try:
                async with asyncio.timeout(self.limits.silence_seconds):
                    chunk = await self.request.content.readany()
            except TimeoutError:
                raise self._fail(silent()) from None
            except (web.RequestPayloadError, aiohttp.ClientPayloadError, HttpProcessingError):
                # The message of the parser repeats the body.
                raise self._fail(_bad_body()) from None
            if not chunk:
                break
            count += len(chunk)
            self._judge(count)
            self._judge_beginning(chunk)
            yield chunk
        self.is_over = True
        if self.clock is not None:
            now = asyncio.get_running_loop().time()
            self.clock.reschedule(now + self.limits.answer_seconds)

    def _judge_beginning(self, chunk: bytes) -> None:
        """Refuse what is no JSON object by its first byte; the API parses the rest."""
        first = b"" if self._has_begun else chunk.lstrip(JSON_SPACE)[:1]
        if not first:
            return
        if first != b"{":
            raise self._fail(_not_an_object())
        self._has_begun = True

    def _fail(self, problem: ProblemError) -> ProblemError:
        self.problem = problem
        return problem


def is_arguments(headers: Mapping[str, str]) -> bool:
    """Return whether a body is the JSON of an RPC's parameters, which is the default."""
    media_type = headers.get("Content-Type", "application/json").partition(";")[0].strip()
    return (
        media_type.lower() == "application/json"
        and "Content-Encoding" not in headers
        and "params=single-object" not in headers.get("Prefer", "").replace(" ", "")
    )


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


def _not_an_object() -> ProblemError:
    return ProblemError(
        Problem(
            HTTPStatus.BAD_REQUEST,
            "body_not_object",
            "the body of an RPC is a JSON object of its parameters",
            hint='Send {"name": value}; without parameters {} or no body.',
        )
    )


def silent() -> ProblemError:
    """Return the refusal of a body that stopped coming."""
    return ProblemError(
        Problem(HTTPStatus.REQUEST_TIMEOUT, "body_too_slow", "the body did not come in time")
    )
