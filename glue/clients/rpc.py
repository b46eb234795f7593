"""The RPCs of the server, as the reader: what they answer, or why they did not."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias, TypeVar

import httpx
from supabase import AsyncClient

Answer = TypeVar("Answer")
GetToken: TypeAlias = Callable[[], Awaitable[str]]


class ServerError(Exception):
    """The server did not do what it was asked."""


class UnavailableError(ServerError):
    """It may do it later: `retry_after` seconds from now, if it said so."""

    def __init__(self, why: str, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class RefusedError(ServerError):
    """It says what is wrong: `key` is the stable key of the error."""

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(f"{key}: {detail}")
        self.key = key


class Server:
    """Calls RPCs of the schema `api` with a fresh token each."""

    def __init__(self, client: AsyncClient, get_token: GetToken) -> None:
        self._client = client
        self._get_token = get_token

    async def token(self) -> str:
        """Ask the app for a token that is still good."""
        try:
            return await self._get_token()
        except Exception as exc:
            raise UnavailableError(f"there is no token: {exc!r}") from exc

    async def call(self, name: str, body: dict[str, Any], read: Callable[[Any], Answer]) -> Answer:
        """Return what `read` makes of the answer of an RPC.

        Over the client's own session, not by its builder: that one hides Retry-After. What
        cannot be read came from another server, for instance the login page of a network.
        """
        token = await self.token()
        rest = self._client.schema("api")
        headers = httpx.Headers(rest.headers)
        headers["Authorization"] = f"Bearer {token}"
        try:
            response = await rest.session.post(
                str(rest.base_url.joinpath("rpc", name)),
                json=body,
                headers=headers,
            )
        except httpx.HTTPError as exc:
            raise UnavailableError(repr(exc)) from exc
        if not response.is_success:
            raise _error(response)
        try:
            return read(response.json())
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise UnavailableError(f"the answer is none of ours: {exc!r}") from exc


def _error(response: httpx.Response) -> ServerError:
    """Read an answer that is none; 5xx, 429 and what no API of ours says may pass."""
    if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or response.status_code in (
        httpx.codes.TOO_MANY_REQUESTS,
        httpx.codes.REQUEST_TIMEOUT,
    ):
        after = seconds_from(response.headers.get("retry-after"), datetime.now(UTC))
        return UnavailableError(f"it answered {response.status_code}", after)
    try:
        facts = response.json()
        return RefusedError(str(facts["message"]), str(facts.get("details")))
    except (ValueError, KeyError, TypeError):
        return UnavailableError(f"it answered {response.status_code}")


def seconds_from(header: str | None, now: datetime) -> float:
    """Read a Retry-After header: seconds or a date; 0 when it says nothing."""
    if header is None:
        return 0.0
    if header.strip().isdigit():
        return float(header)
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
