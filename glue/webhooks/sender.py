"""One attempt to deliver a webhook: a POST that cannot be led astray or held up.

Fifteen seconds in all, from the name's resolution to the response's last byte; at most
64 KB of the response are read; redirects are not followed; proxies and other settings of
the environment are not looked at. Never raises for anything that a receiver does.
"""

import asyncio
import hashlib
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpcore
import httpx

from glue.trace import headers as trace_headers
from glue.webhooks.addresses import (
    AddressRefusedError,
    CheckedNetwork,
    Resolver,
    Rules,
    check_url,
)
from glue.webhooks.lookups import resolve

TIMEOUT_SECONDS = 15.0
RESPONSE_BYTES = 64 * 1024
KEPT_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Message:
    """What core.claim_webhooks hands out."""

    delivery_id: int
    lease: int
    url: str
    headers: Mapping[str, str]
    body: str
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome that core.finish_webhook records."""

    latency_ms: int
    status_code: int | None = None
    error: str | None = None
    retry_after: str | None = None
    response: str | None = None
    response_sha256: str | None = None


class CheckedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a network of our own; no connection is kept."""

    def __init__(self, network: CheckedNetwork, context: ssl.SSLContext) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=network,
        )


class Sender:
    """Sends messages; `rules` may be replaced while it runs."""

    def __init__(
        self,
        rules: Rules,
        *,
        resolver: Resolver = resolve,
        context: ssl.SSLContext | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        self.rules = rules
        self._kept_bytes = kept_bytes
        self._timeout_seconds = timeout_seconds
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(
                CheckedNetwork(lambda: self.rules, resolver),
                context or httpx.create_ssl_context(trust_env=False),
            ),
            headers={"user-agent": "Rowhouse-Webhooks/1", "accept-encoding": "identity"},
            follow_redirects=False,
            trust_env=False,
            timeout=timeout_seconds,
        )

    async def __aenter__(self) -> Self:
        """Open the client."""
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the client."""
        await self._client.__aexit__(kind, exc, trace)

    async def send(self, message: Message) -> Report:
        """Make one attempt."""
        begun = time.monotonic()
        status_code: int | None = None
        retry_after: str | None = None
        body = bytearray()
        error: str | None = None
        try:
            async with asyncio.timeout(self._timeout_seconds):
                url = _read_url(message.url)
                check_url(url, self.rules)
                async with self._client.stream(
                    "POST",
                    url,
                    content=message.body.encode(),
                    headers={**message.headers, **trace_headers()},
                ) as response:
                    status_code = response.status_code
                    retry_after = response.headers.get("retry-after")
                    async for chunk in response.aiter_raw():
                        body += chunk
                        if len(body) >= RESPONSE_BYTES:
                            break
        except (AddressRefusedError, httpx.UnsupportedProtocol) as exc:
            error = f"refused: {exc}"
        except TimeoutError:
            error = f"timeout: not done within {self._timeout_seconds:g} s"
        except (httpx.HTTPError, OSError, ValueError) as exc:
            error = f"{type(exc).__name__}: {exc}"
        del body[RESPONSE_BYTES:]
        return Report(
            latency_ms=round((time.monotonic() - begun) * 1000),
            status_code=status_code,
            error=None if error is None else _as_text(error.encode()[:500]),
            retry_after=None if retry_after is None else _as_text(retry_after.encode()[:100]),
            response=None if status_code is None else _as_text(bytes(body[: self._kept_bytes])),
            response_sha256=None if status_code is None else hashlib.sha256(body).hexdigest(),
        )


def _read_url(text: str) -> httpx.URL:
    """Parse a URL; what can not be parsed now never can, so it is refused."""
    try:
        url = httpx.URL(text)
        str(url.host)  # decoded only when it is asked for, which may fail
    except (httpx.InvalidURL, ValueError) as exc:
        raise AddressRefusedError(f"the URL can not be read: {exc}") from exc
    return url


def _as_text(raw: bytes) -> str:
    """Return bytes as text that Postgres takes."""
    return raw.decode(errors="replace").replace("\x00", "\ufffd")
