"""Each broadcast of the database arrives once, after losses and in any order."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.postgres.server import Server
from glue.relay.source import Cursor, Source
from tests.relays import plan_relay

pytestmark = pytest.mark.once

PATIENCE = 20.0
MUTED = "alter table realtime.messages disable trigger t90_notify"
# It returns when they are gone.
TERMINATED = (
    "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
    " where datname = current_database() and application_name = 'rowhouse relay'"
)


class Reader:
    """A source, and what it has passed on."""

    def __init__(
        self,
        server: Server,
        url: str,
        folder: Path,
        *,
        poll: float,
        on_take: Callable[[int], None] = lambda _number: None,
    ) -> None:
        plan = plan_relay(server, url, folder)
        self.heard: list[int] = []
        self._word = asyncio.Event()
        self.ready = asyncio.Event()
        self.source = Source(
            plan.url, plan.cursor_file, self.ready, poll_seconds=poll, max_bytes=1_000
        )
        self._on_take = on_take
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to read."""
        self._running = asyncio.create_task(self.source.run(self._take))
        async with asyncio.timeout(PATIENCE):
            await self.ready.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Read no more."""
        assert self._running is not None
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)

    def _take(self, row: DictRow) -> None:
        number = json.loads(row["payload"])["n"]
        self.heard.append(number)
        self._on_take(number)
        self._word.set()

    async def hear(self, *numbers: int) -> None:
        """Wait until these have been heard, each once and in this order."""
        async with asyncio.timeout(PATIENCE):
            while len(self.heard) < len(numbers):
                self._word.clear()
                await self._word.wait()
        assert self.heard == list(numbers)


def _send(conn: psycopg.Connection[DictRow], number: int) -> None:
    conn.execute("select realtime.send(%s, 'e', 'topic', false)", (f'{{"n": {number}}}',))


def _mute(server: Server, url: str) -> None:
    """Let no message be notified of: the poll alone finds it."""
    admin = server.url("supabase_admin", url.rpartition("/")[2])
    with db.connect(admin) as conn:
        conn.execute(MUTED)


def test_a_notification_is_enough(server: Server, db_url: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            with db.connect(db_url) as conn:
                for number in (1, 2):
                    _send(conn, number)
                with conn.transaction():
                    _send(conn, 3)
                    _send(conn, 4)
            await reader.hear(1, 2, 3, 4)

    asyncio.run(act())


def test_a_lost_notification_costs_no_message(server: Server, db_url: str, tmp_path: Path) -> None:
    async def act() -> None:
        _mute(server, db_url)
        async with Reader(server, db_url, tmp_path, poll=0.05) as reader:
            with db.connect(db_url) as conn:
                for number in range(20):
                    _send(conn, number)
            await reader.hear(*range(20))

    asyncio.run(act())


def test_who_commits_late_is_heard_whatever_came_before(
    server: Server, db_url: str, tmp_path: Path
) -> None:
    async def act() -> None:
        _mute(server, db_url)
        async with Reader(server, db_url, tmp_path, poll=0.05) as reader:
            with db.connect(db_url, autocommit=False) as slow, db.connect(db_url) as quick:
                # realtime.send writes in a subtransaction: the row's number is not the
                # transaction's, and no snapshot lists it.
                _send(slow, 1)
                _send(quick, 2)
                await reader.hear(2)
                # Several polls move the cursor, as far as they may.
                for number in (3, 4):
                    _send(quick, number)
                    await reader.hear(*range(2, number + 1))
                slow.commit()
                await reader.hear(2, 3, 4, 1)

    asyncio.run(act())


@pytest.mark.parametrize("is_muted", [False, True], ids=["notified", "polled"])
def test_a_new_reader_goes_on_where_the_last_one_stopped(
    server: Server, db_url: str, tmp_path: Path, *, is_muted: bool
) -> None:
    async def act() -> None:
        if is_muted:
            _mute(server, db_url)
        with db.connect(db_url, autocommit=False) as slow, db.connect(db_url) as quick:
            async with Reader(server, db_url, tmp_path, poll=0.05) as reader:
                assert not reader.source.is_resumed
                _send(quick, 1)
                await reader.hear(1)
                _send(slow, 2)
            _send(quick, 3)
            slow.commit()
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            assert reader.source.is_resumed
            assert {2, 3} <= {*reader.heard} <= {1, 2, 3}

    asyncio.run(act())


@pytest.mark.parametrize(
    "words",
    ["", "{", "[]", '{"xmin": "x", "cluster": "1", "since": "2026-01-01"}'],
)
def test_a_broken_cursor_is_none(server: Server, db_url: str, tmp_path: Path, words: str) -> None:
    async def act() -> None:
        (tmp_path / "relay_cursor.json").write_text(words)
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            assert not reader.source.is_resumed

    asyncio.run(act())


def test_the_cursor_of_another_cluster_is_not_followed(
    server: Server, db_url: str, tmp_path: Path
) -> None:
    async def act() -> None:
        with db.connect(db_url) as conn:
            _send(conn, 1)
        other = {"cluster": "1", "xmin": "1", "since": "2000-01-01T00:00:00+00:00"}
        (tmp_path / "relay_cursor.json").write_text(json.dumps(other))
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            assert reader.heard == []

    asyncio.run(act())


def test_a_connection_that_breaks_is_made_again(
    server: Server, db_url: str, tmp_path: Path
) -> None:
    async def act() -> None:
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            with db.connect(server.url("supabase_admin", db_url.rpartition("/")[2])) as conn:
                conn.execute(TERMINATED)
                _send(conn, 1)
            await reader.hear(1)

    asyncio.run(act())


def test_a_connection_that_breaks_within_a_batch_costs_no_message(
    server: Server, db_url: str, tmp_path: Path
) -> None:
    """The listener ends while the rows of a poll are passed on one by one."""
    admin = server.url("supabase_admin", db_url.rpartition("/")[2])

    def break_off(number: int) -> None:
        if number == 2:
            with db.connect(admin) as conn:
                assert len(conn.execute(TERMINATED).fetchall()) == 2

    async def act() -> None:
        _mute(server, db_url)
        async with Reader(server, db_url, tmp_path, poll=0.05, on_take=break_off) as reader:
            with db.connect(db_url, autocommit=False) as conn:
                for number in range(1, 51):
                    _send(conn, number)
                conn.commit()
            await reader.hear(*range(1, 51))

    asyncio.run(act())


def test_ids_that_a_crash_gives_out_again_are_read(
    server: Server, db_url: str, tmp_path: Path
) -> None:
    """The cursor has passed transactions that were on no disk when the server crashed."""

    async def act() -> None:
        async with Reader(server, db_url, tmp_path, poll=3600):
            pass
        file = tmp_path / "relay_cursor.json"
        position = json.loads(file.read_text())
        file.write_text(json.dumps(position | {"xmin": str(int(position["xmin"]) + 1000)}))
        with db.connect(db_url) as conn:
            _send(conn, 1)
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            await reader.hear(1)

    asyncio.run(act())


def test_a_large_backlog_is_read_in_pieces(server: Server, db_url: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with Reader(server, db_url, tmp_path, poll=3600):
            pass
        with db.connect(db_url) as conn:
            conn.execute(
                "select realtime.send(jsonb_build_object('n', n), 'e', 'topic', false)"
                " from generate_series(1, 1200) as n"
            )
        async with Reader(server, db_url, tmp_path, poll=3600) as reader:
            assert sorted(reader.heard) == list(range(1, 1201))

    asyncio.run(act())


def test_a_cursor_that_cannot_be_written_stays_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As on a full disk: the relay goes on, and the next one sends some messages again."""
    file = tmp_path / "relay_cursor.json"
    now = {"cluster": "c", "xmin": 7, "since": datetime(2026, 1, 1, tzinfo=UTC)}
    cursor = Cursor(file)
    cursor.move(now)
    file.with_suffix(".draft").mkdir()
    cursor.move(now | {"xmin": 8})
    cursor.move(now | {"xmin": 8})
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert cursor.begin(now) == ("8", "2026-01-01T00:00:00+00:00")
    assert Cursor(file).begin(now) == ("7", "2026-01-01T00:00:00+00:00")
