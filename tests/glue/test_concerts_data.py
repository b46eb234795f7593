"""Real answers of the three APIs load, and their known oddities come out right."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import paths

pytestmark = pytest.mark.needs("concerts")

DATA = paths.ROOT.parents[1] / "shared" / "data" / "concerts"
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


def changed(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return what changed a record, by answer."""
    found = {
        name: {
            key: number
            for key, number in given.items()
            if key.endswith(("_inserted", "_updated", "_moved")) and number
        }
        for name, given in counts.items()
    }
    return {name: given for name, given in found.items() if given}


@needs_data
def test_ticketmaster_loads(conn: Conn) -> None:
    counts = load(conn, "ticketmaster")
    assert sum(given["errors"] for given in counts.values()) == 0
    print(counts)
    import collections
    tot=collections.Counter()
    for g in counts.values(): tot.update(g)
    print(tot)
    for r in rows(conn,"select s.show_on, s.starts_at, s.status, s.url from concerts.shows s join concerts.artists a on a.id=s.artist_id where a.name='Eagles'"): print(r)
    for r in rows(conn,"select v.name, count(*) from concerts.external_ids e join concerts.venues v on v.id=e.record_id where entity='venue' group by v.id having count(*)>1"): print(r)
    for r in rows(conn,"select a.name, count(*) from concerts.external_ids e join concerts.artists a on a.id=e.record_id where entity='artist' and source='ticketmaster' group by a.id having count(*)>1"): print(r)
    for r in rows(conn,"select a.name, s.show_on, count(*), array_agg(e.external_id) from concerts.external_ids e join concerts.shows s on s.id=e.record_id join concerts.artists a on a.id=s.artist_id where entity='show' group by a.id,s.id having count(*)>1"): print(r)
    before = contents(conn)
    again = load(conn, "ticketmaster")
    print(changed(again))
    again = load(conn, "ticketmaster")
    print(changed(again))
    assert 0


@needs_data
def test_setlistfm_loads(conn: Conn) -> None:
    counts = load(conn, "setlistfm")
    import collections
    tot=collections.Counter()
    for g in counts.values(): tot.update(g)
    print(counts);print(tot)
    before = contents(conn)
    print(changed(load(conn, "setlistfm")))
    print(changed(load(conn, "setlistfm")))
    assert 0


@needs_data
def test_spotify_loads(conn: Conn) -> None:
    counts = load(conn, "spotify")
    import collections
    tot=collections.Counter()
    for g in counts.values(): tot.update(g)
    print(counts);print(tot)
    before = contents(conn)
    print(changed(load(conn, "spotify")))
    print(changed(load(conn, "spotify")))
    assert 0
