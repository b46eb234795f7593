"""Suite `filters`: the read RPCs, over random selections, beside the naive query.

A selection narrows 0 to 4 dimensions to 1 to 3 values each. The first value of each is that of
one random line, so that a selection is never empty and popular values come up as often as in
the data; further values are drawn by their counts. The seed is fixed: two runs on the same
data ask the same questions.

The worst case is asked apart, on one connection: requests that narrow by as many values as
are allowed. Its figure is that of the slowest of them. So are registered dimensions.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from psycopg import Connection
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.filters_questions import CASES, Case, Question, Questions, Within
from glue.bench.filters_registered import measure_registered
from glue.bench.open_loop import BECOME, CLAIMS, Call, offer
from glue.db import connect

SUITE = "filters"
RATE = 100.0
SECONDS = 15.0
WARM_UP = 160
RATES = (150.0, 200.0, 300.0, 400.0, 600.0, 800.0)
NAIVE_RUNS = 7
NAIVE = "naive query, one connection"
WORST_MS = 500.0
WORST_RUNS = 20
WORST_KEPT = 5
WORST = "worst case, one connection"


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure every case at the offered rate, then how far the rate can go."""
    with connect(url) as conn:
        calls = worst_calls(conn)
    return [
        *measure_cases(url, scale, watch, lambda case: case.bar),
        _worst_case(url, calls, scale, watch),
        *measure_registered(url, SUITE, scale, watch),
    ]


def measure_cases(
    url: str, scale: float, watch: Watch, bar_of: Callable[[Case], float]
) -> Iterator[Figure]:
    """Yield the figures of random requests, then the highest rates that they hold."""
    with connect(url) as conn:
        questions = Questions(conn)
        for case in CASES:
            watch(f"{case.name}: {RATE:.0f} requests/s")
            asked = [questions.draw(case.narrowed) for _ in range(_count(RATE, scale))]
            latencies = _offer(url, case, asked, RATE)
            watch(f"{case.name}: naive query")
            naive = median(_time_naive(conn, case, question) for question in asked[:NAIVE_RUNS])
            middle, worst, bar = median(latencies), percentile(latencies, 0.95), bar_of(case)
            yield Figure(
                SUITE, case.name, "ms", round(middle, 2), round(worst, 2),
                round(middle / naive, 4), NAIVE, bar, worst <= bar,
            )  # fmt: skip
        yield from _highest_rates(url, questions, scale, watch, bar_of)


def worst_calls(conn: Connection[DictRow]) -> dict[str, Call]:
    """Return the requests that make the filters work most, by what they are.

    Brands and categories, as many as are allowed, alone and together; in all places, in all
    but one region, and in half of them, so that no coarser place stands for the stores.
    """
    values = {
        row["dimension"]: row["all_values"]
        for row in conn.execute(
            "select dimension, (array_agg(value order by lines desc, value))"
            "[1:core.setting('filters.max_values')::integer] as all_values"
            " from filters.dimension_values group by dimension"
        )
    }
    places: dict[str, Within] = {
        "everywhere": {},
        "all places": {
            name: values[name]
            for name in ("region", "province", "city", "store_class")
            if name in values
        },
        "all regions but one": {"region": values.get("region", [])[1:]},
        "every other city": {"city": values.get("city", [])[::2]},
    }
    calls: dict[str, Call] = {}
    for where, place in places.items():
        for names in (("brand",), ("category",), ("brand", "category")):
            chosen = {**place, **{name: values[name] for name in names if name in values}}
            within = {name: list(chosen[name]) for name in chosen if chosen[name]}
            what = f"{' and '.join(names)}, {where}"
            for name in values:
                calls[f"filter_values of {name}: {what}"] = Call(
                    "select api.filter_values(dimension => %s, within => %s::jsonb,"
                    " page_size => 500)::text",
                    (name, json.dumps(within)),
                )
            for measure in ("price", "basket_size"):
                calls[f"filter_range of {measure}: {what}"] = Call(
                    "select api.filter_range(measure => %s, within => %s::jsonb)::text",
                    (measure, json.dumps(within)),
                )
            calls[f"filter_options: {what}"] = Call(
                "select api.filter_options(within => %s::jsonb, top => 500)::text",
                (json.dumps(within),),
            )
    return calls


def _worst_case(url: str, calls: dict[str, Call], scale: float, watch: Watch) -> Figure:
    """Return the figure of the slowest request; those that seem slow are asked again."""
    runs = max(2, round(WORST_RUNS * scale))
    slowest: list[float] = [0.0]
    with connect(url) as conn:
        watch(f"{WORST}: {len(calls)} requests")
        first = {
            name: min(_time_call(conn, call) for _ in range(2)) for name, call in calls.items()
        }
        for name in sorted(first, key=first.__getitem__)[-WORST_KEPT:]:
            watch(f"{WORST}: {name}")
            latencies = [_time_call(conn, calls[name]) for _ in range(runs)]
            if percentile(latencies, 0.95) > percentile(slowest, 0.95):
                slowest = latencies
    worst = percentile(slowest, 0.95)
    return Figure(
        SUITE, WORST, "ms", round(median(slowest), 2), round(worst, 2),
        None, None, WORST_MS, worst <= WORST_MS,
    )  # fmt: skip


def _time_call(conn: Connection[DictRow], call: Call) -> float:
    """Return how long a signed-in caller waits for one request, alone."""
    with conn.transaction():
        conn.execute(BECOME, (CLAIMS,))
        start = time.perf_counter()
        conn.execute(call.statement, call.parameters).fetchall()
        return (time.perf_counter() - start) * 1000


def _highest_rates(
    url: str,
    questions: Questions,
    scale: float,
    watch: Watch,
    bar_of: Callable[[Case], float],
) -> Iterator[Figure]:
    """Yield per case the highest rate at which p95 stays under its bar."""
    for case in CASES:
        held = 0.0
        for rate in (RATE, *RATES):
            watch(f"{case.name}: {rate:.0f} requests/s")
            asked = [questions.draw(case.narrowed) for _ in range(_count(rate, scale / 3))]
            if percentile(_offer(url, case, asked, rate), 0.95) > bar_of(case):
                break
            held = rate
        yield Figure(
            SUITE, f"{case.name}, highest rate held", "requests/s", held,
            None, None, None, RATE, held >= RATE,
        )  # fmt: skip


def _offer(url: str, case: Case, asked: Sequence[Question], rate: float) -> list[float]:
    """Offer the questions after a warm-up that fills each connection's plan caches."""
    calls = [case.call(question) for question in asked]
    warm = [calls[number % len(calls)] for number in range(WARM_UP)]
    return offer(url, [*warm, *calls], rate)[len(warm) :]


def _count(rate: float, scale: float) -> int:
    return max(20, round(rate * SECONDS * scale))


def _time_naive(conn: Connection[DictRow], case: Case, question: Question) -> float:
    """Return how long the same question takes, asked of the transactions."""
    start = time.perf_counter()
    for query in case.naive(question):
        conn.execute(query).fetchall()
    return (time.perf_counter() - start) * 1000
