"""Real answers of the three APIs load, and their known oddities come out right."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import paths

pytestmark = pytest.mark.needs("concerts")

DATA = paths.ROOT.parent / "shared" / "data" / "concerts"
"""Real answers. Their terms allow no copy in the repository: without them, nothing runs."""

Conn = psycopg.Connection[DictRow]

needs_data = pytest.mark.skipif(not DATA.exists(), reason=f"there is no {DATA}")
TABLES = (
    "artists",
    "venues",
    "shows",
    "external_ids",
    "songs",
    "setlists",
    "setlist_songs",
)


def bodies(feed: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each real answer of a feed."""
    for file in sorted((DATA / feed).iterdir()):
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as stream:
            yield file.name, stream.read()


def load(conn: Conn, feed: str) -> dict[str, dict[str, int]]:
    """Merge every real answer of a feed; return the counts of each."""
    return {name: merge(conn, feed, body) for name, body in bodies(feed)}


def merge(conn: Conn, feed: str, body: str) -> dict[str, int]:
    """Merge one answer."""
    row = conn.execute(
        f"select concerts.merge_{feed}(concerts._read_page(%s)) as it".encode(), (body,)
    ).fetchone()
    assert row is not None
    counts: dict[str, int] = row["it"]
    return counts


def rows(conn: Conn, query: str) -> list[DictRow]:
    return conn.execute(query.encode()).fetchall()


def contents(conn: Conn) -> dict[str, Any]:
    """Return every row that feeds write, with its times."""
    return {
        table: rows(conn, f"select to_jsonb(t)::text as it from concerts.{table} as t order by 1")
        for table in TABLES
    }


def news(counts: dict[str, int]) -> int:
    """Return how many records a page changed."""
    ends = ("_inserted", "_updated", "_moved")
    return sum(number for name, number in counts.items() if name.endswith(ends))


def twice(conn: Conn, feed: str) -> dict[str, int]:
    """Merge every answer twice in a row; return the counts of all. The second changes nothing."""
    total: Counter[str] = Counter()
    for name, body in bodies(feed):
        total.update(merge(conn, feed, body))
        before = contents(conn)
        assert not news(merge(conn, feed, body)), name
        assert contents(conn) == before, name
    return total


@needs_data
def test_ticketmaster_loads(conn: Conn) -> None:
    counts = twice(conn, "ticketmaster")
    assert (counts["not_music"], counts["errors"], counts["undated"]) == (46, 0, 0)
    assert (counts["shows_inserted"], counts["shows_moved"]) == (197, 2)
    # What is in no snapshot that came later is still there.
    assert rows(conn, "select count(*) as n from concerts.shows") == [{"n": 197}]
    found = rows(
        conn,
        "select v.name from concerts.external_ids as e"
        " inner join concerts.venues as v on e.record_id = v.id"
        " where e.entity = 'venue' group by v.id having count(*) > 1 order by 1",
    )
    assert [row["name"] for row in found] == [
        "Barclays Center",
        "Dodger Stadium",
        "MGM Grand Garden Arena",
    ]
    names = {row["name"] for row in rows(conn, "select name from concerts.artists")}
    assert {"Eagles", "Connor Selby Band"} <= names
    assert not rows(conn, "select from concerts.shows where show_on < '2000-01-01'")


@needs_data
def test_the_rescheduled_shows_of_the_eagles(conn: Conn) -> None:
    texts = dict(bodies("ticketmaster"))
    merge(conn, "ticketmaster", texts["lakers_eagles_2020.json.gz"])
    ids = rows(
        conn,
        "select s.id, s.show_on from concerts.shows as s inner join concerts.artists as a"
        " on s.artist_id = a.id where a.name = 'Eagles' and s.status = 'scheduled'"
        " and s.show_on in ('2020-04-17', '2020-04-18') order by 2",
    )
    merge(conn, "ticketmaster", texts["la_2021.json.gz"])
    found = rows(
        conn,
        "select s.id, s.show_on, s.status, s.url from concerts.shows as s"
        f" where s.id in ({ids[0]['id']}, {ids[1]['id']}) order by s.id",
    )
    assert [(str(row["show_on"]), row["status"]) for row in found] == [
        ("2021-10-15", "rescheduled"),
        ("2021-10-16", "rescheduled"),
    ]
    assert found[1]["url"].endswith("10-16-2021/event/09005745E5F94CFD")


@needs_data
def test_setlistfm_loads(conn: Conn) -> None:
    counts = twice(conn, "setlistfm")
    assert (counts["errors"], counts["shows_inserted"], counts["without_songs"]) == (0, 167, 18)
    (found,) = rows(
        conn,
        "select count(*) as songs, count(*) filter (where s.encore > 0) as encores,"
        " count(*) filter (where s.is_tape) as tapes,"
        " count(*) filter (where o.title ~ '[^[:ascii:]]') as others,"
        " count(*) filter (where o.title = '') as empty,"
        " count(*) filter (where l.source_url is null) as without_url"
        " from concerts.setlist_songs as s inner join concerts.songs as o on s.song_id = o.id"
        " inner join concerts.setlists as l on s.setlist_id = l.id",
    )
    # As many as the answers have: sets and songs as objects and as lists, with @ and without.
    assert (found["songs"], found["tapes"], found["encores"]) == (2191, 51, 248)
    assert found["others"] >= 23
    assert (found["empty"], found["without_url"]) == (0, 0)
    covers = rows(conn, "select title from concerts.songs where cover_of = 'Diamond Head'")
    assert {"title": "Helpless"} in covers


@needs_data
def test_spotify_loads(conn: Conn) -> None:
    counts = twice(conn, "spotify")
    assert (counts["errors"], counts["artists_inserted"]) == (0, 252)
    # Homonyms with ids of their own are artists of their own.
    ids = "select count(distinct record_id) as n from concerts.external_ids"
    assert rows(conn, f"{ids} where source = 'spotify'") == [{"n": 252}]


@needs_data
def test_the_sources_meet_in_one_record(conn: Conn) -> None:
    for feed in ("ticketmaster", "setlistfm", "spotify"):
        load(conn, feed)
    found = rows(
        conn,
        "select a.name from concerts.artists as a where (select count(distinct e.source)"
        " from concerts.external_ids as e where e.entity = 'artist' and e.record_id = a.id) > 2",
    )
    assert found
    doubled = "select from concerts.artists group by lower(name), ticketmaster_id"
    assert not rows(conn, f"{doubled} having count(*) > 1 and ticketmaster_id is not null")


@needs_data
def test_answers_that_are_errors_bring_nothing(conn: Conn) -> None:
    given = json.loads((DATA / "api_errors.json").read_text())
    for item in given:
        feed = item["api"].split()[0].replace(".", "")
        if "body" not in item or feed not in ("ticketmaster", "spotify", "setlistfm"):
            continue
        counts = merge(conn, feed, json.dumps(item["body"]))
        assert (news(counts), counts["errors"]) == (0, 1), item
