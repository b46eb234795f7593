"""The guard's connections stay usable when clients leave in the middle of a question."""

import asyncio

import pytest
from psycopg import waiting

from glue import db
from glue.gateway.callers import Caller
from glue.gateway.guard import Asked, Guard
from glue.gateway.limits import Limits
from glue.postgres.server import Server

pytestmark = pytest.mark.once

CALLER = Caller("anon", "{}")
ASKED = Asked("POST", "/rpc/list_cities", {})
TURNS = 150
"""More turns of the event loop than a question takes."""


async def _leave_after(turns: int, guard: Guard) -> None:
    question = asyncio.ensure_future(guard.admit(CALLER, ASKED))
    for _ in range(turns):
        await asyncio.sleep(0)
    question.cancel()
    await asyncio.wait([question])


async def _leave_after_every_turn(url: str) -> None:
    guard = Guard(url, Limits(pool=1))
    await guard.open()
    try:
        await guard.admit(CALLER, ASKED)
        for turns in range(TURNS):
            await _leave_after(turns, guard)
            await guard.admit(CALLER, ASKED)
    finally:
        await guard.close()


def test_a_client_that_leaves_breaks_no_connection(
    db_url: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The driver then gives way to other tasks wherever it may, so each place is hit.
    monkeypatch.setattr(waiting, "MAX_BUSY_TIME", 0.0)
    server.set_passwords()
    with db.connect(db_url) as conn:
        conn.execute("update core.settings set value = '{}' where name = 'core.rate_limits.anon'")
    url = server.url("authenticator", db.database_of(db_url))
    asyncio.run(_leave_after_every_turn(url))
