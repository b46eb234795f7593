"""The canary of the worker: a real relay, a worker that measures, and what breaks between them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from glue import db
from glue.config import Settings
from glue.errors import ConfigError
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.waiting import wait_until
from glue.worker.canary_target import Target, canary_target
from glue.worker.worker import Worker
from tests.relays import RunningRelay, running_relay
from tests.workers import working

FAST = """
update core.settings set value = '1' where name in (
    'core.canary_seconds', 'core.canary_timeout_seconds'
)
"""
SECONDS = 30


def facts(url: str) -> dict[str, int]:
    """Return how many canaries have which outcome."""
    with db.connect(url) as conn:
        return {
            row["status"]: row["count"]
            for row in conn.execute("select status, count(*) from core.canaries group by status")
        }


def has(url: str, status: str, least: int = 1) -> bool:
    return facts(url).get(status, 0) >= least


async def eventually(check: Callable[[], bool]) -> None:
    """Wait until the database says so; the relay is served meanwhile."""
    assert await asyncio.to_thread(wait_until, check, SECONDS)


def target(relay: RunningRelay) -> Target:
    return Target(
        f"ws://127.0.0.1:{relay.plan.port}/realtime/v1", relay.key, relay.plan.keys.jwt_secret
    )


@contextmanager
def measuring(url: str, where: Target) -> Iterator[Worker]:
    """Let a worker measure; the end of the block waits until it has stopped."""
    with working(url, canary=where) as worker:
        yield worker


def with_relay(
    server: Server, url: str, folder: Path, scene: Callable[[RunningRelay], Awaitable[None]]
) -> None:
    with db.connect(url) as conn:
        conn.execute(FAST)

    async def run() -> None:
        async with running_relay(server, url, folder) as relay:
            await scene(relay)

    asyncio.run(run())


async def stopped(worker: Worker) -> None:
    """Stop a worker; the loop of the relay goes on meanwhile."""
    worker.stop()
    await asyncio.to_thread(worker.join)


def test_a_canary_arrives_and_is_measured(db_url: str, server: Server, tmp_path: Path) -> None:
    async def scene(relay: RunningRelay) -> None:
        # On a busy machine, too, each of them arrives.
        with db.connect(db_url) as conn:
            conn.execute(
                "update core.settings set value = '60' where name = 'core.canary_timeout_seconds'"
            )
        with measuring(db_url, target(relay)) as worker:
            await eventually(lambda: has(db_url, "arrived", 2))
            await stopped(worker)

    with_relay(server, db_url, tmp_path, scene)
    with db.connect(db_url) as conn:
        read = conn.execute("select * from core._read_canaries()").fetchone()
    assert read is not None
    assert read["failed"] == 0
    assert 0 <= read["p50_ms"] <= read["p95_ms"] <= read["max_ms"] <= 60_000


def test_a_canary_goes_on_beside_a_lane_that_listens_for_all(
    db_url: str, server: Server, tmp_path: Path
) -> None:
    """Behind a pooler one lane passes notifications on; for the canary they mean nothing."""

    async def scene(relay: RunningRelay) -> None:
        with working(db_url, canary=target(relay), url_session=db_url) as worker:
            await eventually(lambda: has(db_url, "arrived"))
            with db.connect(db_url) as conn:
                conn.execute("select core.emit('core.thing.made', 'core:things', null, '{}')")
                conn.execute('notify "core:jobs"')
            await eventually(lambda: has(db_url, "arrived", 3))
            assert worker.is_whole()
            await stopped(worker)

    with_relay(server, db_url, tmp_path, scene)


def test_one_worker_at_a_time_measures_and_another_goes_on(
    db_url: str, server: Server, tmp_path: Path
) -> None:
    holders = "select count(distinct pid) from pg_locks where locktype = 'advisory' and granted"

    def held() -> int:
        with db.connect(db_url) as conn:
            row = conn.execute(
                holders + " and database = (select oid from pg_database"
                " where datname = current_database())"
                " and objid = (hashtextextended('core.canary', 0) & 4294967295)::oid"
            ).fetchone()
        return int((row or {"count": 0})["count"])

    async def scene(relay: RunningRelay) -> None:
        with measuring(db_url, target(relay)) as one:
            await eventually(lambda: has(db_url, "arrived"))
            with measuring(db_url, target(relay)) as other:
                await eventually(lambda: has(db_url, "arrived", 3))
                assert held() == 1
                await stopped(one)
                before = facts(db_url)["arrived"]
                await eventually(lambda: has(db_url, "arrived", before + 1))
                assert held() == 1
                await stopped(other)

    with_relay(server, db_url, tmp_path, scene)


def test_a_relay_that_is_away_is_counted_and_joined_again(
    db_url: str, server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(relay: RunningRelay) -> None:
        with measuring(db_url, target(relay)) as worker:
            await eventually(lambda: has(db_url, "arrived"))
            await relay.stop()
            await eventually(lambda: has(db_url, "failed"))
            with db.connect(db_url) as conn:
                # Another lane goes on: the handler of this kind is SQL.
                conn.execute("select core.enqueue('core.watch_health')")
            await eventually(lambda: _is_watched(db_url))
            before = facts(db_url)["arrived"]
            await relay.start()
            await eventually(lambda: has(db_url, "arrived", before + 1))
            await stopped(worker)
        assert relay.key not in caplog.text
        assert relay.plan.keys.jwt_secret not in caplog.text

    with_relay(server, db_url, tmp_path, scene)


def _is_watched(url: str) -> bool:
    with db.connect(url) as conn:
        return conn.execute("select from core.health_samples limit 1").rowcount == 1


def test_a_canary_that_is_not_stored_fails_after_its_time(
    db_url: str, server: Server, tmp_path: Path
) -> None:
    with db.connect(db_url) as conn:
        # realtime.send turns this into a warning.
        conn.execute(
            "create function core.t_break() returns trigger language plpgsql"
            " as $$ begin raise exception 'broken'; end $$;"
            "create trigger t_break before insert on realtime.messages"
            " for each row when (new.event = 'core.canary.sent') execute function core.t_break()"
        )

    async def scene(relay: RunningRelay) -> None:
        with measuring(db_url, target(relay)) as worker:
            await eventually(lambda: has(db_url, "failed"))
            await stopped(worker)

    with_relay(server, db_url, tmp_path, scene)
    with db.connect(db_url) as conn:
        row = conn.execute("select fault from core.canaries where status = 'failed'").fetchone()
    assert row == {"fault": "It did not arrive within 1 s"}


def test_its_connection_is_ended_and_it_goes_on(
    db_url: str, server: Server, tmp_path: Path
) -> None:
    async def scene(relay: RunningRelay) -> None:
        with measuring(db_url, target(relay)) as worker:
            for _ in range(2):
                before = facts(db_url).get("arrived", 0)
                await eventually(partial(has, db_url, "arrived", before + 1))
                with db.connect(db_url) as conn:
                    conn.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                        " where datname = current_database()"
                        " and application_name = 'rowhouse canary'"
                    )
            assert worker.is_whole()
            await stopped(worker)

    with_relay(server, db_url, tmp_path, scene)


def test_a_canary_without_an_outcome_counts_for_nothing(db_url: str) -> None:
    """A worker died between the send and the record, or before it heard the canary."""
    with db.connect(db_url) as conn:
        row = conn.execute("select core.send_canary() as nonce").fetchone()
        assert row is not None
        read = conn.execute("select arrived, failed from core._read_canaries()").fetchone()
        assert read == {"arrived": 0, "failed": 0}
        # One that died before the commit left nothing.
        assert facts(db_url) == {"sent": 1}


def test_a_worker_stops_at_once_while_it_waits_for_a_relay(db_url: str) -> None:
    nowhere = Target(f"ws://127.0.0.1:{free_port()}/realtime/v1", "key", "s" * 32)
    with db.connect(db_url) as conn:
        conn.execute(FAST)
    with measuring(db_url, nowhere) as worker:

        async def until_it_failed() -> None:
            await eventually(lambda: has(db_url, "failed"))

        asyncio.run(until_it_failed())
    assert not any(lane.thread.is_alive() for lane in worker.lanes)


def test_the_environment_is_checked() -> None:
    key = str(uuid4())
    assert canary_target(Settings(canary_url="")) is None
    with pytest.raises(ConfigError, match="not the URL"):
        canary_target(Settings(canary_url="localhost", canary_key=key))
    with pytest.raises(ConfigError, match="CANARY_KEY"):
        canary_target(Settings(canary_url="https://api.example"))
    found = canary_target(Settings(canary_url="https://api.example/", canary_key=key))
    assert found is not None
    assert found.realtime_url == "wss://api.example/realtime/v1"
    assert key not in repr(found)
