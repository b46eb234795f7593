"""How gateway and relay end: readiness goes first, then the port, the sockets, the requests.

A load balancer asks `/ready`, and sends no more requests once the answer is 503. Until it has
asked again, requests still come: the port stays open for a delay after the signal.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

LONGEST_PAUSE = 0.01
"""Seconds between two sockets, where there are few."""


def stop_on_signals() -> asyncio.Event:
    """Return what the first SIGTERM or Ctrl-C sets; the second one ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)

    def begin() -> None:
        stop.set()
        for number in numbers:
            loop.remove_signal_handler(number)

    for number in numbers:
        loop.add_signal_handler(number, begin)
    return stop


async def close_port(runner: web.BaseRunner) -> None:
    """Take no connection any more; those that are open stay."""
    for site in list(runner.sites):
        await site.stop()


async def close_sockets(closers: Sequence[Callable[[], Awaitable[object]]], seconds: float) -> None:
    """Close sockets one by one, spread over some seconds: their clients connect again at once."""
    pause = min(LONGEST_PAUSE, seconds / max(len(closers), 1))
    closing = []
    for close in closers:
        closing.append(asyncio.ensure_future(close()))
        await asyncio.sleep(pause)
    await asyncio.gather(*closing, return_exceptions=True)
