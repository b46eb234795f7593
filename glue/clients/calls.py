"""How the typed clients call: one POST for each RPC, its answer, or the error as it was sent."""

from collections.abc import Callable
from typing import Any, Protocol

import httpx

PATH = "rest/v1/rpc/"
HEADERS = {"Content-Profile": "api", "Accept-Profile": "api"}


class RpcError(Exception):
    """A refused call: the status, the stable key, a sentence with values, and the remedy."""

    def __init__(self, response: httpx.Response) -> None:
        sent = _json(response)
        self.status = response.status_code
        self.key = str(sent.get("message") or response.reason_phrase)
        self.code = str(sent.get("code") or "")
        self.detail = str(sent.get("details") or "")
        self.hint = str(sent.get("hint") or "")
        self.retry_after = response.headers.get("Retry-After")
        super().__init__(f"{self.status} {self.key}: {self.detail} {self.hint}".rstrip(" :"))


class Call(Protocol):
    """Calls an RPC with arguments."""

    def __call__(self, name: str, arguments: dict[str, Any]) -> Any:
        """Return what the RPC answers."""


class AsyncCall(Protocol):
    """Calls an RPC with arguments, without blocking."""

    async def __call__(self, name: str, arguments: dict[str, Any]) -> Any:
        """Return what the RPC answers."""


def given(needed: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the arguments to send; None leaves an optional one to its default."""
    sent = {name.removesuffix("_"): value for name, value in optional.items() if value is not None}
    return needed | sent


def call_over(
    http: httpx.Client, url: str, key: str, get_token: Callable[[], str] | None = None
) -> Call:
    """Return a way to call the API at `url` (such as SUPABASE_URL) with an API key.

    `get_token` is asked before each call: tokens end.
    """

    def call(name: str, arguments: dict[str, Any]) -> Any:
        token = get_token() if get_token else None
        return _answer(http.send(_request(http, url, name, arguments, key, token)))

    return call


def call_over_async(
    http: httpx.AsyncClient, url: str, key: str, get_token: Callable[[], str] | None = None
) -> AsyncCall:
    """Return what `call_over` returns, for an event loop."""

    async def call(name: str, arguments: dict[str, Any]) -> Any:
        token = get_token() if get_token else None
        return _answer(await http.send(_request(http, url, name, arguments, key, token)))

    return call


def _request(  # noqa: PLR0913, PLR0917 (what one request consists of)
    http: httpx.Client | httpx.AsyncClient,
    url: str,
    name: str,
    arguments: dict[str, Any],
    key: str,
    token: str | None,
) -> httpx.Request:
    headers = HEADERS | {"apikey": key} | ({"Authorization": f"Bearer {token}"} if token else {})
    place = f"{url.rstrip('/')}/{PATH}{name}"
    return http.build_request("POST", place, json=arguments, headers=headers)


def _answer(response: httpx.Response) -> Any:
    if not response.is_success:
        raise RpcError(response)
    if response.status_code == httpx.codes.NO_CONTENT or not response.content:
        return None
    is_json = "json" in response.headers.get("Content-Type", "")
    return response.json() if is_json else response.text


def _json(response: httpx.Response) -> dict[str, Any]:
    """Return the error's object; what another server answers has none."""
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
