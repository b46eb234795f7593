"""Votes of 64 clients at once, whose connections are cut: each counts once.

Every user votes from two clients, each with an idempotency key of its own, and asks again with
that key whenever the connection is lost: the server ends it, or the client hangs up after it has
sent the call, so that the vote is cast and the answer is lost. For two more songs votes are
also taken back. Counters, heats and votes are compared in one snapshot, again and again, while
all of this goes on. The seed is printed when a run fails.
"""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import DictRow

from glue import db
from glue.bench.calls import claims, user_id

pytestmark = pytest.mark.needs("concerts")

CLIENTS = 64
USERS = CLIENTS // 2
SETLIST = 5001
CAST = (6001, 6002, 6003)
"""Songs that users vote for once, by either client."""
TURNED = (6011, 6012)
"""Songs that users vote for and take back, as it comes."""
TURNS = 6
KILL_SHARE = 0.08
HANG_UP_SHARE = 0.1
LOST = (psycopg.OperationalError, psycopg.InterfaceError)
VOTED, ALREADY, GONE, RETRY = "voted", "already_voted", "not_voted", "idempotency_key_in_use"

GIVEN = """
select tests.small_tour();
delete from concerts.votes where setlist_song_id < 7000;
update core.settings set value = '{}' where name = 'concerts.vote_rate';
insert into concerts.setlist_songs (id, setlist_id, song_id, place)
overriding system value
values (6011, 5001, 3001, 11), (6012, 5001, 3002, 12);
"""
# What must hold in every snapshot; a row is a rule that does not.
WATCH = """
select 'a shard of a song' as broken, c.setlist_song_id as id, c.shard as part, c.votes, v.votes
from concerts.vote_counts as c
full join (
    select v.setlist_song_id, concerts._vote_shard(v.user_id), count(*)
    from concerts.votes as v
    group by 1, 2
) as v (setlist_song_id, shard, votes)
    on c.setlist_song_id = v.setlist_song_id and c.shard = v.shard
where coalesce(c.votes, 0) <> coalesce(v.votes, 0)
union all
select 'a user and song', v.setlist_song_id, null, count(*), 1
from concerts.votes as v
group by v.setlist_song_id, v.user_id
having count(*) > 1
union all
select 'the heat with its queue', 1001, null, f.counted, f.votes
from (
    select
        coalesce((select a.votes from concerts.artist_heats as a where a.artist_id = 1001), 0)
        + coalesce((select sum(c.change) from concerts.vote_changes as c), 0) as counted,
        (select count(*) from concerts.votes as v) as votes
) as f
where f.counted <> f.votes
"""
KILL = """
select pg_terminate_backend(s.pid) as is_killed
from pg_stat_activity as s
where
    s.datname = current_database() and s.application_name like 'voter %%'
    and s.state <> 'idle'
order by md5(s.application_name || %s)
limit 1
"""


@dataclass
class Voter:
    """A client of a user: votes, asks again with the same key, and is cut off now and then."""

    url: str
    number: int
    rng: random.Random
    killer: "Killer"
    conn: Connection[DictRow] | None = None
    lost: int = 0
    hung_up: int = 0
    answers: Counter[tuple[int, str]] = field(default_factory=Counter)

    @property
    def user(self) -> int:
        """The number of the user; two clients have the same one."""
        return self.number % USERS

    def connect(self) -> Connection[DictRow]:
        """Open a new connection of this user."""
        conn = db.connect(self.url)
        conn.execute(
            "select set_config('application_name', %s, false),"
            " set_config('request.jwt.claims', %s, false),"
            " set_config('role', 'authenticated', false)",
            (f"voter {self.number}", claims(100 + self.user)),
        )
        return conn

    def ask(self, statement: str, *values: object) -> str:
        """Call until there is an answer: `voted`, or the key of what was refused."""
        while True:
            if self.rng.random() < KILL_SHARE:
                self.killer.kill(self.rng.random())
            try:
                if self.conn is None:
                    self.conn = self.connect()
                if self.rng.random() < HANG_UP_SHARE:
                    self.hang_up(self.conn, statement, *values)
                    continue
                self.conn.execute(db.script(statement), values)
            except LOST:
                self.lost += 1
                self.close()
            except psycopg.Error as exc:
                if not (exc.sqlstate or "").startswith("PT"):
                    raise
                key = _key(exc)
                if key != RETRY:
                    return key
            else:
                return VOTED

    def hang_up(self, conn: Connection[DictRow], statement: str, *values: object) -> None:
        """Send a call, and leave before it is answered."""
        text = psycopg.ClientCursor(conn).mogrify(db.script(statement), values)
        conn.pgconn.send_query(text.encode())
        conn.pgconn.flush()
        self.hung_up += 1
        self.close()

    def close(self) -> None:
        """Leave the connection, if there is one."""
        if self.conn is not None:
            with suppress(*LOST):
                self.conn.close()
            self.conn = None

    def work(self) -> None:
        """Vote for each song once, and turn some votes back and forth between."""
        songs = [*CAST, *[self.rng.choice(TURNED) for _ in range(TURNS)]]
        self.rng.shuffle(songs)
        for place, song in enumerate(songs):
            if song in CAST or self.rng.random() < 0.6:
                answer = self.ask(
                    "select api.cast_vote(%s, %s)", song, f"{self.number} {place} {song}"
                )
                assert answer in {VOTED, ALREADY}
            else:
                answer = self.ask("select api.withdraw_vote(%s)", song)
                assert answer in {VOTED, GONE}
            self.answers[song, answer] += 1
        self.close()


def _key(exc: psycopg.Error) -> str:
    """Return the last part of the key of an error."""
    return str(exc.diag.message_primary).rsplit(".", maxsplit=1)[-1]


class Killer:
    """Ends the backend of some voter who is in a call."""

    def __init__(self, url: str) -> None:
        self.conn = db.connect(url)
        self.lock = threading.Lock()
        self.kills = 0

    def kill(self, luck: float) -> None:
        """End one, if any is in a call."""
        with self.lock:
            self.kills += self.conn.execute(KILL, (str(luck),)).rowcount


def differences(conn: Connection[DictRow]) -> list[Any]:
    """Return the rules that are broken in one snapshot."""
    return [tuple(row.values()) for row in conn.execute(WATCH).fetchall()]


@pytest.fixture
def setlist_url(db_url: str) -> str:
    """Given: a setlist of five songs without a vote, and no limit of votes."""
    with db.connect(db_url) as conn:
        conn.execute(GIVEN)
    return db_url


def vote(url: str, seed: int) -> tuple[list[Voter], Killer, int]:
    """Let all clients vote, while a worker folds and the rules are watched."""
    killer = Killer(url)
    voters = [
        Voter(url, n, random.Random(f"{seed} {n}"), killer)  # noqa: S311 - choices, no secret
        for n in range(CLIENTS)
    ]
    over = threading.Event()

    def fold() -> None:
        with db.connect(url) as conn:
            while not over.is_set():
                conn.execute("select concerts.run_fold_votes()")

    def watch() -> int:
        count = 0
        with db.connect(url) as conn:
            while not over.is_set():
                assert differences(conn) == [], f"seed {seed}"
                count += 1
        return count

    with ThreadPoolExecutor(CLIENTS + 2) as pool:
        folds, looks = pool.submit(fold), pool.submit(watch)
        works = [pool.submit(voter.work) for voter in voters]
        try:
            for work in works:
                work.result()
        finally:
            over.set()
        folds.result()
        snapshots = looks.result()
    killer.conn.close()
    return voters, killer, snapshots


@pytest.mark.parametrize("seed", [14, 15])
def test_each_vote_counts_once_whatever_is_cut_off(setlist_url: str, seed: int) -> None:
    voters, killer, snapshots = vote(setlist_url, seed)

    print(f"seed {seed}: {killer.kills} kills, {snapshots} snapshots")  # noqa: T201
    assert killer.kills > 0, f"seed {seed}"
    assert sum(voter.lost for voter in voters) > 0, f"seed {seed}"
    assert sum(voter.hung_up for voter in voters) > 0, f"seed {seed}"
    assert snapshots > 1, f"seed {seed}"
    for song in CAST:
        accepted = Counter(v.user for v in voters for _ in range(v.answers[song, VOTED]))
        assert accepted == Counter(range(USERS)), f"seed {seed}: song {song}"
    with db.connect(setlist_url) as conn:
        conn.execute("select concerts.run_fold_votes()")
        assert differences(conn) == [], f"seed {seed}"
        rows = conn.execute(
            "select v.setlist_song_id as song, array_agg(v.user_id::text order by v.user_id)"
            " as users from concerts.votes as v where v.setlist_song_id = any(%s) group by 1",
            ([*CAST],),
        ).fetchall()
        everyone = sorted(user_id(100 + user) for user in range(USERS))
        assert {row["song"]: row["users"] for row in rows} == dict.fromkeys(CAST, everyone)
        (queue,) = conn.execute("select count(*) as left from concerts.vote_changes").fetchall()
        assert queue["left"] == 0
        (shown,) = conn.execute("select api.get_setlist(%s) as it", (SETLIST,)).fetchall()
        counted = {song["setlist_song_id"]: song["votes"] for song in shown["it"]["songs"]}
        assert [counted[song] for song in CAST] == [USERS] * len(CAST), f"seed {seed}"
        # Votes that were turned: those that were taken back are gone from the counters, too.
        for song in TURNED:
            (row,) = conn.execute(
                "select count(*) as votes from concerts.votes where setlist_song_id = %s", (song,)
            ).fetchall()
            assert counted[song] == row["votes"], f"seed {seed}"
