"""Suite `filters` above scale 1: the demo, and the demo with so many times its baskets.

Both are asked the same random questions as suite `filters` asks, one after the other in one
scratch database. The added baskets are copies of the demo's, in the same stores and with the
same lines. So the number of cells stays what it is, and each figure of the larger data stands
beside the figure of the demo.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import LiteralString

from psycopg import Connection
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch
from glue.bench.filters import measure_cases
from glue.bench.filters_questions import Case
from glue.bench.invariants import TIMEOUT_SECONDS
from glue.db import connect, script
from glue.load.demo import seed_demo
from glue.schema.invariants import verify

SUITE = "filters"
REQUESTS = 1.0
FOLDED = 20_000
OPTIONS_BARS = ((1.0, 15.0), (5.0, 50.0), (10.0, 75.0))
"""Up to how many times the demo's baskets `filter_options` has to stay under which p95 in ms."""

_COLUMNS = "store_id, product_key, brand_id, category_id, price_minor, quantity, sold_at"
# Foreign keys and counting are left out: the copies are as sound as the lines that they copy,
# and everything is counted once afterwards.
_MULTIPLY = f"""
set session_replication_role = replica;

insert into filters.baskets (basket_key, store_id)
select b.basket_key || '#' || n, b.store_id
from filters.baskets as b
cross join generate_series(2, {{times}}) as n
order by n, b.id;

insert into filters.transactions (basket_id, {_COLUMNS})
select b.id, {_COLUMNS.replace("store_id", "t.store_id")}
from filters.baskets as b
inner join filters.baskets as o
    on o.basket_key = substring(b.basket_key from '^(.*)#[0-9]+$')
inner join filters.transactions as t on o.id = t.basket_id;

reset session_replication_role;
select filters.rebuild_values();
"""  # noqa: S608 - constants
_TIDY: LiteralString = "vacuum (analyze)"
_SIZES: LiteralString = """
select
    (select count(*) from filters.transactions) as lines,
    sum(pg_total_relation_size(c)) / 1e6 as counts
from unnest(
    '{filters.cells, filters.basket_sizes, filters.store_groups, filters.dimension_values}'
    ::regclass[]
) as c
"""
_CHANGE = f"""
insert into filters.transactions (basket_id, {_COLUMNS})
select basket_id, {_COLUMNS}
from (
    select * from filters.transactions
    where id % ((select count(*) from filters.transactions) / {{lines}}) = 0
) as t
limit {{lines}}
"""  # noqa: S608
_FOLD: LiteralString = "select filters.fold_lines() as folded"


def measure_growth(url: str, admin: str, times: int, watch: Watch) -> list[Figure]:
    """Load the demo into an empty database, measure, multiply its baskets, measure again."""
    watch("loading the demo")
    seed_demo(url)
    first = {figure.name: figure for figure in _measure(url, 1, watch)}
    watch(f"making {times} times the baskets")
    with connect(admin) as conn:
        conn.execute(script(_MULTIPLY).format(times=times))
    then = _measure(url, times, watch)
    return [*first.values(), *(_beside(figure, first[figure.name], times) for figure in then)]


def _measure(url: str, times: int, watch: Watch) -> list[Figure]:
    with connect(url) as conn:
        conn.execute(_TIDY)
        cases = [*measure_cases(url, REQUESTS, watch, lambda case: bar_of(case, times))]
        return [*cases, *_measure_folds(conn, watch), _time_verify(url, watch), *_weigh(conn)]


def bar_of(case: Case, times: float) -> float:
    """Return the p95 in ms that a case may have with so many times the demo's baskets."""
    if not case.name.startswith("filter_options"):
        return case.bar
    return next((bar for most, bar in OPTIONS_BARS if times <= most), OPTIONS_BARS[-1][1])


def _measure_folds(conn: Connection[DictRow], watch: Watch) -> Iterator[Figure]:
    """Add a line to each of many baskets, fold that, and take the lines away again."""
    watch(f"folding {FOLDED:,} changes")
    last = _one(conn, "select max(id) as n from filters.transactions")
    conn.execute(script(_CHANGE).format(lines=FOLDED))
    spent = [_time_folds(conn)]
    conn.execute("delete from filters.transactions where id > %s", (last,))
    spent.append(_time_folds(conn))
    yield Figure(
        SUITE, "a fold, per change", "us", round(median(spent) / FOLDED * 1e6, 1),
        None, None, None, None, ok=True,
    )  # fmt: skip


def _time_folds(conn: Connection[DictRow]) -> float:
    """Return the seconds that it takes until no change waits."""
    start = time.perf_counter()
    while _one(conn, _FOLD):
        pass
    return time.perf_counter() - start


def _time_verify(url: str, watch: Watch) -> Figure:
    watch("verifying every count")
    start = time.perf_counter()
    verdicts = verify(url, module="filters", timeout_seconds=TIMEOUT_SECONDS)
    is_right = all(verdict.state == "ok" for verdict in verdicts)
    spent = round(time.perf_counter() - start, 1)
    return Figure(SUITE, "every count verified", "s", spent, None, None, None, None, is_right)


def _weigh(conn: Connection[DictRow]) -> Iterator[Figure]:
    (row,) = conn.execute(_SIZES).fetchall()
    yield Figure(SUITE, "lines", "lines", row["lines"], None, None, None, None, ok=True)
    size = round(float(row["counts"]), 1)
    yield Figure(SUITE, "tables of counts", "MB", size, None, None, None, None, ok=True)


def _beside(figure: Figure, first: Figure, times: int) -> Figure:
    """Return a figure of the larger data with its ratio to the demo's."""
    ratio = round(figure.median / first.median, 2) if first.median else None
    is_smaller = figure.unit != "MB" or (ratio is not None and ratio < times)
    return replace(
        figure,
        name=f"{figure.name}, {times} times the baskets",
        ratio=ratio,
        floor="the demo",
        ok=figure.ok and is_smaller,
    )


def _one(conn: Connection[DictRow], query: LiteralString) -> int:
    (row,) = conn.execute(query).fetchall()
    return int(next(iter(row.values())) or 0)
