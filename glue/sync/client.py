"""The HTTP API of a PMS, as docs/sync.md describes it.

It connects as webhooks do: to addresses that the settings allow, without redirects and
without the proxies of the environment. A request has a deadline, a response a size, and
what may pass (no answer, 408, 425, 429, 5xx) is tried again.
"""

import asyncio
import hashlib
import json
import random
import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any, Self, TypeGuard

import httpx

from glue.errors import RowhouseError
from glue.http.waits import retry_after
from glue.webhooks.addresses import AddressRefusedError, CheckedNetwork, Rules, check_url
from glue.webhooks.sender import CheckedTransport

TIMEOUT_SECONDS = 30.0
RESPONSE_BYTES = 16 * 1024 * 1024
ATTEMPTS = 6
FIRST_WAIT, LONGEST_WAIT = 0.5, 60.0
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_OK = range(200, 300)


class PmsError(RowhouseError):
    """The PMS does not answer as its API says."""


class PmsBusyError(PmsError):
    """The PMS asks to come back later than a run waits."""

    def __init__(self, message: str, after: timedelta) -> None:
        super().__init__(message, "Run it again later; what was merged stays.")
        self.after = after


@dataclass(frozen=True, slots=True)
class Page:
    """A digest of consecutive records at the PMS; the last page has no end."""

    until: str | None
    count: int
    sha256: str


class Client:
    """Calls a PMS; every call returns checked JSON or raises a PmsError."""

    def __init__(
        self,
        url: str,
        token: str,
        rules: Rules,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = url.rstrip("/")
        self._rules = rules
        self._timeout_seconds = timeout_seconds
        self._pause = pause
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(
            transport=CheckedTransport(
                CheckedNetwork(lambda: rules), httpx.create_ssl_context(trust_env=False)
            ),
            headers={
                "user-agent": "Rowhouse-Sync/1",
                "accept": "application/json",
                "accept-encoding": "identity",
                **({"authorization": f"Bearer {token}"} if token else {}),
            },
            follow_redirects=False,
            trust_env=False,
            timeout=timeout_seconds,
        )

    def __enter__(self) -> Self:
        """Open the event loop."""
        self._runner.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the client and its loop."""
        self._runner.run(self._http.aclose())
        self._runner.__exit__(kind, exc, trace)

    def digest(self, entity: str, after: str | None, most: int) -> Page:
        """Return the digest of at most `most` records after a key."""
        said = self._get("/digests", entity=entity, after=after, limit=str(most))
        until, count, sha256 = said.get("until"), said.get("count"), said.get("sha256")
        if (
            not isinstance(until, str | None)
            or not isinstance(count, int)
            or not isinstance(sha256, str)
            or (until is not None and after is not None and until <= after)
        ):
            raise PmsError(f"the PMS answered GET /digests with {_cut(said)}")
        return Page(until, count, sha256)

    def records(
        self, entity: str, after: str | None, until: str | None
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Return the records in (after, until], and the last key if the PMS cut them short."""
        said = self._get("/records", entity=entity, after=after, until=until)
        records, reached = said.get("records"), said.get("next")
        if not _are_records(records) or not isinstance(reached, str | None):
            raise PmsError(f"the PMS answered GET /records with {_cut(said)}")
        if reached is not None and after is not None and reached <= after:
            raise PmsError("GET /records does not move on")
        return records, reached

    def push(self, changes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Send writes of this side; return each with its outcome and the states after it."""
        body = json.dumps({"changes": changes}, ensure_ascii=False, sort_keys=True).encode()
        headers = {
            "content-type": "application/json",
            "idempotency-key": hashlib.sha256(body).hexdigest(),
        }
        said = self._call("POST", "/changes", content=body, headers=headers)
        results = said.get("results")
        if not _are_records(results):
            raise PmsError(f"the PMS answered POST /changes with {_cut(said)}")
        return results

    def _get(self, path: str, **query: str | None) -> dict[str, Any]:
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", path, params=given)

    def _call(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        """Repeat a request until it is answered; all of them may be repeated."""
        attempt = 0
        while True:
            attempt += 1
            wait, words = FIRST_WAIT * 2 ** (attempt - 1), ""
            try:
                status, headers, body = self._runner.run(self._send(method, path, request))
            except (AddressRefusedError, httpx.UnsupportedProtocol, httpx.InvalidURL) as exc:
                raise PmsError(f"PMS_URL is refused: {exc}", _REMEDY) from exc
            except (httpx.HTTPError, TimeoutError, OSError) as exc:
                words = f"{type(exc).__name__}: {exc}".rstrip(": ")
            else:
                if status in _OK:
                    return _read(body, f"{method} {path}")
                words = f"status {status}"
                if status not in _PASSING:
                    raise PmsError(f"the PMS answered {method} {path} with {words}")
                asked = retry_after(headers.get("retry-after"))
                if asked is not None and asked > LONGEST_WAIT:
                    raise PmsBusyError(
                        f"the PMS asks to wait {asked:.0f} s", timedelta(seconds=asked)
                    )
                wait = wait if asked is None else asked
            if attempt == ATTEMPTS:
                raise PmsError(f"the PMS does not answer {method} {path}: {words}")
            self._pause(min(wait, LONGEST_WAIT) * random.uniform(1, 1.2))  # noqa: S311 - jitter

    async def _send(
        self, method: str, path: str, request: Mapping[str, Any]
    ) -> tuple[int, httpx.Headers, bytes]:
        url = httpx.URL(self._base + path)
        check_url(url, self._rules)
        async with (
            asyncio.timeout(self._timeout_seconds),
            self._http.stream(method, url, **request) as response,
        ):
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > RESPONSE_BYTES:
                    raise PmsError(f"an answer to {method} {path} has over 16 MB")
            return response.status_code, response.headers, bytes(body)


_REMEDY = (
    "The settings core.webhook_ports and core.webhook_allowed_networks say what may be reached."
)


def _read(body: bytes, call: str) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError as exc:
        raise PmsError(f"the PMS answered {call} with what is not JSON") from exc
    if not isinstance(said, dict):
        raise PmsError(f"the PMS answered {call} with {_cut(said)}")
    return said


def _are_records(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(
        isinstance(record, dict)
        and isinstance(record.get("external_id"), str)
        and isinstance(record.get("fields"), dict)
        and all(isinstance(state, dict) for state in record["fields"].values())
        for record in value
    )


def _cut(value: object) -> str:
    return textwrap.shorten(json.dumps(value, ensure_ascii=False), 200, placeholder="…")
