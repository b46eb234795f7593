"""A merge and its undo leave every table as it was, whatever the data are.

The data are random and small, so that keys collide on every level: artists with the same shows,
shows with the same setlists, setlists with the same songs, users who voted twice. A table that
concerts does not know refers to artists twice, with a unique index of an expression, so what is
found in the catalog is proven, too. Between merge and undo the counters equal the votes.
"""

import random
from typing import Any, TypeAlias

import psycopg
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from psycopg.rows import DictRow

pytestmark = pytest.mark.needs("concerts")

PROVEN = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Connection: TypeAlias = psycopg.Connection[DictRow]

LINKS = """
create table concerts.links (
    a bigint not null references concerts.artists (id),
    b bigint references concerts.artists (id),
    label text not null,
    note numeric,
    primary key (a, label)
);
create unique index links_b_label_idx on concerts.links ((b + 0), lower(label)) where b > 0;
insert into concerts.merge_rules (table_name, columns, rule, totals)
values ('concerts.links', '{a,label}', 'sum', '{"note": "sum"}');
"""
WRONG = """
select s.id
from concerts.setlist_songs as s
where (concerts._show_votes(s.id) ->> 'votes')::bigint <> (
    select count(*) from concerts.votes as v where v.setlist_song_id = s.id
)
union all
select a.id
from concerts.artists as a
left join concerts.artist_heats as h on a.id = h.artist_id
where coalesce(h.votes, 0) <> (concerts._sum_heat(a.id)).votes
union all
select r.from_id
from concerts.redirects as r
where exists (
    select from concerts.redirects as n where n.entity = r.entity and n.from_id = r.to_id
)
"""
TABLES = {"artist": "artists", "venue": "venues", "show": "shows", "song": "songs"}
Insert: TypeAlias = list[dict[str, Any]]


class Tour:
    """Random rows of every table that a merge can meet."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
        self.users = [f"00000000-0000-4000-8000-{n:012}" for n in range(4)]

    def pick(self, rows: Insert) -> int:
        """Return the id of any row."""
        identity = self.chance.choice(rows)["id"]
        assert isinstance(identity, int)
        return identity

    def maybe(self, value: object) -> object:
        """Return the value, or nothing."""
        return self.chance.choice([None, value])

    def write(self, conn: Connection) -> None:
        """Insert all rows; the queue of votes is partly folded."""
        chance = self.chance
        artists = [
            {
                "id": 100 + n, "name": f"Artist {n % 3}",
                "ticketmaster_id": self.maybe(f"K{n % 4}") if n % 3 == 0 else None,
                "popularity": self.maybe(chance.randint(0, 100)),
                "genres": chance.choice([[], ["rock"]]),
                "curated_columns": chance.choice([[], ["popularity"]]),
            }
            for n in range(4)
        ]  # fmt: skip
        for artist in artists[1:]:
            artist["ticketmaster_id"] = artist["ticketmaster_id"] and f"K{artist['id']}"
        venues = [{"id": 200 + n, "name": "Hall", "city": self.maybe("Manila")} for n in range(3)]
        shows = distinct(
            [
                {
                    "id": 300 + n, "artist_id": self.pick(artists),
                    "venue_id": self.maybe(self.pick(venues)),
                    "show_on": f"2099-01-0{chance.randint(1, 2)}",
                    "title": self.maybe(f"Show {n}"),
                    "created_at": "2020-01-01Z", "updated_at": f"2020-01-0{chance.randint(1, 9)}Z",
                }
                for n in range(8)
            ],
            ("artist_id", "venue_id", "show_on"),
        )  # fmt: skip
        songs = distinct(
            [
                {
                    "id": 400 + n, "artist_id": self.pick(artists),
                    "title": chance.choice(["One", "TWO", "Three"]), "cover_of": self.maybe("X"),
                }
                for n in range(9)
            ],
            ("artist_id", "title"),
        )  # fmt: skip
        setlists = distinct(
            [
                {
                    "id": 500 + n, "show_id": self.pick(shows),
                    "kind": chance.choice(["wished", "played"]),
                    "source_version": self.maybe(str(n)),
                }
                for n in range(8)
            ],
            ("show_id", "kind"),
        )  # fmt: skip
        entries = distinct(
            [
                {
                    "id": 600 + n, "setlist_id": self.pick(setlists), "song_id": self.pick(songs),
                    "place": chance.randint(1, 4), "info": self.maybe("tape"),
                }
                for n in range(16)
            ],
            ("setlist_id", "place"),
        )  # fmt: skip
        votes = distinct(
            [
                {
                    "setlist_song_id": self.pick(entries), "user_id": chance.choice(self.users),
                    "voted_at": f"2030-01-0{chance.randint(1, 3)}Z", "closes_at": "2099-01-01Z",
                }
                for _ in range(24)
            ],
            ("setlist_song_id", "user_id"),
        )  # fmt: skip
        viewers = distinct(
            [
                {
                    "show_id": self.pick(shows), "user_id": chance.choice(self.users),
                    "expires_at": f"2099-01-0{chance.randint(1, 3)}Z",
                }
                for _ in range(6)
            ],
            ("show_id", "user_id"),
        )  # fmt: skip
        ids = [
            {
                "source": "ticketmaster", "entity": entity, "external_id": f"x{n}",
                "record_id": self.pick(rows), "seen_at": "2030-01-01Z",
            }
            for n, (entity, rows) in enumerate(
                chance.choice([("artist", artists), ("show", shows), ("song", songs)])
                for _ in range(8)
            )
        ]  # fmt: skip
        links = distinct(
            [
                {
                    "a": self.pick(artists), "b": self.maybe(self.pick(artists)),
                    "label": chance.choice("xXy"), "note": self.maybe(n),
                }
                for n in range(8)
            ],
            ("a", "label"),
        )  # fmt: skip
        links = distinct(links, ("b", "label"), nulls=True)
        for table, rows in (
            ("artists", artists), ("venues", venues), ("shows", shows), ("songs", songs),
            ("setlists", setlists), ("setlist_songs", entries), ("votes", votes),
            ("viewers", viewers), ("external_ids", ids), ("links", links),
        ):  # fmt: skip
            insert(conn, table, rows)
            if table == "votes":
                self.fold(conn, votes)

    def fold(self, conn: Connection, votes: Insert) -> None:
        """Fold some of the votes, and withdraw some, so that counters of 0 are there."""
        if self.chance.random() < 0.7:
            conn.execute("select concerts.run_fold_votes()")
        for vote in votes[::7]:
            conn.execute(
                "delete from concerts.votes where setlist_song_id = %(setlist_song_id)s"
                " and user_id = %(user_id)s",
                vote,
            )


def distinct(rows: Insert, key: tuple[str, ...], *, nulls: bool = False) -> Insert:
    """Return the first row of each key; letters of either case are one."""
    seen: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in rows:
        values = tuple(v.lower() if isinstance(v := row[k], str) else v for k in key)
        if nulls and None in values:
            values = (id(row),)
        seen.setdefault(values, row)
    return [*seen.values()]


def insert(conn: Connection, table: str, rows: Insert) -> None:
    """Insert rows that all have the same columns."""
    if not rows:
        return
    columns = ", ".join(rows[0])
    marks = ", ".join(f"%({column})s" for column in rows[0])
    with conn.cursor() as cursor:
        cursor.executemany(
            f"insert into concerts.{table} ({columns}) overriding system value values ({marks})",
            rows,
        )


def digest(conn: Connection) -> str:
    row = conn.execute("select tests.concerts_digest() as rows").fetchone()
    assert row is not None
    text = row["rows"]
    assert isinstance(text, str)
    return text


def merge(conn: Connection, chance: random.Random) -> int | None:
    """Merge some records of a random entity; None where there are too few."""
    entity = chance.choice([*TABLES])
    ids = [
        row["id"] for row in conn.execute(f"select id from concerts.{TABLES[entity]} order by id")
    ]
    count = chance.randint(2, 3)
    if len(ids) < count:
        return None
    keep, *drops = chance.sample(ids, count)
    note(f"{entity}: {drops} into {keep}")
    row = conn.execute(
        "select concerts.merge_records(%s, %s, %s) ->> 'merge_id' as id", (entity, keep, drops)
    ).fetchone()
    assert row is not None
    return int(row["id"])


@PROVEN
@given(seed=st.integers(min_value=0, max_value=2**32), merges=st.integers(1, 4))
def test_undo_restores_every_row(conn: Connection, seed: int, merges: int) -> None:
    with conn.transaction(force_rollback=True):
        conn.execute(LINKS)
        tour = Tour(seed)
        tour.write(conn)
        made: list[tuple[int, str]] = []
        for _ in range(merges):
            before = digest(conn)
            identity = merge(conn, tour.chance)
            if identity is not None:
                made.append((identity, before))
            assert conn.execute(WRONG).fetchall() == []
        for identity, before in reversed(made):
            conn.execute("select concerts.undo_merge(%s)", (identity,))
            assert digest(conn) == before
            assert conn.execute(WRONG).fetchall() == []


@PROVEN
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_undo_after_more_votes_is_consistent(conn: Connection, seed: int) -> None:
    with conn.transaction(force_rollback=True):
        conn.execute(LINKS)
        tour = Tour(seed)
        tour.write(conn)
        identity = merge(conn, tour.chance)
        if identity is None:
            return
        songs = [r["id"] for r in conn.execute("select id from concerts.setlist_songs order by 1")]
        for _ in range(8):
            vote = (tour.chance.choice(songs), tour.chance.choice(tour.users))
            conn.execute(
                "delete from concerts.votes where setlist_song_id = %s and user_id = %s", vote
            )
            if tour.chance.random() < 0.5:
                conn.execute(
                    "insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)"
                    " values (%s, %s, '2031-01-01Z', '2099-01-01Z')",
                    vote,
                )
        conn.execute("select concerts.run_fold_votes()")
        conn.execute("select concerts.undo_merge(%s)", (identity,))
        assert conn.execute(WRONG).fetchall() == []
