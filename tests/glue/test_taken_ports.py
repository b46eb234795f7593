"""A server that cannot listen ends with the error, and so does its process."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from glue import db
from glue.gateway.plan import Plan, RestPart
from glue.gateway.server import Gateway
from glue.postgres.server import Server
from glue.relay.relay import Relay
from tests.gateways import INNER, KEYS
from tests.relays import plan_relay

pytestmark = pytest.mark.once


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def tasks_left(start: Callable[[], Awaitable[None]]) -> int:
    """Let a start fail; return how many tasks it leaves, for which its process would wait."""

    async def act() -> int:
        with pytest.raises(OSError, match="address already in use"):
            await start()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        found = len(left)
        # A task of a pool may swallow the first cancellation.
        while left:
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=1)
        return found

    return asyncio.run(act())


def test_a_gateway_leaves_nothing_behind(db_url: str, server: Server, taken: int) -> None:
    server.set_passwords()
    url = server.url("authenticator", db.database_of(db_url))
    plan = Plan(taken, url, KEYS, RestPart("http://127.0.0.1:1", "", INNER))
    assert tasks_left(lambda: Gateway(plan).start()) == 0


def test_a_relay_leaves_nothing_behind(
    db_url: str, server: Server, tmp_path: Path, taken: int
) -> None:
    server.set_passwords()
    plan = plan_relay(server, db_url, tmp_path, port=taken)
    assert tasks_left(lambda: Relay(plan).start()) == 0
