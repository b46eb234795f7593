"""One request that a replica answers; what it refuses in any way, the primary is asked."""

from dataclasses import replace
from http import HTTPStatus

import aiohttp
from aiohttp import web

from glue.gateway.body import Body
from glue.gateway.onward import Onward
from glue.gateway.plan import Plan
from glue.gateway.proxy import Proxy
from glue.gateway.replica import MIN_VERSION, SERVED_BY, Freshness, Replica

_MOST_BYTES = 64 * 1024
"""A longer body is streamed to the primary: one that may be sent twice is kept in memory."""


class Reads:
    """The way of a request to the API: by the replica where that may answer."""

    def __init__(self, plan: Plan, proxy: Proxy) -> None:
        self.proxy = proxy
        self.limits = plan.limits
        self.part = plan.read
        self.replica = None if self.part is None else Replica(plan.database, self.part.database)

    async def open(self) -> None:
        """Begin to watch the replica."""
        if self.replica is not None:
            await self.replica.open()

    async def close(self) -> None:
        """Stop."""
        if self.replica is not None:
            await self.replica.close()

    def state(self) -> dict[str, str]:
        """Return what the health of the gateway says about the replica."""
        if self.replica is None:
            return {}
        return {"replica": "used" if self.replica.is_near else "away, or too far behind"}

    async def answer(
        self, request: web.BaseRequest, onward: Onward, rpc: str, tail: str
    ) -> web.StreamResponse:
        """Answer from the replica, or else from the primary: a read may be asked twice."""
        if self.part is not None and self.replica is not None and self.replica.takes(rpc):
            onward = await self._with_body(request, onward)
            rest = self.part.rest
            there = replace(onward, url=f"{rest.url}{rest.prefix}{tail}".rstrip("?"))
            found = await self._ask(self.replica, request, there)
            if found is not None:
                return found
        return await self.proxy.pass_on(request, onward)

    async def _ask(
        self, replica: Replica, request: web.BaseRequest, onward: Onward
    ) -> web.Response | None:
        """Return the replica's answer; None where the primary is to be asked.

        Every error is the primary's to say: a replica lacks rows that are on their way, ends a
        query that is in the way of its replay, and may have an older list of functions.
        """
        if onward.read is None or request.method not in {"GET", "POST"}:
            return None
        limits = self.limits
        try:
            found = await self.proxy.fetch(
                request.method, onward, limits.replica_seconds, limits.max_replica_bytes
            )
        except aiohttp.ClientError:
            # One that is slow with this request may be quick with others.
            replica.doubt()
            return None
        if found is None:
            return None
        status, headers, body = found
        freshness = Freshness.of(request.headers.get(MIN_VERSION))
        if status >= HTTPStatus.BAD_REQUEST or not freshness.is_met(body):
            return None
        headers[SERVED_BY] = "replica"
        return web.Response(status=status, headers=headers, body=body)

    async def _with_body(self, request: web.BaseRequest, onward: Onward) -> Onward:
        """Read a short body, so that it can be sent twice; it is judged as one that is streamed."""
        if not request.can_read_body:
            return replace(onward, read=b"")
        if request.content_length is None or request.content_length > _MOST_BYTES:
            return onward
        body = Body(request, onward, self.limits, self.proxy.large)
        try:
            return replace(onward, read=b"".join([chunk async for chunk in body.chunks()]))
        finally:
            body.release()
