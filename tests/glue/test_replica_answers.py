"""What the gateway takes from a replica: a whole answer, soon enough and short enough."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from multidict import CIMultiDict

from glue.gateway.limits import Limits
from glue.gateway.onward import Onward
from glue.gateway.proxy import Proxy
from tests.gateways import Part

MOST = 1000


def fetched(
    answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]], seconds: float
) -> bytes | None:
    """Return the body that is taken from a part."""

    async def scene() -> bytes | None:
        part, proxy = Part(answer), Proxy(Limits())
        await part.start()
        await proxy.open()
        try:
            onward = Onward(
                "the API", part.url, CIMultiDict(), {}, most_bytes=0, sender="any", read=b""
            )
            found = await proxy.fetch("GET", onward, seconds, MOST)
        finally:
            await proxy.close()
            await part.stop()
        return None if found is None else found[2]

    return asyncio.run(scene())


@pytest.mark.parametrize(("size", "is_taken"), [(MOST, True), (MOST + 1, False)])
def test_a_longer_answer_is_left_to_the_primary(size: int, *, is_taken: bool) -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=b"x" * size)

    assert (fetched(answer, 60) is not None) == is_taken


def test_a_slow_answer_is_left_to_the_primary() -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    assert fetched(answer, 0.05) is None


def test_a_replica_that_breaks_off_is_doubted() -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    with pytest.raises(aiohttp.ClientError):
        fetched(answer, 60)
