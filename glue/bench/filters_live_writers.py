"""The writers of suite `filters-live`: changes at a steady rate, and probes among them."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from psycopg.rows import DictRow

from glue.db import connect, script
from glue.errors import RowhouseError

WRITERS = 8
CHANGES = 167.0
PROBE_EVERY = 20

_INSERT = """
insert into filters.transactions (
    line_key, basket_id, store_id, product_key, brand_id, category_id, price_minor, quantity,
    sold_at
)
select
    %(key)s, t.basket_id, t.store_id, t.product_key, coalesce(%(brand)s, t.brand_id),
    t.category_id, t.price_minor, t.quantity, t.sold_at
from filters.transactions as t
where t.id = %(like)s
"""

_UPDATE = """
update filters.transactions as t
set brand_id = o.brand_id, price_minor = t.price_minor + 1
from filters.transactions as o
where t.line_key = %(key)s and o.id = %(like)s
"""

_DELETE = "delete from filters.transactions where line_key = %(key)s"

_BRAND = "insert into master.brands (brand_key, name) values (%s, %s) returning id"

_IS_LISTED = """
select api.filter_values('brand', search => %s) -> 'items' @> jsonb_build_array(
    jsonb_build_object('value', %s::text)
) as is_listed
"""


@dataclass
class Done:
    """What the writers and the sampler saw."""

    changes: int = 0
    probes: int = 0
    unlisted: int = 0
    samples: int = 0
    stale: int = 0
    most_waiting: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, **counts: int) -> None:
        """Count, from any thread."""
        with self.lock:
            for name, count in counts.items():
                setattr(self, name, getattr(self, name) + count)


@contextmanager
def written(url: str, seconds: float, done: Done) -> Iterator[None]:
    """Change lines at the rate, each change when it is due."""
    count = round(CHANGES * seconds)
    numbers = iter(range(count))
    start = time.perf_counter() + 0.2

    def write(seed: int) -> None:
        with connect(url) as conn:
            writer = Writer(conn, random.Random(seed), done)  # noqa: S311 - repeatable
            while True:
                with done.lock:
                    number = next(numbers, None)
                if number is None:
                    return
                time.sleep(max(0.0, start + number / CHANGES - time.perf_counter()))
                writer.change(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        running = [pool.submit(write, seed) for seed in range(WRITERS)]
        yield
        for thread in running:
            thread.result()


class Writer:
    """One connection that inserts lines, changes them, and takes them away again."""

    def __init__(
        self, conn: psycopg.Connection[DictRow], chance: random.Random, done: Done
    ) -> None:
        conn.prepare_threshold = 0
        row = only_row(conn, "select min(id) as first, max(id) as last from filters.transactions")
        self._lines = (row["first"], row["last"])
        self._conn, self._chance, self._done = conn, chance, done
        self._new: list[str] = []
        self._changed: list[str] = []

    def change(self, number: int) -> None:
        """Insert, update or delete one line; now and then, one of a new brand."""
        like = self._chance.randint(*self._lines)
        if number % PROBE_EVERY == 0:
            self._probe(number, like)
        elif number % 3 == 0 and self._new:
            key = self._new.pop()
            self._conn.execute(_UPDATE, {"key": key, "like": like})
            self._changed.append(key)
        elif number % 3 == 1 and self._changed:
            self._conn.execute(_DELETE, {"key": self._changed.pop()})
        else:
            self._new += self._insert(number, like, None)
        self._done.add(changes=1)

    def _insert(self, number: int, like: int, brand: int | None) -> list[str]:
        key = f"bench {number}"
        done = self._conn.execute(_INSERT, {"key": key, "like": like, "brand": brand})
        return [key] if done.rowcount else []

    def _probe(self, number: int, like: int) -> None:
        # No other change touches its line: a value that is gone before the next message is
        # not in that message.
        name = f"probe {time.time():.6f}"
        with self._conn.transaction():
            brand = only_row(self._conn, _BRAND, name, name)["id"]
            self._insert(number, like, brand)
        is_listed = only_row(self._conn, _IS_LISTED, name, name)["is_listed"]
        self._done.add(probes=1, unlisted=0 if is_listed else 1)


def only_row(conn: psycopg.Connection[DictRow], query: str, *parameters: object) -> DictRow:
    """Ask for the one row that there is."""
    row = conn.execute(script(query), parameters).fetchone()
    if row is None:
        raise RowhouseError("there are no lines to change", "Run `rowhouse up --demo`.")
    return row
