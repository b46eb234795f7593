"""What the gateway counts: requests by RPC and status, written to the database at intervals."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from glue import db
from glue.gateway.counts import MOST, Counts
from glue.gateway.limits import Limits
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.waiting import wait_until
from tests.gateways import KEYS, Answer, Standing, standing

pytestmark = pytest.mark.once

OFTEN, NEVER = 0.05, 3600.0
Written = dict[tuple[str, int], int]

# Serves with a database of its own until a signal ends it, as `rowhouse gateway` does.
SERVE = """
import asyncio, sys
from glue.commands.gateway import serve
from glue.gateway.limits import Limits
from glue.gateway.plan import Plan, RestPart
from tests.gateways import INNER, KEYS

port, database, part = sys.argv[1:]
limits = Limits(count_seconds=3600)
asyncio.run(serve(Plan(int(port), database, KEYS, RestPart(part, "", INNER), limits=limits)))
"""


@pytest.fixture(scope="module")
def owner(make_database: Callable[..., str], server: Server) -> str:
    server.set_passwords()
    url = make_database()
    with db.connect(url) as conn:
        conn.execute("update core.settings set value = '{}' where name = 'core.rate_limits.anon'")
    return url


@pytest.fixture
def database(owner: str, server: Server) -> str:
    """The database as the gateway logs in; nothing was counted yet."""
    with db.connect(owner) as conn:
        conn.execute("truncate core.request_counts, core.request_totals")
    return server.url("authenticator", urlsplit(owner).path[1:])


def written(owner: str) -> Written:
    with db.connect(owner) as conn:
        rows = conn.execute("select rpc, status, requests from core.request_totals").fetchall()
        sums = conn.execute("select sum(requests) as n from core.request_counts").fetchone()
    assert sums is not None
    assert (sums["n"] or 0) == sum(row["requests"] for row in rows)
    return {(row["rpc"], row["status"]): row["requests"] for row in rows}


async def seen(owner: str, expected: Written) -> None:
    """Wait until this is written."""
    await until(lambda: written(owner) == expected)


async def until(condition: Callable[[], bool]) -> None:
    assert await asyncio.to_thread(wait_until, condition, 30)


def play(
    database: str, answer: Answer, scene: Callable[[Standing], Awaitable[None]], **options: Any
) -> None:
    async def act() -> None:
        async with asyncio.timeout(60), standing(database, answer, **options) as stand:
            await scene(stand)

    asyncio.run(act())


async def by_path(request: web.BaseRequest) -> web.StreamResponse:
    """Answer with the status that the query asks for."""
    return web.Response(status=int(request.query.get("status", "200")), body=b"{}")


async def ask(stand: Standing, *paths: str, **more: Any) -> None:
    for path in paths:
        async with stand.ask(path, **more) as answer:
            await answer.read()


def test_requests_are_counted_by_rpc_and_status(database: str, owner: str) -> None:
    async def scene(stand: Standing) -> None:
        await ask(stand, "/rest/v1/rpc/health", "/rest/v1/rpc/heal%74h")
        await ask(stand, "/rest/v1/rpc/health?status=503")
        await ask(stand, "/rest/v1/rpc/health", key=None)
        # Neither a table nor an unknown name has a row of its own.
        await ask(stand, "/rest/v1/brands", "/rest/v1/", "/rest/v1/rpc/t_none?status=404")
        await ask(stand, "/rest/v1/rpc/t%20none?status=404", "/rest/v1/rpc/a/b")
        # Not requests to the API, or a browser's question.
        await ask(stand, "/health", "/realtime/v1/api")
        preflight = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
        await ask(stand, "/rest/v1/rpc/health", method="OPTIONS", headers=preflight)

    # They are written when the gateway stops.
    play(database, by_path, scene, count_seconds=NEVER)
    assert written(owner) == {
        ("health", 200): 2, ("health", 401): 1, ("health", 503): 1,
        ("other", 200): 2, ("other", 404): 3,
    }  # fmt: skip
    with db.connect(owner) as conn:
        row = conn.execute("select bool_and(took_ms > 0) as it from core.request_totals").fetchone()
    assert row == {"it": True}


def test_counts_are_written_at_intervals(database: str, owner: str) -> None:
    async def scene(stand: Standing) -> None:
        await ask(stand, "/rest/v1/rpc/health")
        await seen(owner, {("health", 200): 1})
        # The gateway knows the names now.
        await ask(stand, "/rest/v1/rpc/health", "/rest/v1/rpc/t_none")
        await seen(owner, {("health", 200): 2, ("other", 200): 1})

    play(database, by_path, scene, count_seconds=OFTEN)


def test_a_client_that_leaves_is_499(database: str, owner: str) -> None:
    begun = asyncio.Event()

    async def wait(_request: web.BaseRequest) -> web.StreamResponse:
        begun.set()
        await asyncio.Event().wait()
        return web.Response()

    async def scene(stand: Standing) -> None:
        asking = asyncio.create_task(ask(stand, "/rest/v1/rpc/health"))
        await begun.wait()
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        await seen(owner, {("health", 499): 1})

    play(database, wait, scene, count_seconds=OFTEN)


def test_a_database_that_refuses_disturbs_no_request_and_gets_the_counts_later(
    database: str, owner: str, caplog: pytest.LogCaptureFixture
) -> None:
    def may(verb: str) -> None:
        with db.connect(owner) as conn:
            conn.execute(f"{verb} service_role".encode())

    def states() -> list[str]:
        return [one.getMessage() for one in caplog.records if "counts" in one.getMessage()]

    async def scene(stand: Standing) -> None:
        await ask(stand, "/rest/v1/rpc/health")
        await until(lambda: len(states()) == 1)
        for _ in range(20):
            async with stand.ask("/rest/v1/rpc/health") as answer:
                assert answer.status == 200
        await asyncio.to_thread(may, "grant execute on function core.record_requests to")
        await seen(owner, {("health", 200): 21})
        await until(lambda: len(states()) == 2)

    may("revoke execute on function core.record_requests from")
    with caplog.at_level(logging.INFO, "rowhouse.gateway"):
        play(database, by_path, scene, count_seconds=OFTEN)
    # One line for each change, not for each interval.
    assert states() == ["counts of requests are not written", "counts of requests are written"]


def test_a_database_without_rowhouse_counts_nothing(
    blank_url: str, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/rpc/health") as answer:
            assert answer.status == 200

    server.set_passwords()
    play(server.url("authenticator", urlsplit(blank_url).path[1:]), by_path, scene)
    said = [one.getMessage() for one in caplog.records if "counts" in one.getMessage()]
    assert said == ["counts of requests are not wanted"]


def test_names_that_callers_make_up_are_bounded(database: str, owner: str) -> None:
    """Until the names are known there is a cap; what is above it is `other`."""

    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.Response()

    async def scene() -> None:
        counts = Counts(database, Limits(count_seconds=NEVER))
        count = counts.counted(answer)
        for number in range(MOST + 50):
            await count(make_mocked_request("GET", f"/rest/v1/rpc/t_{number}"))
        assert len(counts) == MOST + 1
        counts.start()
        await counts.close()

    asyncio.run(scene())
    assert written(owner) == {("other", 200): MOST + 50}


def test_a_signal_writes_what_is_left(database: str, owner: str) -> None:
    async def scene(stand: Standing) -> None:
        port = free_port()
        gateway = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SERVE, str(port), database, stand.part.url,
            stderr=subprocess.DEVNULL, env=dict(os.environ),
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}/rest/v1/rpc/health"
            headers = {"apikey": KEYS.publishable_key}
            while True:
                with suppress(OSError):
                    async with stand.http.get(url, headers=headers) as answer:
                        assert answer.status == 200
                        break
                assert gateway.returncode is None
                await asyncio.sleep(0.05)
            assert written(owner) == {}
            gateway.send_signal(signal.SIGTERM)
            assert await gateway.wait() == 0
        finally:
            if gateway.returncode is None:
                gateway.kill()
                await gateway.wait()

    play(database, by_path, scene, count_seconds=NEVER)
    assert written(owner) == {("health", 200): 1}
