"""A gateway of a test's own, in an event loop of its own thread."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from glue.gateway.server import Gateway, Plan


@contextmanager
def running_gateway(plan: Plan) -> Iterator[Gateway]:
    """Serve until the block is left."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def make() -> Gateway:
        gateway = Gateway(plan)
        await gateway.start()
        return gateway

    gateway = asyncio.run_coroutine_threadsafe(make(), loop).result(30)
    try:
        yield gateway
    finally:
        asyncio.run_coroutine_threadsafe(gateway.stop(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()
