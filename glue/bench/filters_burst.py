"""Suite `filters-burst`: reads while a foreign tool brings in a million lines.

The lines are those of random baskets, sent once more: each basket was counted before, which is
the dearest case. First by one COPY, then by statements of 1,000 lines from two
connections, each its own transaction; at the end all of them are deleted by one statement. All
the while readers ask, and a writer sells single lines. Folded means that no change waits any more;
a thread calls the pulse of filters, as a worker does.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

import psycopg
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.filters_questions import CASES, Questions
from glue.bench.filters_write import pulsing
from glue.bench.open_loop import BECOME, CLAIMS
from glue.db import connect, script
from glue.errors import RowhouseError

SUITE = "filters-burst"
LINES = 1_000_000
STATEMENT = 1_000
WRITERS = 2
READERS = 2
READ_EVERY = 0.1
WRITE_EVERY = 0.05
READ_MS, FOLDED_SECONDS, WRITE_MS = 250.0, 60.0, 100.0
"""The bars."""

_COLUMNS = "basket_id, store_id, product_key, brand_id, category_id, price_minor, quantity, sold_at"
_GIVEN = f"""
create temporary table burst as
select {_COLUMNS}, row_number() over () as n
from (
    select t.*
    from (select id, store_id from filters.baskets order by random()) as b
    inner join filters.transactions as t
        on b.store_id = t.store_id and b.id = t.basket_id and t.id <= %(last)s
    cross join generate_series(
        1, 1 + %(lines)s / (select count(*) from filters.transactions)
    )
    limit %(lines)s
) as l
"""  # noqa: S608 - constants
_SELL = f"""
insert into filters.transactions ({_COLUMNS})
select {_COLUMNS} from filters.transactions where id = %s
"""  # noqa: S608
_COPY = f"copy filters.transactions ({_COLUMNS}) from stdin"
_WAITING = "select exists (select from filters.unfolded_changes) as any"


@dataclass
class Seen:
    """What readers and the writer of single lines measured, in milliseconds."""

    reads: dict[str, list[float]] = field(default_factory=dict)
    writes: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, name: str, milliseconds: float) -> None:
        """Note one read, from any thread."""
        with self.lock:
            self.reads.setdefault(name, []).append(milliseconds)


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Bring lines in each way, then take them away; what was there is as it was."""
    lines = max(5_000, round(LINES * scale))
    with connect(url) as conn:
        last = _last(conn)
        rows = _rows(conn, lines, last)
    ways: list[tuple[str, Callable[[], None]]] = [
        (f"COPY of {lines:,} lines", lambda: _copy(url, rows)),
        (f"{lines:,} lines by {STATEMENT:,} a statement", lambda: _copy_in_parts(url, rows)),
        ("deleting all of them", lambda: _delete(url, last)),
    ]
    figures: list[Figure] = []
    try:
        with pulsing(url):
            for name, bring in ways:
                watch(name)
                figures += _burst(url, name, bring, last)
    finally:
        _delete(url, last)
    return figures


def _burst(url: str, name: str, bring: Callable[[], None], last: int) -> Iterator[Figure]:
    seen = Seen()
    with _asked(url, seen, last):
        start = time.perf_counter()
        bring()
        written = time.perf_counter()
        _wait_until_folded(url)
        folded = time.perf_counter()
    yield Figure(
        SUITE, f"{name}: written", "s", round(written - start, 1), None, None, None, None, ok=True
    )
    yield Figure(
        SUITE, f"{name}: folded after that", "s", round(folded - written, 1),
        None, None, None, FOLDED_SECONDS, folded - written <= FOLDED_SECONDS,
    )  # fmt: skip
    for case, found in sorted(seen.reads.items()):
        worst = round(max(found), 1)
        yield Figure(
            SUITE, f"{name}: {case}, worst {worst} ms", "ms", round(median(found), 1),
            round(percentile(found, 0.95), 1), None, None, READ_MS, worst <= READ_MS,
        )  # fmt: skip
    p95 = percentile(seen.writes, 0.95)
    yield Figure(
        SUITE, f"{name}: single lines written meanwhile", "ms", round(median(seen.writes), 1),
        round(p95, 1), None, None, WRITE_MS, p95 <= WRITE_MS,
    )  # fmt: skip


@contextmanager
def _asked(url: str, seen: Seen, last: int) -> Iterator[None]:
    """Read and write a little until the block is over."""
    over = threading.Event()

    def read(number: int) -> None:
        with connect(url, autocommit=False) as conn:
            questions = Questions(conn, number)
            conn.rollback()
            turn = number
            while not over.wait(READ_EVERY):
                case = CASES[turn % len(CASES)]
                call = case.call(questions.draw(case.narrowed))
                start = time.perf_counter()
                conn.execute(BECOME, (CLAIMS,))
                conn.execute(script(call.statement), call.parameters)
                conn.rollback()
                seen.read(case.name, (time.perf_counter() - start) * 1000)
                turn += 1

    def write() -> None:
        with connect(url) as conn:
            like = 0
            while not over.wait(WRITE_EVERY):
                like = 1 + (like + 7_919) % last
                start = time.perf_counter()
                conn.execute(script(_SELL), (like,))
                seen.writes.append((time.perf_counter() - start) * 1000)

    with ThreadPoolExecutor(READERS + 1) as pool:
        running = [*(pool.submit(read, number) for number in range(READERS)), pool.submit(write)]
        try:
            yield
        finally:
            over.set()
        for task in running:
            task.result()


def _rows(conn: psycopg.Connection[DictRow], lines: int, last: int) -> list[bytes]:
    """Return lines as COPY sends them."""
    conn.execute(script(_GIVEN), {"lines": lines, "last": last})
    query = f"copy (select {_COLUMNS} from burst order by n) to stdout"  # noqa: S608
    with conn.cursor().copy(script(query)) as copy:
        return [bytes(row) for row in copy]


def _copy(url: str, rows: list[bytes]) -> None:
    with connect(url) as conn, conn.cursor().copy(script(_COPY)) as copy:
        for row in rows:
            copy.write(row)


def _copy_in_parts(url: str, rows: list[bytes]) -> None:
    parts = [rows[start : start + STATEMENT] for start in range(0, len(rows), STATEMENT)]

    def write(number: int) -> None:
        with connect(url) as conn:
            for part in parts[number::WRITERS]:
                with conn.cursor().copy(script(_COPY)) as copy:
                    copy.write(b"".join(part))

    with ThreadPoolExecutor(WRITERS) as pool:
        for task in [pool.submit(write, number) for number in range(WRITERS)]:
            task.result()


def _delete(url: str, last: int) -> None:
    with connect(url) as conn:
        conn.execute("delete from filters.transactions where id > %s", (last,))


def _wait_until_folded(url: str) -> None:
    with connect(url) as conn:
        while (conn.execute(script(_WAITING)).fetchone() or {})["any"] and not _is_small(conn):
            time.sleep(0.05)


def _is_small(conn: psycopg.Connection[DictRow]) -> bool:
    """Return whether only single lines wait, which are still being written."""
    row = conn.execute("select count(*) as n from filters.unfolded_changes").fetchone() or {}
    return int(row["n"]) < STATEMENT / WRITERS / 10


def _last(conn: psycopg.Connection[DictRow]) -> int:
    row = conn.execute("select max(id) as last from filters.transactions").fetchone()
    if row is None or row["last"] is None:
        raise RowhouseError("there are no lines to send once more", "Run `rowhouse up --demo`.")
    return int(row["last"])
