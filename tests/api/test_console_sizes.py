"""The console on a busy installation: each list stays bounded, whatever its table holds."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from glue import db
from tests.api.sample import ROLES, Connection, become

pytestmark = pytest.mark.once

ROWS = 100_000
MOST_SECONDS = 2.0
GIVEN = """
    insert into core.jobs (
        kind, queue, status, run_at, attempts, max_attempts, enqueued_at, last_error
    )
    select 'core.seal_audit', 'default', (array['dead', 'ready', 'waiting'])[1 + n %% 3], now(), 3,
        3, now(), 'It broke.'
    from generate_series(1, %(n)s) as s (n);
    insert into core.finished_jobs (
        id, kind, queue, outcome, payload, attempts, enqueued_at, finished_at
    )
    select -n, 'core.seal_audit', 'default', 'succeeded', '{}', 1, now(), now()
    from generate_series(1, %(n)s) as s (n);
    insert into core.webhook_deliveries (
        endpoint_id, event_id, event_type, event_at, body, next_attempt_at, created_at, status,
        finished_at
    )
    select e.id, n, 'core.t', now(), '{}', now(), now(), 'delivered', now()
    from (select tests.make_webhook('ada') as id) as e, generate_series(1, %(n)s) as s (n);
    insert into core.webhook_attempts (delivery_id, number, started_at, finished_at, outcome)
    select d.id, n, now(), now(), 'lost'
    from (select max(id) as id from core.webhook_deliveries) as d,
        generate_series(1, %(n)s) as s (n);
    insert into core.events (topic, type, payload, at)
    select (array['core:alerts', 'core:job', 'core:notifications:x'])[1 + n %% 3],
        'core.thing.made', '{"v": 1}', now()
    from generate_series(1, %(n)s) as s (n);
    insert into core.audit_entries (table_name, row_id, operation, role, old_values)
    select 'core.settings', (array['core.trusted_proxies', 'core.canary_seconds'])[1 + n %% 2],
        'update', 'postgres', '{"value": 1}'
    from generate_series(1, %(n)s) as s (n);
    insert into core.operation_kinds (kind, chunk_function, description)
    values ('core.t_kind', 'core.t_chunk', 'x');
    insert into core.operations (kind, total, created_at, progressed_at)
    select 'core.t_kind', 4, now(), now() from generate_series(1, %(n)s) as s (n);
    insert into core.alerts (check_name, status, unit, detail, opened_at, seen_at, cleared_at)
    select 'core.dead_jobs', 'warn', 'jobs', 'x', now(), now(), now()
    from generate_series(1, %(n)s) as s (n);
    insert into core.rate_limits (key, full_at)
    select 'role:anon:' || n, now() + interval '1 hour' from generate_series(1, %(n)s) as s (n);
    insert into core.webhook_endpoints (
        owner_id, url, event_types, max_concurrency, max_per_second, created_at, updated_at
    )
    select md5(n::text)::uuid, 'https://example.com/', '{*}', 4, 20, now(), now()
    from generate_series(1, %(n)s) as s (n);
    insert into core.webhook_circuits (endpoint_id)
    select e.id from core.webhook_endpoints as e on conflict do nothing;
    insert into core.feature_flags (name, created_at, updated_at, description)
    select 'core.f_' || n, now(), now(), 'x' from generate_series(1, 1000) as s (n);
    insert into core.feature_flag_users (flag_name, user_id)
    select f.name, md5(n::text)::uuid
    from core.feature_flags as f cross join generate_series(1, 100) as s (n)
"""
# RPC: its arguments, and whether it has pages.
ASKED: dict[str, tuple[dict[str, Any], bool]] = {
    "list_job_queues": ({}, False),
    "search_jobs": ({}, True),
    "search_jobs dead": ({"state": "dead"}, True),
    "search_jobs running": ({"state": "running"}, False),
    "search_jobs finished": ({"state": "finished"}, True),
    "search_jobs of a kind": ({"state": "dead", "kind": "core.none"}, True),
    "list_webhook_endpoints": ({}, True),
    "search_webhook_deliveries": ({}, True),
    "search_webhook_deliveries failed": ({"status": "failed"}, True),
    "list_webhook_attempts": ({"delivery_id": "the last"}, True),
    "list_events": ({}, True),
    "list_events of a topic": ({"topic": "core:alerts"}, True),
    "list_history": ({"table_name": "core.settings", "row_id": "core.canary_seconds"}, True),
    "list_operations": ({}, True),
    "list_alerts": ({}, True),
    "list_rate_limits": ({}, False),
    "list_feature_flags": ({}, True),
    "list_settings": ({}, True),
    "list_invariants": ({}, False),
    "list_lock_waits": ({}, False),
    "health_cache": ({}, False),
    "report_vacuum": ({}, False),
    "report_canary": ({}, False),
    "report_slow_statements": ({}, False),
}
READ = "select relname, seq_tup_read from pg_stat_xact_user_tables where seq_tup_read > 20000"


@pytest.fixture(scope="module")
def url(make_database: Callable[..., str]) -> str:
    """Return a database in which each table that the console lists is long."""
    made = make_database()
    with db.connect(made) as conn:
        for statement in GIVEN.split(";\n"):
            conn.execute(statement.encode(), {"n": ROWS})
        conn.execute("vacuum analyze")
    return made


@pytest.fixture
def admin(url: str) -> Iterator[Connection]:
    with db.connect(url, autocommit=False) as conn:
        yield conn
        conn.rollback()


def ask(conn: Connection, name: str, body: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Call an RPC as an admin, as the API does; return its answer, and the seconds it took."""
    rpc = name.split(maxsplit=1)[0]
    if body.get("delivery_id") == "the last":
        last = conn.execute("select max(id) as id from core.webhook_deliveries").fetchone()
        body = body | {"delivery_id": (last or {})["id"]}
    become(conn, ROLES["admin"], role="authenticated")
    arguments = ", ".join(f"{one} => %({one})s" for one in body)
    values = {
        key: Jsonb(value) if isinstance(value, dict) else value for key, value in body.items()
    }
    began = time.monotonic()
    row = conn.execute(f"select api.{rpc}({arguments}) as answer".encode(), values).fetchone()
    took = time.monotonic() - began
    conn.execute("reset role")
    assert row is not None
    return row["answer"], took


@pytest.mark.parametrize("name", ASKED)
def test_a_long_table_is_read_by_the_page(admin: Connection, name: str) -> None:
    body, has_pages = ASKED[name]
    first, took = ask(admin, name, body)
    if has_pages and first["next"] is not None:
        second, more = ask(admin, name, body | {"after": first["next"]})
        took = max(took, more)
        assert not [item for item in second["items"] if item in first["items"]]
    assert took < MOST_SECONDS, f"{took:.2f} s"


# What is read from the front of a table, bounded by a number of rows.
BOUNDED = {"rate_limits"}


@pytest.mark.parametrize("name", ASKED)
def test_no_list_scans_a_long_table(admin: Connection, name: str) -> None:
    ask(admin, name, ASKED[name][0])
    scanned = [row["relname"] for row in admin.execute(READ.encode())]
    assert [table for table in scanned if table not in BOUNDED] == []


def test_the_size_of_a_table_waits_for_no_lock(url: str, admin: Connection) -> None:
    table = "core.webhook_attempts"
    with db.connect(url, autocommit=False) as other:
        other.execute(f"lock table {table} in access exclusive mode".encode())
        admin.execute("set local lock_timeout = '1s'")
        report, _ = ask(admin, "report_vacuum", {"page_size": 500})
    (size,) = [row["bytes"] for row in report["tables"] if row["table"] == table]
    assert size > ROWS
