"""Suite `graphql`: the documents that clients run, against PostGraphile.

16 connections, each asking again as soon as it is answered, as a caller without a user. The
gateway is left out: in this process it would share its time with the clients.
"""

import asyncio
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp

from glue.bench.figures import Figure, Watch, percentile
from glue.db import connect, script
from glue.errors import RowhouseError
from glue.http.tokens import Claims, mint
from glue.postgres.ports import free_port
from glue.stack.graphql import ENVIRONMENT, configure_graphql, find_node, graphql_command
from glue.stack.stack import answers
from glue.waiting import wait_until

SUITE = "graphql"
CONNECTIONS = 16
SECONDS = 10.0
BAR = 250.0
ARTISTS, VENUES = 100_000, 2_000
SECRET = "the secret of a bench " * 2

# Each artist has a show; each tenth of them a setlist of 20 songs.
SETUP = """
{triggers_off}
insert into concerts.artists (id, name, popularity, created_at, updated_at)
overriding system value
select n, 'Artist ' || md5(n::text), n % 101, now(), now() from generate_series(1, {artists}) as n;
insert into concerts.venues (id, name, city, country, created_at, updated_at)
overriding system value
select n, 'Venue ' || n, 'City', 'PH', now(), now() from generate_series(1, {venues}) as n;
insert into concerts.shows (
    id, artist_id, venue_id, show_on, closes_at, created_at, updated_at
)
overriding system value
select n, n, 1 + n % {venues}, date '2098-01-01' + n % 700, '2098-01-01', now(), now()
from generate_series(1, {artists}) as n;
insert into concerts.songs (id, artist_id, title, created_at, updated_at)
overriding system value
select 10 * n + 2 * k, n + 9 - (n - 1) % 10, 'Song ' || n || ' ' || k, now(), now()
from generate_series(1, {artists}) as n, generate_series(1, 2) as k;
insert into concerts.setlists (id, show_id, created_at, updated_at)
overriding system value
select n, n, now(), now() from generate_series(10, {artists}, 10) as n;
insert into concerts.setlist_songs (setlist_id, song_id, place)
select s.artist_id, s.id, row_number() over (partition by s.artist_id order by s.id)
from concerts.songs as s;
{triggers_on}
analyze;
"""
TABLES = ("artists", "venues", "songs", "shows", "setlists", "setlist_songs")
DICE = random.Random(1)  # noqa: S311 - the same questions in each run
Variables = Callable[[], dict[str, Any]]
CASES: dict[str, Variables] = {
    "ShowPage": lambda: {"id": DICE.randrange(10, ARTISTS, 10)},
    "ArtistPage": lambda: {"id": DICE.randrange(1, ARTISTS), "from": "2098-01-01"},
    "VenuePage": lambda: {"id": DICE.randrange(1, VENUES), "from": "2098-06-01"},
    "ComingShows": lambda: {"first": 20, "from": f"2098-{DICE.randrange(1, 13):02}-01"},
    "PopularArtists": lambda: {"first": 20},
}


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure each document in turn."""
    watch(f"graphql: {ARTISTS:,} artists")
    with connect(url) as conn:
        conn.execute(script(_setup()))
        rows = conn.execute("select name, id from concerts.persisted_queries").fetchall()
    ids = {row["name"]: row["id"] for row in rows}
    figures = []
    with _served(url) as endpoint:
        for name in CASES:
            watch(f"graphql: {name}")
            took = asyncio.run(_ask(endpoint, name, ids[name], SECONDS * scale))
            figures.append(_figure(name, took))
    return figures


def _setup() -> str:
    """Return what fills the tables; without triggers, as no search is measured."""
    off, on = (
        "".join(f"alter table concerts.{name} {verb} trigger user;\n" for name in TABLES)
        for verb in ("disable", "enable")
    )
    return SETUP.format(artists=ARTISTS, venues=VENUES, triggers_off=off, triggers_on=on)


def _figure(name: str, took: list[float]) -> Figure:
    p95 = round(percentile(took, 0.95), 1)
    what = f"{name}, {CONNECTIONS} connections"
    middle = round(median(took), 1)
    return Figure(SUITE, what, "ms", middle, p95, None, None, BAR, p95 <= BAR)


@contextmanager
def _served(url: str) -> Iterator[str]:
    """Serve a database until the block is left."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="rowhouse-bench-") as folder:
        config, log = Path(folder) / "postgraphile.json", Path(folder) / "graphql.log"
        configure_graphql(config, url, port, SECRET)
        with log.open("wb") as words:
            command = graphql_command(find_node(), config)
            child = subprocess.Popen(command, stdout=words, stderr=words, env=ENVIRONMENT)
        try:
            health = f"http://127.0.0.1:{port}/health"
            wait_until(lambda: child.poll() is not None or answers(health), 60)
            if child.poll() is not None:
                raise RowhouseError(f"GraphQL did not start: {log.read_text()[-500:]}")
            yield f"http://127.0.0.1:{port}/graphql/v1"
        finally:
            child.terminate()
            child.wait(10)


async def _ask(endpoint: str, name: str, identity: str, seconds: float) -> list[float]:
    """Ask with every connection for a time; return how long each answer took."""
    token = mint(SECRET, Claims("anon", expires_in=timedelta(hours=1)))
    until = time.perf_counter() + seconds
    took: list[float] = []

    async def connection() -> None:
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession(headers=headers) as http:
            while time.perf_counter() < until:
                body = {"documentId": identity, "variables": CASES[name]()}
                began = time.perf_counter()
                async with http.post(endpoint, json=body) as answer:
                    data = await answer.json(content_type=None)
                took.append((time.perf_counter() - began) * 1_000)
                if "errors" in data:
                    raise RowhouseError(f"{name} failed: {data['errors'][0]['message']}")

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return took
