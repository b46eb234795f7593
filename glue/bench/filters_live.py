"""Suite `filters-live`: reads and events while lines change, on the data that is there.

167 changes a second (inserts, updates, deletes of single lines in random baskets), 1,000
subscribers of the brands through a relay of its own, 16 readers who each ask twice a second, for
five minutes. Now and then a line has a brand that is named after the time: whether it is listed is
asked right after its commit, and its event says how long it was on its way to each subscriber.
All the while lists are compared with the lines in one snapshot. What was written is taken
away again at the end.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.filters import WARM_UP
from glue.bench.filters_live_writers import Done, only_row, written
from glue.bench.filters_questions import CASES, Question, Questions
from glue.bench.filters_write import pulsing
from glue.bench.open_loop import offer
from glue.bench.relay import PROCESSES, Running, client_processes, finish, percentile_of
from glue.bench.relay import running_relay as relay_of
from glue.db import connect
from glue.http.tokens import Claims, mint

SUITE = "filters-live"
SECONDS = 300.0
READS = 32.0
SUBSCRIBERS = 1_000
SAMPLE_SECONDS = 5.0
EVENT_MS, READ_MS, GROWTH = 1000.0, 50.0, 1.5
"""The bars."""
TABLES = ("line_changes", "value_changes", "cells", "basket_sizes", "dimension_values", "baskets")

_PAGE = "select api.filter_values(%s, %s, after => %s, page_size => 500) as page"
_TIDY = """
delete from filters.transactions where line_key like 'bench %';
delete from master.brands as b
where
    b.brand_key like 'probe %'
    and not exists (select from filters.transactions as t where t.brand_id = b.id);
"""
_SIZES = """
select
    sum(pg_total_relation_size(c.oid)) / 1048576.0 as size, sum(s.n_dead_tup) as dead
from pg_catalog.pg_class as c
inner join pg_catalog.pg_stat_all_tables as s on c.oid = s.relid
where c.relnamespace = 'filters'::regnamespace and c.relname = any(%s)
"""


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Write, read and listen, all at once; then say what each saw."""
    seconds = max(4.0, SECONDS * scale)
    subscribers = max(20, round(SUBSCRIBERS * min(1.0, scale * 10)))
    done = Done()
    with connect(url) as conn:
        questions = Questions(conn)
        before = _sizes(conn)
    try:
        with relay_of(url) as relay, _subscribed(relay, subscribers) as children:
            watch(f"{seconds:.0f} s of changes, {subscribers:,} subscribers")
            writing = seconds + WARM_UP / READS
            with pulsing(url), written(url, writing, done), _sampled(url, questions, done):
                latencies = _read(url, questions, seconds)
            heard = Counter[int]()
            for child, share in children:
                heard.update(finish(child, done.probes * share))
    finally:
        with connect(url) as conn:
            conn.execute(_TIDY)
    watch("folding what is left")
    with pulsing(url):
        _wait_until_folded(url)
    with connect(url) as conn:
        conn.execute("vacuum filters.line_changes, filters.cells, filters.value_changes")
        after = _sizes(conn)
    return [*_events(heard, done, subscribers), *_reads(latencies, done), *_growth(before, after)]


def _events(heard: Counter[int], done: Done, subscribers: int) -> Iterator[Figure]:
    expected = done.probes * subscribers
    p95 = percentile_of(heard, 0.95)
    yield Figure(
        SUITE,
        f"commit to client event, {subscribers:,} subscribers,"
        f" {heard.total():,} of {expected:,} heard",
        "ms", percentile_of(heard, 0.5), p95, None, None, EVENT_MS,
        p95 <= EVENT_MS and heard.total() == expected,
    )  # fmt: skip
    yield Figure(
        SUITE, f"not listed right after the commit, of {done.probes:,}", "values", done.unlisted,
        None, None, None, 0, done.unlisted == 0,
    )  # fmt: skip


def _reads(latencies: list[float], done: Done) -> Iterator[Figure]:
    p95 = percentile(latencies, 0.95)
    yield Figure(
        SUITE, f"reads while {done.changes:,} lines change", "ms", round(median(latencies), 2),
        round(p95, 2), None, None, READ_MS, p95 <= READ_MS,
    )  # fmt: skip
    yield Figure(
        SUITE, f"stale lists, of {done.samples:,} sampled", "lists", done.stale, None, None, None,
        0, done.stale == 0,
    )  # fmt: skip
    yield Figure(
        SUITE, "changes that waited to be folded, at most", "changes", done.most_waiting,
        None, None, None, None, ok=True,
    )  # fmt: skip


def _growth(before: tuple[float, int], after: tuple[float, int]) -> Iterator[Figure]:
    ratio = round(after[0] / before[0], 2)
    yield Figure(
        SUITE, "tables of counts afterwards", "MiB", round(after[0], 1), None, ratio,
        "the same before", GROWTH, ratio <= GROWTH,
    )  # fmt: skip
    yield Figure(
        SUITE, f"dead rows of them, {before[1]:,} before", "rows", after[1],
        None, None, None, None, ok=True,
    )  # fmt: skip


def _sizes(conn: psycopg.Connection[DictRow]) -> tuple[float, int]:
    row = only_row(conn, _SIZES, [*TABLES])
    return float(row["size"]), int(row["dead"])


@contextmanager
def _subscribed(relay: Running, count: int) -> Iterator[list[tuple[Any, int]]]:
    """Open the sockets of the subscribers, each signed in."""
    token = mint(relay.state.get("jwt_secret"), Claims(user="bench"))
    shares = [count // PROCESSES + (number < count % PROCESSES) for number in range(PROCESSES)]
    module = "glue.bench.filters_live_clients"
    words = [[module, str(relay.port), relay.key, token, str(share)] for share in shares]
    with client_processes(words) as children:
        yield list(zip(children, shares, strict=True))


@contextmanager
def _sampled(url: str, questions: Questions, done: Done) -> Iterator[None]:
    """Compare lists with the lines, again and again, each time in one snapshot."""
    over = threading.Event()

    def sample() -> None:
        with connect(url) as conn:
            conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            while not over.wait(SAMPLE_SECONDS):
                with conn.transaction():
                    question = _in_a_city(questions)
                    waiting = only_row(conn, "select count(*) as n from filters.line_changes")["n"]
                    is_same = _listed(conn, question) == _naive(conn, question)
                done.add(samples=1, stale=0 if is_same else 1)
                done.most_waiting = max(done.most_waiting, waiting)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _in_a_city(questions: Questions) -> Question:
    """Draw a question that can be counted from few lines: counting must not slow what is read."""
    question = questions.draw((0, 2))
    values, counts = questions.values["city"]
    asked = "brand" if question.dimension == "city" else question.dimension
    city = questions.random.choices(values, weights=counts)
    others = {name: chosen for name, chosen in question.within.items() if name != asked}
    return Question(asked, {**others, "city": city})


def _listed(conn: psycopg.Connection[DictRow], question: Question) -> dict[str, int]:
    """Return a whole list of values, page by page."""
    found: dict[str, int] = {}
    after = None
    while True:
        page = only_row(conn, _PAGE, question.dimension, Jsonb(question.within), after)["page"]
        found |= {item["value"]: item["count"] for item in page["items"]}
        after = page["next"]
        if after is None:
            return found


def _naive(conn: psycopg.Connection[DictRow], question: Question) -> dict[str, int]:
    """Count the same list from the lines."""
    query = sql.SQL(
        "select {0} as value, count(*) as lines from filters.transaction_values"
        " where {0} is not null and {1} group by {0}"
    ).format(
        sql.Identifier(question.dimension),
        sql.SQL(" and ").join(
            sql.SQL("{} = any({})").format(sql.Identifier(name), sql.Literal(values))
            for name, values in question.within.items()
        ),
    )
    return {row["value"]: row["lines"] for row in conn.execute(query)}


def _read(url: str, questions: Questions, seconds: float) -> list[float]:
    """Offer every kind of read in turn, after a warm-up; each one's latency in milliseconds."""
    calls = [
        CASES[number % len(CASES)].call(questions.draw(CASES[number % len(CASES)].narrowed))
        for number in range(WARM_UP + round(READS * seconds))
    ]
    return offer(url, calls, READS)[WARM_UP:]


def _wait_until_folded(url: str) -> None:
    with connect(url) as conn:
        while only_row(conn, "select exists (select from filters.line_changes) as any")["any"]:
            time.sleep(0.05)
