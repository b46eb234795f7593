"""The typed client: every RPC of every module as a method.

    with httpx.Client() as http:
        client = Client.over(http, "https://….supabase.co", key, lambda: token)
        client.list_orders(status="placed")["items"]

An error is an RpcError with the stable key.
"""

from collections.abc import Callable
from typing import Self

import httpx

from glue.clients.calls import AsyncCall, Call, call_over, call_over_async
from glue.clients.rpcs.commerce import AsyncCommerce, Commerce
from glue.clients.rpcs.concerts import AsyncConcerts, Concerts
from glue.clients.rpcs.core import AsyncCore, Core
from glue.clients.rpcs.filters import AsyncFilters, Filters
from glue.clients.rpcs.reading import AsyncReading, Reading
from glue.clients.rpcs.suppliers import AsyncSuppliers, Suppliers


class Client(Commerce, Concerts, Core, Filters, Reading, Suppliers):
    """Calls RPCs, and waits for their answers."""

    def __init__(self, call: Call) -> None:
        self._call = call

    @classmethod
    def over(
        cls, http: httpx.Client, url: str, key: str, get_token: Callable[[], str] | None = None
    ) -> Self:
        """Return a client of the API at `url`; `get_token` is asked before each call."""
        return cls(call_over(http, url, key, get_token))


class AsyncClient(
    AsyncCommerce, AsyncConcerts, AsyncCore, AsyncFilters, AsyncReading, AsyncSuppliers
):
    """Calls RPCs from an event loop."""

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    @classmethod
    def over(
        cls, http: httpx.AsyncClient, url: str, key: str, get_token: Callable[[], str] | None = None
    ) -> Self:
        """Return a client of the API at `url`; `get_token` is asked before each call."""
        return cls(call_over_async(http, url, key, get_token))
