"""Suite `concerts`: what everyone reads, at 100,000 artists and a million votes.

The rows are made by statements over whole tables. The next hundred days have a hundred shows a
day with wished setlists, and these have all the votes, so that nothing is left out of the work
of trends. Each group of reads is offered alone over 16 connections: trends that are computed
anew, the same from the cache, searches, setlists. The first calls of a connection load what later
ones have, and are not counted.
"""

import unicodedata
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg.rows import DictRow

from glue.bench import calls
from glue.bench.calls import Things, judge, of
from glue.bench.concerts_rows import make_rows
from glue.bench.figures import Figure, Watch
from glue.bench.invariants import broken_invariants
from glue.bench.open_loop import offer
from glue.db import connect

SUITE = "concerts"
CALLS = 200
WARM_UP = 48
COMPUTED_BAR = 250.0
CACHED_BAR = 10.0
SEARCH_BAR = 200.0
SETLIST_BAR = 200.0

_WARM: LiteralString = "select api.refresh_homepage_cache()"


class Concerts(Things):
    """What there is to read: artists with their names, their shows, wished setlists."""

    def __init__(self, conn: psycopg.Connection[DictRow]) -> None:
        super().__init__(conn, "bench_concerts", 11)

    def words(self, kind: str = "artist") -> list[str]:
        """Return the words of a name."""
        return str(self.rng.choice(self.things[kind])["key"]).split()

    def mistyped(self) -> str:
        """Return a name with two letters of its longest word in the wrong order."""
        words = self.words()
        place = max(range(len(words)), key=lambda n: len(words[n]))
        word = words[place]
        at = self.rng.randint(0, len(word) - 2)
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join(words)

    def unaccented(self) -> str:
        """Return a name as it is typed without accents."""
        parts = unicodedata.normalize("NFKD", " ".join(self.words("accented")))
        return "".join(letter for letter in parts if not unicodedata.combining(letter))

    def misfitting(self) -> str:
        """Return a name with a word that no record has."""
        return f"{self.mistyped()} xylophnoe"

    def turned(self) -> str:
        """Return the words of a name from the last to the first."""
        return " ".join(reversed(self.words()))


Case = calls.Case[Concerts]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that are offered together, so many calls of all of them a second."""

    rate: float
    bar: float
    cases: tuple[Case, ...]


def _trends(label: str, *, from_cache: bool) -> tuple[Case, ...]:
    arguments = {"p_limit": 10, "p_from_cache": from_cache}
    return tuple(
        Case(rpc, lambda _: arguments, label) for rpc in ("get_trending_artists", "get_top_shows")
    )


GROUPS = (
    Group(5.0, COMPUTED_BAR, _trends("computed", from_cache=False)),
    Group(50.0, CACHED_BAR, _trends("from cache", from_cache=True)),
    Group(
        10.0,
        SEARCH_BAR,
        (
            Case("search_concerts", lambda c: {"query": " ".join(c.words())}, "by name"),
            Case("search_concerts", lambda c: {"query": c.mistyped()}, "with a typo"),
            Case("search_concerts", lambda c: {"query": c.misfitting()}, "with a word too many"),
            Case("search_concerts", lambda c: {"query": c.unaccented()}, "without accents"),
            Case("search_concerts", lambda c: {"query": c.turned()}, "in another order"),
            Case("search_concerts", lambda c: {"query": " ".join(c.words("show"))}, "for a show"),
        ),
    ),
    Group(50.0, SETLIST_BAR, (Case("get_setlist", of("setlist_id", "setlist")),)),
)


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure in a database that goes afterwards."""
    watch("concerts: making artists, shows and votes")
    with connect(url) as conn:
        make_rows(conn, scale)
        concerts = Concerts(conn)
    figures: list[Figure] = []
    for group in GROUPS:
        watch(f"concerts: {group.cases[0].name}")
        with connect(url) as conn:
            conn.execute(_WARM)
        spent = _offer(url, concerts, group, max(2, round(CALLS * min(1.0, scale))))
        figures += judge(SUITE, spent, {case.name: group.bar for case in group.cases}.__getitem__)
    return [*figures, broken_invariants(url, SUITE, "concerts")]


def _offer(url: str, concerts: Concerts, group: Group, count: int) -> dict[str, list[float]]:
    """Offer each case so many times, mixed, after a warm-up; return the latencies of each."""
    drawn = [case for case in group.cases for _ in range(count)]
    concerts.rng.shuffle(drawn)
    first = [concerts.rng.choice(group.cases) for _ in range(WARM_UP)]
    latencies = offer(url, [case.call(concerts) for case in (*first, *drawn)], group.rate)
    spent: dict[str, list[float]] = {case.name: [] for case in group.cases}
    for case, latency in zip(drawn, latencies[WARM_UP:], strict=True):
        spent[case.name].append(latency)
    return spent
