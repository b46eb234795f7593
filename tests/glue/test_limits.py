"""Limits, tokens and idempotency with real parallel connections."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.bench import limits
from glue.waiting import wait_until

CLIENTS = 16


def together(url: str, times: int, call: Callable[[psycopg.Connection[DictRow]], bool]) -> int:
    """Make `times` calls over all clients at once, one transaction each; count the true ones."""
    start = Barrier(CLIENTS)

    def client(_number: int) -> int:
        with db.connect(url) as conn:
            start.wait()
            return sum(call(conn) for _ in range(times // CLIENTS))

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(client, range(CLIENTS)))


def test_of_800_calls_at_a_cap_of_100_exactly_100_pass(db_url: str) -> None:
    def call(conn: psycopg.Connection[DictRow]) -> bool:
        row = conn.execute("select is_allowed from core.take_token('hot', 100, 36000)").fetchone()
        return row is not None and bool(row["is_allowed"])

    assert together(db_url, 800, call) == 100
    assert together(db_url, 160, call) == 0


def test_tokens_of_a_transaction_that_was_undone_come_back(db_url: str) -> None:
    def call(conn: psycopg.Connection[DictRow]) -> bool:
        with conn.transaction(force_rollback=True):
            row = conn.execute(
                "select is_allowed from core.take_token('undone', 100, 36000)"
            ).fetchone()
        return row is not None and bool(row["is_allowed"])

    assert together(db_url, 320, call) == 320


def test_of_many_anonymous_requests_exactly_30_pass(db_url: str) -> None:
    headers = json.dumps({"x-forwarded-for": "6.6.6.6, 203.0.113.9"})
    refused: list[tuple[str | None, str | None]] = []

    def call(conn: psycopg.Connection[DictRow]) -> bool:
        try:
            with conn.transaction():
                conn.execute(
                    "select set_config('role', 'anon', true),"
                    " set_config('request.jwt.claims', '{\"role\": \"anon\"}', true),"
                    " set_config('request.headers', %s, true)",
                    (headers,),
                )
                conn.execute("select core.pre_request()")
        except psycopg.Error as refusal:
            refused.append((refusal.sqlstate, refusal.diag.message_detail))
            return False
        return True

    # One token comes back in two seconds: the run must be shorter, or allow for it.
    with db.connect(db_url) as conn:
        conn.execute(
            'update core.settings set value = \'{"requests": 30, "seconds": 36000}\''
            " where name = 'core.rate_limits.anon'"
        )
    assert together(db_url, 160, call) == 30
    assert {code for code, _ in refused} == {"PGRST"}
    assert {json.loads(detail or "")["status"] for _, detail in refused} == {429}


def test_of_many_calls_with_one_key_one_acts(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute("create table public.acts (at timestamptz)")

    def call(conn: psycopg.Connection[DictRow]) -> bool:
        with conn.transaction():
            row = conn.execute(
                "select core.claim_idempotency_key('t.act', 'k', '{}') as answer"
            ).fetchone()
            if row is not None and row["answer"] is None:
                conn.execute("insert into public.acts values (now())")
                row = conn.execute(
                    "select core.store_idempotent_answer('t.act', 'k', '{\"id\": 7}') as answer"
                ).fetchone()
        return row is not None and row["answer"] == {"id": 7}

    assert together(db_url, 160, call) == 160
    with db.connect(db_url) as conn:
        assert conn.execute("select * from public.acts").rowcount == 1


def test_a_call_that_died_leaves_its_key_to_the_next(db_url: str) -> None:
    claim = "select core.claim_idempotency_key('t.act', 'k', '{}') as answer"
    dying = db.connect(db_url, autocommit=False)
    dying.execute(claim)
    with (
        db.connect(db_url) as other,
        db.connect(db_url) as watch,
        ThreadPoolExecutor(1) as pool,
    ):
        waiting = pool.submit(lambda: other.execute(claim).fetchone())
        assert wait_until(lambda: _waits(watch), 30)
        watch.execute("select pg_terminate_backend(%s)", (dying.info.backend_pid,))
        assert waiting.result(10) == {"answer": None}
    dying.close()


def _waits(conn: psycopg.Connection[DictRow]) -> bool:
    return (
        conn.execute(
            "select from pg_stat_activity where datname = current_database()"
            " and wait_event_type = 'Lock'"
        ).rowcount
        > 0
    )


def test_the_bench_measures_every_case_and_leaves_nothing(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ROUNDS", 1)
    monkeypatch.setattr(limits, "CASES", dict(list(limits.CASES.items())[2:]))
    figures = limits.measure(db_url, 0.01, lambda _: None)
    assert len(figures) == 3
    assert figures[-1].median == figures[-1].bar == 100
    with db.connect(db_url) as conn:
        assert conn.execute("select from core.rate_limits").rowcount == 0
