"""The cache with real parallel connections: computed once, invalidated by every change."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from glue import db
from glue.waiting import wait_until

CLIENTS = 16
POTS = """
create table core.pots (id integer);
insert into core.pots values (1);
create table core.pot_counts (at timestamptz);
create function core.count_pots(p_arguments jsonb) returns jsonb
    language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
declare
    v_pots constant bigint := (select count(*) from core.pots);
begin
    insert into core.pot_counts values (now());
    -- A computation that a test can hold open.
    perform pg_advisory_xact_lock_shared(4711);
    return to_jsonb(v_pots);
end;
$$;
create trigger t90_uncache after insert or update or delete or truncate on core.pots
    for each statement execute function core.tg__invalidate_cache('core.pots');
insert into core.settings (name, default_value, description)
values ('core.cache.pots', '{"fresh_seconds": 600, "stale_seconds": 600}', 'Pots.');
insert into core.caches (name, function_name, setting, tags, description)
values ('core.pots', 'core.count_pots', 'core.cache.pots', '{core.pots}', 'Pots.');
"""
CACHED = "select core.cached('core.pots') as pots"


@pytest.fixture
def pots_url(db_url: str) -> str:
    """Return a database with a cache of how many pots there are."""
    with db.connect(db_url) as conn:
        conn.execute(POTS)
    return db_url


def ask(url: str) -> int:
    """Return the cached number of pots."""
    with db.connect(url) as conn:
        row = conn.execute(CACHED).fetchone()
        assert row is not None
        return int(row["pots"])


def waiting(url: str, wanted: int) -> Callable[[], bool]:
    """Return what asks whether so many sessions wait for a lock."""

    def answer() -> bool:
        with db.connect(url) as conn:
            return (
                conn.execute(
                    "select from pg_stat_activity where datname = current_database()"
                    " and wait_event_type = 'Lock'"
                ).rowcount
                >= wanted
            )

    return answer


def test_many_ask_at_once_and_one_computes(pots_url: str) -> None:
    start = Barrier(CLIENTS)

    def client(_number: int) -> int:
        start.wait()
        return ask(pots_url)

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert list(pool.map(client, range(CLIENTS))) == [1] * CLIENTS
    with db.connect(pots_url) as conn:
        assert conn.execute("select * from core.pot_counts").rowcount == 1


def test_a_computation_that_overlaps_a_change_does_not_outlive_it(pots_url: str) -> None:
    with db.connect(pots_url) as holder, ThreadPoolExecutor(1) as pool:
        holder.execute("select pg_advisory_lock(4711)")
        computing = pool.submit(ask, pots_url)
        assert wait_until(waiting(pots_url, 1), 30)
        holder.execute("insert into core.pots values (2)")
        holder.execute("select pg_advisory_unlock(4711)")
        assert computing.result(10) == 1
    assert ask(pots_url) == 2


def test_a_change_that_commits_after_the_computation_ends_it(pots_url: str) -> None:
    with db.connect(pots_url, autocommit=False) as writer:
        writer.execute("insert into core.pots values (2)")
        assert ask(pots_url) == 1
        assert ask(pots_url) == 1
        writer.commit()
    assert ask(pots_url) == 2
    assert ask(pots_url) == 2


def test_a_change_that_was_undone_ends_nothing(pots_url: str) -> None:
    assert ask(pots_url) == 1
    with db.connect(pots_url, autocommit=False) as writer:
        writer.execute("insert into core.pots values (2)")
        writer.rollback()
    assert ask(pots_url) == 1
    with db.connect(pots_url) as conn:
        assert conn.execute("select * from core.pot_counts").rowcount == 1


def test_a_computation_that_died_leaves_it_to_the_next(pots_url: str) -> None:
    with db.connect(pots_url) as holder, ThreadPoolExecutor(2) as pool:
        holder.execute("select pg_advisory_lock(4711)")
        dying = db.connect(pots_url)
        first = pool.submit(lambda: dying.execute(CACHED).fetchone())
        assert wait_until(waiting(pots_url, 1), 30)
        second = pool.submit(ask, pots_url)
        assert wait_until(waiting(pots_url, 2), 30)
        holder.execute("select pg_terminate_backend(%s)", (dying.info.backend_pid,))
        holder.execute("select pg_advisory_unlock(4711)")
        assert second.result(10) == 1
        assert first.exception(10) is not None
        dying.close()


def test_writers_of_a_tagged_table_do_not_wait_for_each_other(pots_url: str) -> None:
    with (
        db.connect(pots_url, autocommit=False) as one,
        db.connect(pots_url, autocommit=False) as other,
    ):
        other.execute("set lock_timeout = '2s'")
        one.execute("insert into core.pots values (2)")
        other.execute("insert into core.pots values (3)")


def test_retention_waits_for_no_row_and_a_hold_waits_for_no_batch(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute(
            "insert into core.revoked_tokens (jti, revoked_at, expires_at)"
            " select 't' || n, '2020-01-01', '2020-01-02' from generate_series(1, 3) as g (n)"
        )
    with (
        db.connect(db_url, autocommit=False) as user,
        db.connect(db_url, autocommit=False) as first,
        db.connect(db_url) as second,
    ):
        user.execute("select from core.revoked_tokens where jti = 't1' for update")
        forget = "select (core.apply_retention('core.revoked_tokens')).rows as rows"
        assert first.execute(forget).fetchone() == {"rows": 2}
        assert second.execute(forget).fetchone() == {"rows": None}
        first.commit()
        user.rollback()
        second.execute("select core.place_legal_hold('core.revoked_tokens', 'A court asks.')")
        assert second.execute(forget).fetchone() == {"rows": 0}
