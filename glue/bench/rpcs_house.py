"""What the suites `rpcs` and `users` call for: the demo's data, and beside it what calls need.

The small worlds of the suites of modules come first, since they take ids from 1 on; then the
demo's products, stores, lines, projects and concerts; then rows of the platform and of reading.
So lists and reports go over the demo's rows, and a write has a thing of its own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import DictRow

from glue.bench.calls import Things, split
from glue.bench.commerce_calls import Shop
from glue.bench.commerce_shop import make_shop
from glue.bench.concerts import Concerts
from glue.bench.concerts_rows import make_rows
from glue.bench.figures import Watch
from glue.bench.rpcs_filters_cases import Lists
from glue.bench.rpcs_rows import PARTS, SECRET
from glue.bench.suppliers_calls import Works
from glue.bench.suppliers_works import make_works
from glue.db import connect, script
from glue.load.demo import seed_demo
from glue.load.demo_concerts import seed_concerts
from glue.load.demo_suppliers import seed_suppliers
from glue.schema.modules import read_modules

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = 10
"""From more things than this on, the worlds of the suites are larger."""

PRODUCTS, MOVEMENTS = (1_000, 2_500), (10_000, 25_000)
TASKS = (0.002, 0.0199)
ARTISTS = 0.002
DEMO_LINES = 1_500_000
"""More than the demo has: at scale 1, all of it."""


class Platform(Things):
    """What there is to call for in `core`, and in modules that have no suite of all RPCs."""

    def __init__(self, conn: psycopg.Connection[DictRow]) -> None:
        super().__init__(conn, "bench_rpcs", 16)

    def one(self, kind: str) -> dict[str, object]:
        """Return any thing of a kind, with what belongs to it."""
        return self.rng.choice(self.things[kind])


@dataclass(frozen=True, slots=True)
class House:
    """The worlds of the chosen modules; what is not chosen has none."""

    platform: Platform
    shop: Shop | None
    works: Works | None
    concerts: Concerts | None
    lists: Lists | None


def make_house(url: str, scale: float, things: int, watch: Watch) -> House:
    """Fill a new database; each kind of thing is there so many times."""
    chosen = read_modules().chosen
    watch("making what calls need")
    with connect(url) as conn:
        for module, make in _worlds(things).items():
            if module in chosen:
                make(conn)
    watch("making the demo")
    _seed_demos(url, scale, chosen)
    watch("making rows of the platform")
    with connect(url) as conn:
        _make_platform(conn, things, chosen)
        if "commerce" in chosen:
            watch("adding sales and movements to the sums of reports")
            _fold(conn)
        conn.execute("vacuum (analyze)")
    return read_house(url)


def read_house(url: str) -> House:
    """Return what there is to call for in a database that was filled before."""
    chosen = read_modules().chosen
    with connect(url) as conn:
        return House(
            Platform(conn),
            Shop(conn, _products(conn)) if "commerce" in chosen else None,
            Works(conn) if "suppliers" in chosen else None,
            Concerts(conn) if "concerts" in chosen else None,
            Lists(conn) if "filters" in chosen else None,
        )


def _products(conn: psycopg.Connection[DictRow]) -> int:
    """Return how many products the small shop has, beside the demo's."""
    return conn.execute("select from commerce.variants where sku ~ '^BENCH-'").rowcount


def _worlds(things: int) -> "dict[str, Callable[[psycopg.Connection[DictRow]], object]]":
    tasks = TASKS[things > MANY]
    return {
        "commerce": lambda conn: _make_shop(conn, things),
        "suppliers": lambda conn: make_works(conn, tasks, things),
        "concerts": lambda conn: make_rows(conn, ARTISTS),
    }


def _make_shop(conn: psycopg.Connection[DictRow], things: int) -> None:
    is_large = things > MANY
    make_shop(conn, PRODUCTS[is_large], MOVEMENTS[is_large], things)
    # Else every product of the demo would have a level at each of these locations.
    conn.execute("update commerce.locations as l set has_full_range = false where l.has_full_range")


def _seed_demos(url: str, scale: float, chosen: frozenset[str]) -> None:
    if "filters" in chosen:
        rows = None if scale >= 1 else max(2_000, round(DEMO_LINES * scale / 10))
        seed_demo(url, rows)
    if "suppliers" in chosen:
        seed_suppliers(url)
    if "concerts" in chosen:
        seed_concerts(url)


def _make_platform(conn: psycopg.Connection[DictRow], things: int, chosen: frozenset[str]) -> None:
    for module, text in PARTS:
        if module in chosen:
            for statement in split(text.format(n=things, secret=SECRET)):
                conn.execute(script(statement))
    conn.execute("select set_config('request.jwt.claims', '', false)")


def _fold(conn: psycopg.Connection[DictRow]) -> None:
    """Do what the worker does every few seconds: reports read what is left line by line."""
    while conn.execute("select commerce.run_report_folds() as is_left").fetchone() == {
        "is_left": True
    }:
        pass
