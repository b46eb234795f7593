"""One private channel of Realtime, joined again and again while it has a listener.

There is one owner of reconnection, and it is this module. The library's client reconnects five
times and then never again, in steps that are the same for every device, and keeps what it could
not send; two loops over one socket would each undo what the other does. So each join gets a
client of its own that does not reconnect, and both are thrown away together. The app's own
`client.realtime` and its channels are not touched.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from realtime import AsyncRealtimeClient, RealtimeChannelOptions, RealtimeSubscribeStates
from supabase import AsyncClient

from glue.clients.options import LOG, Options
from glue.clients.rpc import GetToken, Server, UnavailableError

State: TypeAlias = Literal["live", "polling", "closed"]
Lost: TypeAlias = "asyncio.Future[str]"


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what a feed hears."""

    message: Callable[[Any], None]
    state: Callable[[State], None]
    catch_up: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Door:
    """Where to join, and as who: the address of Realtime, the API key, a fresh token."""

    url: str
    key: str = field(repr=False)
    token: GetToken = field(repr=False)


class Feed:
    """Keeps one topic joined; while it is not, its listeners poll."""

    def __init__(self, client: AsyncClient, server: Server, options: Options, ears: Ears) -> None:
        self._url = str(client.realtime_url)
        self._key = client.supabase_key
        self._server = server
        self._options = options
        self._ears = ears

    async def run(self, topic: str) -> None:
        """Join, listen until the channel is gone, and again, until cancelled."""
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            live_since = math.inf
            try:
                door = Door(self._url, self._key, self._server.token)
                async with joined(door, topic, self._ears.message, self._options) as lost:
                    await self._ears.catch_up()
                    live_since = loop.time()
                    self._ears.state("live")
                    why = await lost
            # Whatever went wrong, the answer is the same: poll, and try again.
            except Exception as exc:  # noqa: BLE001
                why = repr(exc)
            LOG.info("%s is not joined: %s", topic, why)
            self._ears.state("polling")
            # A join that the server soon ends does not count as a success.
            is_steady = loop.time() - live_since > self._options.steady_seconds
            failures = 1 if is_steady else failures + 1
            await asyncio.sleep(self._options.delay(failures))


@asynccontextmanager
async def joined(
    door: Door, topic: str, on_message: Callable[[Any], None], options: Options
) -> AsyncIterator[Lost]:
    """Join with a fresh token; what is yielded is done when the channel is gone."""
    socket = AsyncRealtimeClient(
        door.url, token=door.key, auto_reconnect=False, timeout=options.join_seconds
    )
    lost: Lost = asyncio.get_running_loop().create_future()
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def on_state(state: RealtimeSubscribeStates, error: Exception | None) -> None:
        if state is not RealtimeSubscribeStates.SUBSCRIBED and not lost.done():
            lost.set_result(f"{state.value} {error or ''}".strip())

    def on_system(_: object) -> None:
        if not ready.done():
            ready.set_result(None)

    channel = socket.channel(topic, _private())
    channel.on_broadcast("*", on_message)
    channel.on_system(on_system)
    try:
        await socket.set_auth(await door.token())
        await channel.subscribe(on_state)
        # Some servers never say that broadcasts flow: then they do from the start.
        await asyncio.wait(
            (lost, ready),
            timeout=options.ready_seconds,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if lost.done():
            raise UnavailableError(lost.result())
        yield lost
    finally:
        channel.rejoin_timer.reset()
        channel.join_push.destroy()
        await socket.close()


def _private() -> RealtimeChannelOptions:
    """Return the options of a channel that says when broadcasts of the database flow."""
    return {
        "config": {
            "broadcast": {"ack": False, "self": False, "replication_ready": True},
            "presence": {"key": "", "enabled": False},
            "private": True,
        }
    }
