"""Registered dimensions in suite `filters`: three large ones, listed and narrowing the cube.

They are registered in a transaction that is rolled back, so that the database stays as it was.
That is why one connection asks, alone. Meanwhile the table of lines cannot be written to.
"""

import json
import random
import time
from collections.abc import Iterator, Sequence
from statistics import median

from psycopg import Connection, errors
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.filters_questions import SEED, Questions, Within
from glue.bench.open_loop import BECOME, CLAIMS, Call
from glue.db import connect

REGISTERED = (
    {"name": "bench_product", "column": "product_key"},
    {"name": "bench_store", "column": "store_id"},
    {"name": "bench_category", "column": "category_id", "parent": "bench_store"},
)
"""68,000 values, 457 values, and 35,000 pairs of the demo."""
NARROWING_MS = 100.0
LISTED_MS = 75.0
NARROWING = "a registered dimension narrows the cube, one connection"
LISTED = "filter_options with three registered dimensions, one connection"
RUNS = 120
LEAST = 12


def measure_registered(url: str, suite: str, scale: float, watch: Watch) -> Iterator[Figure]:
    """Yield the figures of registered dimensions, which are gone afterwards."""
    runs = max(LEAST, round(RUNS * scale))
    with connect(url, autocommit=False) as conn:
        questions = Questions(conn)
        products = _sample_products(conn, runs)
        for config in REGISTERED:
            watch(f"registering {config['name']}")
            _register(conn, {"source": "filters.transactions", **config})
        conn.execute("create index on filters.transactions (product_key)")
        conn.execute("analyze filters.value_counts")
        watch(LISTED)
        yield _figure(
            suite, LISTED, _ask(conn, [Call("select api.filter_options()::text")] * runs), LISTED_MS
        )
        watch(NARROWING)
        calls = [call for product in products for call in _calls(questions, product)]
        yield _figure(suite, NARROWING, _ask(conn, calls), NARROWING_MS)
        conn.rollback()


def _sample_products(conn: Connection[DictRow], runs: int) -> list[str]:
    """Return the products of random lines: popular ones come up as often as in the data."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable draw, not a secret
    row = conn.execute("select min(id), max(id) from filters.transactions").fetchone() or {}
    ids = [chance.randint(row["min"], row["max"]) for _ in range(runs)]
    rows = conn.execute(
        "select product_key from filters.transactions where id = any(%s) order by md5(id::text)",
        (ids,),
    )
    return [row["product_key"] for row in rows]


def _register(conn: Connection[DictRow], config: dict[str, str]) -> None:
    """Register a dimension and count it, within the transaction."""
    row = conn.execute(
        "select (filters.register_dimension(%s::jsonb) -> 'operation_id')::bigint as id",
        (json.dumps(config),),
    ).fetchone()
    state = {"state": "continued"}
    while state["state"] == "continued":
        state = (
            conn.execute(
                "select core.run_operation_chunks(%(id)s) as state", row
            ).fetchone()
            or {}
        )  # fmt: skip


def _calls(questions: Questions, product: str) -> list[Call]:
    """Return one request of each kind for a product, the cube narrowed by up to two more."""
    question = questions.draw((0, 2))
    within: Within = {**question.within, "bench_product": [product]}
    text = json.dumps(within)
    return [
        Call("select api.filter_options(within => %s::jsonb)::text", (text,)),
        Call(
            "select api.filter_values(dimension => %s, within => %s::jsonb)::text",
            (question.dimension, text),
        ),
        Call(
            "select api.filter_range(measure => 'basket_size', within => %s::jsonb)::text",
            (text,),
        ),
    ]


def _ask(conn: Connection[DictRow], calls: Sequence[Call]) -> list[float]:
    """Return how long a signed-in caller waits for each answer; what is refused has none."""
    latencies = []
    for call in calls:
        try:
            with conn.transaction(force_rollback=True):
                conn.execute(BECOME, (CLAIMS,))
                start = time.perf_counter()
                conn.execute(call.statement, call.parameters).fetchall()
                latencies.append((time.perf_counter() - start) * 1000)
        except errors.DatabaseError as error:
            if error.diag.message_primary != "filters.too_much_to_count":
                raise
    return latencies


def _figure(suite: str, name: str, latencies: Sequence[float], bar: float) -> Figure:
    worst = percentile(latencies, 0.95)
    return Figure(
        suite, name, "ms", round(median(latencies), 2), round(worst, 2),
        None, None, bar, worst <= bar,
    )  # fmt: skip
