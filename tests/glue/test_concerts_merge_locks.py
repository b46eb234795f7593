"""Votes and viewers that meet a merge or its undo: each is counted, once, where its record is.

Songs 6101 and 4101's show are merged into 6002 and show 4001 by the merge of two artists.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from glue import db
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("concerts")

MERGE = "select concerts._merge_records('artist', 1001, '{1003}', null) as it"
UNDO = "select concerts._undo_merge(m) as it from concerts.merges as m where m.id = 1"
AS = (
    "select set_config('request.jwt.claims', json_build_object('sub', tests.user(%s))::text, false)"
)
WRONG = """
select s.id
from concerts.setlist_songs as s
where (concerts._show_votes(s.id) ->> 'votes')::bigint <> (
    select count(*) from concerts.votes as v where v.setlist_song_id = s.id
)
"""
USERS = "select tests.user(t.name) from unnest('{cleo,dan,eve,sam,mia}'::text[]) as t (name)"
# Users whose counters the merge does not change: ada and bob voted for what is merged.
OTHER = """
select t.name
from unnest('{cleo,dan,eve,sam,mia}'::text[]) as t (name)
where concerts._vote_shard(tests.user(t.name)) <> all(array(
    select concerts._vote_shard(tests.user(v.name)) from unnest('{ada,bob}'::text[]) as v (name)
))
limit 1
"""


@pytest.fixture
def tour_url(db_url: str) -> str:
    """Return a database with the double tour, and users who have not voted."""
    with db.connect(db_url) as conn:
        conn.execute("select tests.double_tour()")
        conn.execute(USERS)
    return db_url


def ask(url: str, user: str, statement: str) -> Any:
    """Return the answer of a call, or the key of its refusal."""
    with db.connect(url) as conn:
        conn.execute(AS, (user,))
        try:
            row = conn.execute(statement.encode()).fetchone()
        except psycopg.Error as exc:
            return exc.diag.message_primary
    return (row or {})["it"]


@contextmanager
def behind(
    url: str, first: str, user: str, second: str, first_user: str = "cleo"
) -> Iterator["Future[Any]"]:
    """Run a second call while the first one has not committed; it commits at the end."""
    with ThreadPoolExecutor(1) as pool:
        with db.connect(url, autocommit=False) as conn:
            conn.execute(AS, (first_user,))
            conn.execute(first.encode())
            asked = pool.submit(ask, url, user, second)
            assert wait_until(lambda: is_waiting(url) or asked.done(), 30)
            conn.commit()
        asked.exception(30)
        yield asked


def is_waiting(url: str) -> bool:
    """Return whether a session of the database waits for a lock."""
    with db.connect(url) as conn:
        return bool(
            conn.execute(
                "select from pg_stat_activity"
                " where datname = current_database() and wait_event_type = 'Lock'"
            ).rowcount
        )


def wrong(url: str) -> list[Any]:
    """Return the songs whose counters do not equal their votes."""
    with db.connect(url) as conn:
        return [tuple(row.values()) for row in conn.execute(WRONG).fetchall()]


def test_a_vote_during_a_merge_is_one_for_the_song_that_stays(tour_url: str) -> None:
    cast = "select concerts.cast_vote(6101, 'k') as it"
    with behind(tour_url, MERGE, "cleo", cast) as asked:
        assert asked.result() == {"setlist_song_id": 6002, "votes": 3}
    assert wrong(tour_url) == []


def test_a_vote_is_withdrawn_during_a_merge(tour_url: str) -> None:
    withdraw = "select concerts.withdraw_vote(6101) as it"
    with behind(tour_url, MERGE, "bob", withdraw) as asked:
        assert asked.result() == {"setlist_song_id": 6002, "votes": 1}
    assert wrong(tour_url) == []


def test_a_show_is_joined_during_a_merge(tour_url: str) -> None:
    join = "select concerts.join_show(4101) -> 'show_id' as it"
    with behind(tour_url, MERGE, "cleo", join) as asked:
        assert asked.result() == 4001


def test_a_heartbeat_goes_on_during_a_merge(tour_url: str) -> None:
    join = "select concerts.join_show(4101) -> 'show_id' as it"
    assert ask(tour_url, "cleo", join) == 4101
    with behind(tour_url, MERGE, "cleo", join) as asked:
        assert asked.result() == 4001
    with db.connect(tour_url) as conn:
        shows = conn.execute(
            "select w.show_id from concerts.viewers as w where w.user_id = tests.user('cleo')"
        ).fetchall()
    assert shows == [{"show_id": 4001}]


def test_a_vote_during_an_undo_is_one_for_the_song_that_comes_back(tour_url: str) -> None:
    assert ask(tour_url, "cleo", MERGE) == 1
    cast = "select concerts.cast_vote(6101) as it"
    with behind(tour_url, UNDO, "cleo", cast) as asked:
        assert asked.result() == {"setlist_song_id": 6101, "votes": 3}
    assert wrong(tour_url) == []


def test_a_vote_for_a_song_that_is_taken_out_meanwhile_is_refused(tour_url: str) -> None:
    cut = "delete from concerts.setlist_songs where id = 6003"
    cast = "select concerts.cast_vote(6003) as it"
    with behind(tour_url, cut, "cleo", cast) as asked:
        assert asked.result() == "concerts.unknown_song"


@pytest.mark.parametrize("before", [["cast", "withdraw"], ["cast"]])
def test_an_undo_counts_the_vote_that_is_open(tour_url: str, before: list[str]) -> None:
    with db.connect(tour_url) as conn:
        user = (conn.execute(OTHER).fetchone() or {})["name"]
    assert ask(tour_url, "cleo", MERGE) == 1
    for call in before:
        ask(tour_url, user, f"select concerts.{call}_vote(6002) as it")
    change = "withdraw" if before == ["cast"] else "cast"
    with behind(tour_url, f"select concerts.{change}_vote(6002)", "cleo", UNDO, user) as asked:
        asked.result()
    assert wrong(tour_url) == []


def test_counters_are_mended_when_open_votes_have_ended(tour_url: str) -> None:
    withdrawal = "delete from concerts.votes where setlist_song_id = 6102"
    mend = "select concerts._mend_vote_counts('{6102}') as it"
    with behind(tour_url, withdrawal, "cleo", mend) as asked:
        asked.result()
    assert wrong(tour_url) == []
