"""Requests of feeds: bounded in time and size, and without a trace of a key.

Redirects and the proxies of the environment are not followed: the key would go with them.
"""

import logging
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from glue.feeds.source import Answer, FeedError

TIMEOUT_SECONDS = 20.0
ANSWER_BYTES = 16 * 1024 * 1024
HIDDEN = "REDACTED"

# They log URLs, and Ticketmaster's have the key in them.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class PassingError(Exception):
    """A request failed in a way that may pass; `after` seconds if the source says when."""

    def __init__(self, kind: str, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.after = after


class Fetcher:
    """Sends requests; what it returns and raises holds none of the secrets."""

    def __init__(self, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._timeout_seconds = timeout_seconds
        self._secrets: set[str] = set()
        self._http = httpx.Client(
            timeout=timeout_seconds,
            follow_redirects=False,
            trust_env=False,
            headers={"user-agent": "Rowhouse-Feeds/1", "accept": "application/json"},
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._http.close()

    def hide(self, secrets: list[str]) -> None:
        """Let these appear in no answer and no error."""
        for secret in filter(None, secrets):
            self._secrets |= {secret, quote(secret, safe="")}

    def cleaned(self, text: str) -> str:
        """Return a text without secrets: a source may repeat a key in its answer."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return text

    def send(self, method: str, url: str, **request: Any) -> Answer:
        """Send a request; return its answer, of any status."""
        try:
            return self._send(method, url, request)
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as exc:
            raise FeedError(f"the address of the source is refused: {self._words(exc)}") from None
        except (httpx.TimeoutException, TimeoutError) as exc:
            raise PassingError("timeout", self._words(exc)) from None
        except (httpx.HTTPError, OSError) as exc:
            raise PassingError("connection", self._words(exc)) from None

    def _send(self, method: str, url: str, request: Mapping[str, Any]) -> Answer:
        deadline = time.monotonic() + self._timeout_seconds
        with self._http.stream(method, url, **request) as response:
            # A few hundred bytes that are compressed twice may hold gigabytes.
            if "," in response.headers.get("content-encoding", ""):
                raise FeedError("an answer of the source is compressed more than once")
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if time.monotonic() > deadline:
                    raise TimeoutError(f"no whole answer in {self._timeout_seconds:g} s")
                if len(body) > ANSWER_BYTES:
                    raise FeedError("an answer of the source has over 16 MB")
            headers = {n.lower(): self.cleaned(value) for n, value in response.headers.items()}
            # JSON has no U+0000, and Postgres cannot store it.
            text = self.cleaned(bytes(body).decode(errors="replace").replace("\0", "\ufffd"))
            return Answer(response.status_code, headers, text)

    def _words(self, exc: Exception) -> str:
        return self.cleaned(f"{type(exc).__name__}: {exc}".rstrip(": "))[:300]
