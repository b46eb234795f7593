"""Suite `votes`: 64 clients vote on one setlist, beside bare inserts of the same rows.

Each vote is one transaction of a user who has not voted for the song: cast_vote with that
user's claims, while another connection folds the queue as a worker does. The floor inserts the
same rows into a table with the same columns, key and index, and nothing else; it runs before
each case in turn. Afterwards every vote that was accepted must be there once, the counters must
equal the votes, and so must the heat of the artist, once the queue is folded.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import LiteralString

import psycopg
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.invariants import broken_invariants
from glue.bench.pgbench import Load, Run, logged
from glue.db import connect, script
from glue.errors import RowhouseError

SUITE = "votes"
CLIENTS = 64
SONGS = 8
ROUNDS = 5
VOTES = 200
WARM_UP = 10
"""The first votes of a session, which load what later ones have; they are not timed alone."""
VOTES_BAR = 200.0
RATIO_BAR = 0.1
FOLD_SECONDS = 0.25
FLOOR = "bare inserts of the same rows"
SESSION = {"role": "authenticated"}

SETUP = """
create schema bench_votes;
create table bench_votes.bare (like concerts.votes);
alter table bench_votes.bare add primary key (setlist_song_id, user_id);
create index on bench_votes.bare (user_id, setlist_song_id);
create table bench_votes.accepted (song bigint, user_id uuid);
grant usage on schema bench_votes to authenticated;
grant insert on bench_votes.bare to authenticated;
insert into concerts.artists (name) values ('Bench');
insert into concerts.shows (artist_id, show_on)
select a.id, '2099-05-01' from concerts.artists as a;
insert into concerts.songs (artist_id, title)
select a.id, 'Song ' || n from concerts.artists as a, generate_series(1, {songs}) as n;
insert into concerts.setlists (show_id) select h.id from concerts.shows as h;
insert into concerts.setlist_songs (setlist_id, song_id, place)
select l.id, s.id, row_number() over (order by s.id)
from concerts.setlists as l, concerts.songs as s;
vacuum (analyze) concerts.setlist_songs, concerts.setlists, concerts.shows, concerts.artists
"""
# n counts the votes of a client, over all rounds. pgbench takes a colon before a name for a
# variable, in a literal too: the JSON is built.
COUNT = "\\set n :n + 1\n"
USER = "('00000000-0000-4000-8000-' || lpad(({who} * 10000000 + {n})::text, 12, '0'))::uuid"
BARE = """
insert into bench_votes.bare (setlist_song_id, user_id, voted_at, closes_at)
values ({song}, {user}, now(), '2099-05-01');
"""
CAST = """
with caller as materialized (
    select set_config(
        'request.jwt.claims', json_build_object('sub', {user}, 'role', 'authenticated')::text, true
    ) as claims
)
select api.cast_vote({song}) from caller as c where c.claims <> '';
"""
ACCEPT = """
insert into bench_votes.accepted (song, user_id)
select {song}, {user}
from unnest(%(clients)s::bigint[], %(counts)s::bigint[]) as c (client, votes)
cross join lateral generate_series(%(start)s + 1, %(start)s + c.votes) as v (n)
"""
_FOLD: LiteralString = "select concerts.run_fold_votes() as more"
_CHECKS: dict[str, LiteralString] = {
    "accepted votes that are lost": """
        select count(*) as faults from (
            select a.song, a.user_id from bench_votes.accepted as a
            except all select v.setlist_song_id, v.user_id from concerts.votes as v
        ) as f
    """,
    "votes that were not cast, or count twice": """
        select count(*) as faults from (
            select v.setlist_song_id, v.user_id from concerts.votes as v
            except all select a.song, a.user_id from bench_votes.accepted as a
        ) as f
    """,
    "songs whose counters differ": """
        select count(*) as faults from (
            select v.setlist_song_id, count(*) from concerts.votes as v group by 1
        ) as v (song, votes)
        full join (
            select c.setlist_song_id, sum(c.votes) from concerts.vote_counts as c group by 1
        ) as c (song, votes) on v.song = c.song
        where v.votes is distinct from c.votes
    """,
    "artists whose heats differ": """
        select count(*) as faults from (
            select h.artist_id, count(*), concerts._sum_logs(
                array_agg(concerts._vote_weight(v.voted_at)), null
            )
            from concerts.votes as v
            inner join concerts.setlist_songs as s on v.setlist_song_id = s.id
            inner join concerts.setlists as l on s.setlist_id = l.id
            inner join concerts.shows as h on l.show_id = h.id
            group by 1
        ) as v (artist_id, votes, heat)
        full join concerts.artist_heats as a on v.artist_id = a.artist_id
        where v.votes is distinct from a.votes or (abs(v.heat - a.heat) < 1e-6) is not true
    """,
}


@dataclass(frozen=True, slots=True)
class Case:
    """Which song the n-th vote of a client is for; `first` is the hot one."""

    name: str
    song: str


CASES = (
    Case(
        f"{SONGS} songs, half of the votes for one, {CLIENTS} clients",
        f"{{first}} + case when {{n}} % 2 = 0 then 0 else 1 + ({{n}} / 2) % {SONGS - 1} end",
    ),
    Case(f"one hot song, {CLIENTS} clients", "{first}"),
)


class Setlist:
    """The setlist that is voted on: its first song, and how many votes each client has used."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.used = 0
        with connect(url) as conn:
            for statement in SETUP.format(songs=SONGS).split(";\n"):
                conn.execute(script(statement))
            rows = conn.execute("select min(s.id) as id from concerts.setlist_songs as s")
            self.first = rows.fetchall()[0]["id"]

    def run(self, case: Case, text: str, votes: int) -> Run:
        """Let each client run a statement so many times, going on at votes that are not used."""
        filled = text.format(**_values(case, self.first, n=":n::bigint", who=":client_id::bigint"))
        load = Load(COUNT + filled, CLIENTS, SESSION, {"n": self.used})
        return logged(self.url, load, votes)

    def accept(self, case: Case, run: Run, votes: int) -> None:
        """Note the votes that the server has accepted in a run; the next ones are new."""
        filled = ACCEPT.format(
            **{
                name: value.replace(" % ", " %% ")
                for name, value in _values(case, self.first, n="v.n", who="c.client").items()
            }
        )
        given = {
            "clients": [*run.latencies],
            "counts": [len(spent) for spent in run.latencies.values()],
            "start": self.used,
        }
        with connect(self.url) as conn:
            conn.execute(script(filled), given)
        self.used += votes


def _values(case: Case, first: int, *, n: str, who: str) -> dict[str, str]:
    return {"song": case.song.format(first=first, n=n), "user": USER.format(who=who, n=n)}


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure every case, floor and case in turn, then whether each vote counts once."""
    setlist = Setlist(url)
    figures = [figure for case in CASES for figure in _case(setlist, case, scale, watch)]
    watch("votes: counting them")
    with connect(url) as conn:
        while _fold(conn):
            pass
        for name, question in _CHECKS.items():
            (found,) = conn.execute(question).fetchall()
            faults = found["faults"]
            figures.append(Figure(SUITE, name, "rows", faults, None, None, None, 0, faults == 0))
    return [*figures, broken_invariants(url, SUITE, "concerts")]


def _case(setlist: Setlist, case: Case, scale: float, watch: Watch) -> list[Figure]:
    floors: list[float] = []
    rates: list[float] = []
    latencies: list[float] = []
    rounds = max(1, round(ROUNDS * scale))
    votes = max(2 * WARM_UP, round(VOTES * min(1.0, scale)))
    for number in range(rounds):
        watch(f"{case.name}: round {number + 1} of {rounds}")
        floors.append(setlist.run(case, BARE, votes).rate)
        with _folding(setlist.url):
            run = setlist.run(case, CAST, votes)
        setlist.accept(case, run, votes)
        rates.append(run.rate)
        latencies += [ms for spent in run.latencies.values() for ms in spent[WARM_UP:]]
    ratio = median(mine / floor for mine, floor in zip(rates, floors, strict=True))
    p95 = percentile(latencies, 0.95)
    return [
        Figure(
            SUITE, case.name, "votes/s", round(median(rates)), None, round(ratio, 3), FLOOR,
            RATIO_BAR, ratio >= RATIO_BAR,
        ),
        Figure(
            SUITE, f"a vote: {case.name}", "ms", round(median(latencies), 1), round(p95, 1),
            None, None, VOTES_BAR, p95 <= VOTES_BAR,
        ),
    ]  # fmt: skip


@contextmanager
def _folding(url: str) -> Iterator[None]:
    """Fold the queue a few times a second, as a worker does."""
    done = threading.Event()
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with connect(url) as conn:
                while not done.wait(FOLD_SECONDS):
                    _fold(conn)
        except psycopg.Error as exc:
            faults.append(exc)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        done.set()
        worker.join()
    if faults:
        raise RowhouseError(f"the queue of votes was not folded: {faults[0]}")


def _fold(conn: psycopg.Connection[DictRow]) -> bool:
    """Fold up to 10,000 votes; return whether more may be left."""
    (row,) = conn.execute(_FOLD).fetchall()
    return bool(row["more"])
