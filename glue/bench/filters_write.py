"""Suite `filters-write`: what writing lines costs where they are counted, beside a bare table.

The bare table has the same columns, checks, keys and indexes, and no triggers. Both get the same
lines, popular brands and stores more often than others, by 1 and by 8 connections, in statements
of one line and of 1,000, each its own transaction with synchronous commit, taking turns. A thread
calls the pulse of filters all the while, as a worker does. At the end every change is folded,
and the invariants are asked.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from glue.bench.figures import Figure, Watch
from glue.bench.invariants import broken_invariants
from glue.db import connect, script

SUITE = "filters-write"
FLOOR = "the same table without triggers"
ROUNDS = 5
POOL = 400_000
PULSE_SECONDS = 0.2

_TABLES = {"bare": "bench_filters.lines", "counted": "filters.transactions"}
_COLUMNS = "basket_id, store_id, product_key, brand_id, category_id, price_minor, quantity, sold_at"
_GIVEN = """
select setseed(0.42);
select master.load_psgc(jsonb_build_object(
    'regions', (
        select jsonb_agg(jsonb_build_object(
            'psgc_code', lpad(r::text, 2, '0') || '00000000', 'name', 'Region ' || r
        ))
        from generate_series(1, 17) as r
    ),
    'provinces', (
        select jsonb_agg(jsonb_build_object(
            'psgc_code', lpad(p::text, 5, '0') || '00000', 'name', 'Province ' || p,
            'region_code', lpad((1 + mod(p, 17))::text, 2, '0') || '00000000'
        ))
        from generate_series(1, 80) as p
    ),
    'cities', (
        select jsonb_agg(jsonb_build_object(
            'psgc_code', lpad(c::text, 7, '0') || '000', 'name', 'City ' || c,
            'province_code', lpad((1 + mod(c, 80))::text, 5, '0') || '00000'
        ))
        from generate_series(1, 400) as c
    )
));
insert into master.store_classes (code, name)
values ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D') on conflict do nothing;
insert into master.categories (category_key, name)
select 'c' || n, 'Category ' || n from generate_series(1, 100) as n;
insert into master.brands (brand_key, name)
select 'b' || n, 'Brand ' || n from generate_series(1, 3000) as n;
insert into filters.stores (store_key, name, place_id, store_class_id)
select 's' || n, 'Store ' || n,
    (select min(id) from master.places where level = 3) + mod(n, 400),
    (select min(id) from master.store_classes) + mod(n, 4)
from generate_series(1, 400) as n;
insert into filters.baskets (basket_key, store_id)
select 'k' || n, s.first + floor(power(random(), 2) * 400)
from generate_series(1, 40000) as n, (select min(id) as first from filters.stores) as s;

create schema bench_filters;
create table bench_filters.lines (like filters.transactions including all);
alter table bench_filters.lines
    add foreign key (basket_id, store_id) references filters.baskets (id, store_id),
    add foreign key (brand_id) references master.brands (id),
    add foreign key (category_id) references master.categories (id);
create table bench_filters.pool as
select
    row_number() over () as n, b.id as basket_id, b.store_id, 'p' as product_key,
    l.brand_id, l.category_id, l.price_minor, 1 as quantity, now() as sold_at
from (
    select
        1 + floor(random() * 40000) as basket_id,
        1 + floor(power(random(), 3) * 3000) as brand_id,
        1 + floor(power(random(), 2) * 100) as category_id,
        floor(random() * 20000)::bigint as price_minor
    from generate_series(1, %(pool)s)
) as l
inner join filters.baskets as b on l.basket_id = b.id;
create index on bench_filters.pool (n);
analyze;
"""


@dataclass(frozen=True, slots=True)
class Case:
    """So many writers, each with statements of so many lines."""

    writers: int
    rows: int
    statements: int
    bar: float | None

    @property
    def name(self) -> str:
        """What a reader of the table sees."""
        who = "1 writer" if self.writers == 1 else f"{self.writers} writers"
        what = "single lines" if self.rows == 1 else f"{self.rows:,} lines a statement"
        return f"{who}, {what}"


CASES = (
    Case(1, 1, 500, None),
    Case(8, 1, 250, 0.95),
    Case(1, 1000, 10, None),
    Case(8, 1000, 4, 0.70),
)


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure every case, bare and counted in turns; then see that every answer holds."""
    with connect(url) as conn:
        conn.execute(script(_GIVEN % {"pool": POOL}))
    with pulsing(url):
        figures = [_measure(url, case, scale, watch) for case in CASES]
    watch("folding what is left")
    return [*figures, _fold_rest(url), broken_invariants(url, SUITE, "filters")]


def _measure(url: str, case: Case, scale: float, watch: Watch) -> Figure:
    statements = max(2, round(case.statements * scale))
    rates: dict[str, list[float]] = {"bare": [], "counted": []}
    next_line = _line_numbers()
    for turn in range(ROUNDS):
        for name, found in rates.items():
            watch(f"{case.name}: {name}, {turn + 1} of {ROUNDS}")
            found.append(_write(url, _TABLES[name], case, statements, next_line))
    bare, counted = median(rates["bare"]), median(rates["counted"])
    ratio = round(counted / bare, 3)
    ok = case.bar is None or ratio >= case.bar
    return Figure(SUITE, case.name, "lines/s", round(counted), None, ratio, FLOOR, case.bar, ok)


def _line_numbers() -> Callable[[int], int]:
    """Give out runs of the pool, the next one each time."""
    lock, state = threading.Lock(), [1]

    def take(rows: int) -> int:
        with lock:
            first = state[0]
            state[0] = 1 + (first + rows - 1) % (POOL - 1000)
            return first

    return take


def _write(
    url: str, table: str, case: Case, statements: int, next_line: Callable[[int], int]
) -> float:
    """Return the rate at which these writers wrote, from the first's start to the last's end."""
    query = script(
        f"insert into {table} ({_COLUMNS}) select {_COLUMNS} from bench_filters.pool"  # noqa: S608
        " where n >= %s and n < %s"
    )
    gate = threading.Barrier(case.writers + 1)

    def write() -> None:
        with connect(url) as conn:
            conn.execute("set synchronous_commit to on")
            conn.prepare_threshold = 0
            gate.wait()
            for _ in range(statements):
                first = next_line(case.rows)
                conn.execute(query, (first, first + case.rows))

    with ThreadPoolExecutor(case.writers) as pool:
        running = [pool.submit(write) for _ in range(case.writers)]
        gate.wait()
        start = time.perf_counter()
        for done in running:
            done.result()
        return case.writers * statements * case.rows / (time.perf_counter() - start)


@contextmanager
def pulsing(url: str) -> Iterator[None]:
    """Fold in the background, as a worker does."""
    over = threading.Event()

    def pulse() -> None:
        with connect(url) as conn:
            while not over.is_set():
                row = conn.execute("select filters.run_folds() as has_more").fetchone()
                if not (row and row["has_more"]):
                    over.wait(PULSE_SECONDS)

    thread = threading.Thread(target=pulse)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _fold_rest(url: str) -> Figure:
    with connect(url) as conn:
        start, folded = time.perf_counter(), 0
        while row := conn.execute("select filters.fold_lines() as folded").fetchone():
            if not row["folded"]:
                break
            folded += row["folded"]
        rate = folded / (time.perf_counter() - start)
    return Figure(SUITE, "folding", "changes/s", round(rate), None, None, None, None, ok=True)
