"""Lists of a filter: ours, a plain query for distinct values, a materialized view.

All three answer the same random questions over the same lines: the values of one dimension that
are left under a selection, with their counts. Then 1,000 lines come in. Ours are right when the
call that takes them ends; the view is when it is refreshed after that, which alone is timed.
"""

import time
from collections.abc import Callable
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.calls import ADMIN
from glue.bench.figures import Figure, Watch
from glue.bench.filters_questions import Question, Questions
from glue.bench.peers.figures import beside
from glue.bench.peers.queues import OURS
from glue.bench.rpcs_filters_cases import new_lines
from glue.db import connect
from glue.load.demo import seed_demo

Conn = psycopg.Connection[DictRow]
QUESTIONS, WRITES = 200, 5
PLAIN, VIEW = "plain query with distinct values", "materialized view"
DIMENSIONS = ("region", "province", "city", "store_class", "category", "brand")
DEMO_LINES = 1_500_000

SETUP: tuple[LiteralString, ...] = (
    """
    create materialized view bench_lists.lines as
    select {0}, count(*) as lines from filters.transaction_values group by {0}
    """,
    "create unique index on bench_lists.lines ({0}) nulls not distinct",
)
REFRESH: LiteralString = "refresh materialized view concurrently bench_lists.lines"


def measure_lists(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Load the demo, then ask, then write."""
    watch("lists: making the demo")
    seed_demo(url, None if scale >= 1 else max(2_000, round(DEMO_LINES * scale)))
    with connect(url) as conn:
        conn.execute("create schema bench_lists")
        for statement in SETUP:
            conn.execute(sql.SQL(statement).format(_columns()))
        conn.execute("analyze bench_lists.lines")
        questions = Questions(conn)
        drawn = [questions.draw((0, 4)) for _ in range(max(10, round(QUESTIONS * scale)))]
        watch("lists: reading them")
        read = {who: [ask(conn, q) for q in drawn] for who, ask in READERS.items()}
        watch("lists: writing lines")
        wrote = _write(conn, max(2, round(WRITES * min(1.0, scale))))
    return [
        *beside("the values of a filter, 0 to 4 narrowed", "ms", read, OURS),
        *beside("every list right after 1,000 lines", "ms", wrote, OURS),
    ]


def _columns() -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, DIMENSIONS))


def _ours(conn: Conn, question: Question) -> float:
    call: LiteralString = (
        "select api.filter_values(dimension => %s, within => %s, page_size => 500)"
    )
    return _time(conn, lambda: conn.execute(call, (question.dimension, Jsonb(question.within))))


def _plain(conn: Conn, question: Question) -> float:
    text: LiteralString = (
        "select {0}, count(*) from filters.transaction_values"
        " where {0} is not null and {1} group by {0} order by 2 desc limit 500"
    )
    return _query(conn, text, question)


def _view(conn: Conn, question: Question) -> float:
    text: LiteralString = (
        "select {0}, sum(lines) from bench_lists.lines"
        " where {0} is not null and {1} group by {0} order by 2 desc limit 500"
    )
    return _query(conn, text, question)


READERS: dict[str, Callable[[Conn, Question], float]] = {
    OURS: _ours,
    PLAIN: _plain,
    VIEW: _view,
}


def _query(conn: Conn, text: LiteralString, question: Question) -> float:
    narrowed = [
        sql.SQL("{} = any({})").format(sql.Identifier(name), sql.Literal(values))
        for name, values in question.within.items()
        if name != question.dimension
    ]
    where = sql.SQL(" and ").join([sql.SQL("true"), *narrowed])
    query = sql.SQL(text).format(sql.Identifier(question.dimension), where)
    return _time(conn, lambda: conn.execute(query))


def _time(conn: Conn, measured: Callable[[], object]) -> float:
    with conn.transaction():
        conn.execute("select set_config('request.jwt.claims', %s, true)", (ADMIN,))
        start = time.perf_counter()
        measured()
        return (time.perf_counter() - start) * 1000


def _write(conn: Conn, times: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {OURS: [], VIEW: []}
    for _ in range(times):
        lines = Jsonb(new_lines())
        taken[OURS].append(
            _time(conn, lambda: conn.execute("select api.ingest_transactions(%s)", (lines,)))  # noqa: B023
        )
        taken[VIEW].append(_time(conn, lambda: conn.execute(REFRESH)))
    return taken
