"""Limits, tokens and repeats under real parallel connections."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg

from glue import db

CLIENTS = 16


def together(url: str, times: int, call: Callable[[psycopg.Connection[db.DictRow]], bool]) -> int:
    """Make `times` calls over all clients at once, one transaction each; count the true ones."""
    start = Barrier(CLIENTS)

    def client(_number: int) -> int:
        with db.connect(url) as conn:
            start.wait()
            return sum(call(conn) for _ in range(times // CLIENTS))

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(client, range(CLIENTS)))


def test_of_800_calls_at_a_cap_of_100_exactly_100_pass(db_url: str) -> None:
    def call(conn: psycopg.Connection[db.DictRow]) -> bool:
        row = conn.execute("select is_allowed from core.take_token('hot', 100, 36000)").fetchone()
        return row is not None and bool(row["is_allowed"])

    assert together(db_url, 800, call) == 100
    assert together(db_url, 160, call) == 0


def test_tokens_of_a_transaction_that_was_undone_come_back(db_url: str) -> None:
    def call(conn: psycopg.Connection[db.DictRow]) -> bool:
        with conn.transaction(force_rollback=True):
            row = conn.execute(
                "select is_allowed from core.take_token('undone', 100, 36000)"
            ).fetchone()
        return row is not None and bool(row["is_allowed"])

    assert together(db_url, 320, call) == 320


def test_of_many_anonymous_requests_exactly_30_pass(db_url: str) -> None:
    headers = json.dumps({"x-forwarded-for": "6.6.6.6, 203.0.113.9"})

    def call(conn: psycopg.Connection[db.DictRow]) -> bool:
        try:
            with conn.transaction():
                conn.execute(
                    "select set_config('role', 'anon', true),"
                    " set_config('request.jwt.claims', '{\"role\": \"anon\"}', true),"
                    " set_config('request.headers', %s, true)",
                    (headers,),
                )
                conn.execute("select api.pre_request()")
        except psycopg.Error as refusal:
            assert refusal.sqlstate == "PGRST"
            assert json.loads(refusal.diag.message_detail or "")["status"] == 429
            return False
        return True

    # One token comes back in two seconds: the run must be shorter, or allow for it.
    with db.connect(db_url) as conn:
        conn.execute(
            'update core.settings set value = \'{"requests": 30, "seconds": 36000}\''
            " where name = 'core.rate_limits.anon'"
        )
    assert together(db_url, 160, call) == 30
