"""A clock that jumps ahead and back: nothing waits for the time that it had.

The first test lists every time that is kept, and says what holds it when the clock goes
back; a new column has to be entered. The second jumps, and looks at all of them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.worker.ticks import take_due_ticks

pytestmark = pytest.mark.needs("filters", "reading")

FACT = "says when something was; no rule compares it with the present"
AGE = "says how old a row is: kept longer by as much as the clock was ahead"
SETTLED = "core.recover_from_clock_rollback brings it back"
ALONE = "its readers take a time ahead of the clock as none"
NAMED = "a date that a caller chose, kept as it is"
REAL = "compared with the real time of a transaction, bounded by the reader"

COLUMNS = {
    "core.access_log": {"logged_at": AGE},
    "core.adoptions": {"adopted_at": FACT},
    "core.alerts": {"opened_at": FACT, "seen_at": ALONE, "cleared_at": FACT},
    "core.attachments": {"attached_at": FACT},
    "core.audit_entries": {"changed_at": AGE},
    "core.audit_seals": {"sealed_at": FACT},
    "core.backups": {"taken_at": FACT, "rehearsed_at": FACT},
    "core.cache_changes": {"changed_at": AGE},
    "core.cache_entries": {
        "computed_at": SETTLED, "expires_at": SETTLED, "stale_until_at": SETTLED,
    },
    "core.canaries": {"sent_at": AGE},
    "core.clock_marks": {"seen_at": SETTLED, "settled_at": SETTLED, "went_back_at": SETTLED},
    "core.data_quality_findings": {"opened_at": FACT, "seen_at": FACT, "resolved_at": AGE},
    "core.data_quality_rules": {"last_run_at": FACT},
    "core.feature_flags": {"created_at": FACT, "updated_at": FACT},
    "core.erasures": {"requested_at": FACT, "finished_at": FACT},
    "core.event_consumers": {"moved_at": ALONE},
    "core.event_low_watermarks": {"dropped_at": FACT},
    "core.events": {"at": AGE},
    "core.finished_jobs": {"enqueued_at": FACT, "started_at": FACT, "finished_at": AGE},
    "core.health_samples": {"sampled_at": ALONE},
    "core.idempotency_keys": {"created_at": SETTLED, "expires_at": SETTLED},
    "core.job_kinds": {"handled_at": ALONE},
    "core.job_providers": {"refilled_at": ALONE, "paused_until_at": SETTLED},
    "core.job_queues": {"paused_until_at": NAMED},
    "core.job_schedules": {"next_run_at": SETTLED, "last_run_at": SETTLED},
    "core.idle_workers": {"expires_at": REAL},
    "core.jobs": {
        "run_at": SETTLED, "lease_expires_at": SETTLED, "heartbeat_at": SETTLED,
        "started_at": SETTLED, "enqueued_at": SETTLED, "cancel_requested_at": FACT,
        "died_at": FACT,
    },
    "core.legal_holds": {"placed_at": FACT, "released_at": FACT},
    "core.load_checkpoints": {"started_at": FACT, "updated_at": FACT, "finished_at": FACT},
    "core.notifications": {"created_at": AGE, "read_at": FACT},
    "core.operation_chunks": {"finished_at": FACT},
    "core.operation_errors": {"failed_at": FACT},
    "core.operations": {
        "created_at": ALONE, "started_at": FACT, "progressed_at": SETTLED,
        "cancel_requested_at": FACT, "finished_at": AGE,
    },
    "core.rate_limits": {"full_at": ALONE},
    "core.request_counts": {"started_at": AGE},
    "core.retention_runs": {"ran_at": AGE, "cutoff_at": FACT},
    "core.revoked_tokens": {"revoked_at": FACT, "expires_at": NAMED},
    "core.revoked_users": {"issued_until_at": SETTLED},
    "core.view_refreshes": {"refreshed_at": FACT},
    "core.webhook_attempts": {"started_at": FACT, "finished_at": FACT},
    "core.webhook_circuits": {
        "resume_at": SETTLED, "failing_since_at": SETTLED, "succeeded_at": FACT,
        "refilled_at": ALONE, "claimed_at": SETTLED,
    },
    "core.webhook_deliveries": {
        "event_at": FACT, "leased_until_at": SETTLED, "next_attempt_at": SETTLED,
        "created_at": FACT, "finished_at": AGE,
    },
    "core.webhook_endpoints": {"created_at": FACT, "updated_at": FACT},
    "core.webhook_receipts": {"received_at": AGE},
    "core.webhook_secrets": {"created_at": FACT, "expires_at": SETTLED},
    "core.webhook_sources": {"created_at": FACT},
    "core.workers": {"seen_at": ALONE},
    "filters.bulk_changes": {"noted_at": FACT},
    "filters.bulk_writes": {"noted_at": FACT},
    "filters.dimension_states": {"emitted_at": ALONE},
    "filters.dimension_versions": {"made_at": FACT},
    "filters.line_changes": {"noted_at": FACT},
    "filters.line_keys": {"sold_at": FACT},
    "filters.loads": {"loaded_at": FACT},
    "filters.orphans": {"since_at": AGE},
    "filters.reshapes": {"started_at": FACT},
    "filters.staged_lines": {"sold_at": FACT},
    "filters.transactions": {"sold_at": FACT},
    "reading.conflicts": {"edited_at": FACT, "found_at": AGE},
    "reading.progress": {"updated_at": FACT},
    "reading.clock_corrections": {"claimed_at": FACT, "corrected_at": AGE},
    "reading.tombstones": {"deleted_at": AGE},
}  # fmt: skip

START = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)
WORKER = "00000000-0000-4000-8000-000000000000"
GIVEN = """
    create function core.t_run(p_job core.jobs) returns void language sql volatile
        security invoker set search_path = pg_catalog, pg_temp
        as $$ select null::void from (select p_job.id) as j $$;
    create function core.t_answer(p_arguments jsonb) returns jsonb language sql stable
        security invoker set search_path = pg_catalog, pg_temp
        as $$ select to_jsonb(core.now()) $$;
    insert into core.job_providers (name, per_second, burst, tokens, daily_budget)
    values ('t', 0.1, 2, 2, 1000);
    insert into core.job_kinds
        (kind, handler, sql_function, provider, backoff_seconds, backoff_cap_seconds,
         description)
    values
        ('core.t_python', 'python', null, null, 30, 3600, '-'),
        ('core.t_call', 'python', null, 't', 30, 3600, '-'),
        ('core.t_sql', 'sql', 'core.t_run', null, 5, 5, '-');
    delete from core.job_schedules where true;
    insert into core.job_schedules (name, kind, cron)
    values ('core.t_minutely', 'core.t_sql', '* * * * *'),
           ('core.t_daily', 'core.t_sql', '0 9 * * *');
    insert into core.settings (name, default_value, description)
    values ('core.cache.t', '{"fresh_seconds": 60, "stale_seconds": 600}', '-');
    insert into core.caches (name, function_name, setting, description)
    values ('core.t', 'core.t_answer', 'core.cache.t', '-');
"""
AHEAD = """
    select core.take_token('t', 3, 60) from generate_series(1, 3);
    select set_config(
        'request.jwt.claims', jsonb_build_object('sub', tests.user('ada'))::text, false);
    select core.revoke_user_tokens(tests.user('ada'));
    select set_config('request.jwt.claims', '', false);
    select core.enqueue('core.t_python', '{"what": "fails"}');
    select core.fail_job(c.id, c.token, 'No.')
    from core.claim_jobs('{worker}', p_kinds => '{core.t_python}') as c;
    select core.enqueue('core.t_python', '{"what": "leased"}');
    select id from core.claim_jobs('{worker}', p_kinds => '{core.t_python}');
    select core.enqueue('core.t_python', '{"what": "soon"}',
        p_run_at => core.now() + interval '5 minutes');
    select core.enqueue('core.t_python', '{"what": "dated"}',
        p_run_at => core.now() + interval '3 days');
    select core.enqueue('core.t_python', '{"what": "ready"}');
    select core.enqueue('core.t_call') from generate_series(1, 4);
    select id from core.claim_jobs('{worker}', p_limit => 4, p_kinds => '{core.t_call}');
    select core.fail_job(j.id, j.token, 'Busy.', interval '90 seconds')
    from core.jobs as j where j.kind = 'core.t_call' and j.leased_by is not null
    order by j.id limit 1;
    select tests.make_delivery(tests.make_webhook('ada'), n) from generate_series(1, 9) as n;
    select core.finish_webhook(c.delivery_id, c.lease, 503, null, 1)
    from core.claim_webhooks('{worker}', 5) as c;
    select tests.make_delivery(tests.make_webhook('bob'), n) from generate_series(1, 9) as n;
    select delivery_id from core.claim_webhooks('{worker}', 5);
    select core._create_webhook_secret(id, null) from core.webhook_endpoints;
    select core.claim_idempotency_key('t.f', 'k', '{}');
    select core.store_idempotent_answer('t.f', 'k', '{}');
    select core.cached('core.t');
    select core.watch_health();
"""


class Clocked:
    """A database whose clock the test sets."""

    def __init__(self, conn: psycopg.Connection[DictRow]) -> None:
        self.conn = conn
        self.now = START

    def set_clock(self, now: datetime) -> None:
        """Move the time of the database."""
        self.now = now
        name = sql.Identifier(self.conn.info.dbname)
        moment = sql.Literal(now.isoformat())
        self.conn.execute(sql.SQL("alter database {} set rowhouse.clock = {}").format(name, moment))
        self.conn.execute("select set_config('rowhouse.clock', %s, false)", (now.isoformat(),))

    def one(self, query: str, *values: Any) -> Any:
        """Return the one value of a query."""
        row = self.conn.execute(query.encode(), values or None).fetchone()
        assert row is not None, query
        return next(iter(row.values()))

    def rows(self, query: str) -> list[DictRow]:
        """Return the rows of a query."""
        return self.conn.execute(query.encode()).fetchall()


@pytest.fixture
def clocked(db_url: str) -> Iterator[Clocked]:
    """A fresh database at the start."""
    with db.connect(db_url) as conn:
        found = Clocked(conn)
        found.set_clock(START)
        conn.execute(GIVEN.encode())
        yield found


def test_every_time_says_what_holds_it(conn: psycopg.Connection[DictRow]) -> None:
    rows = conn.execute(
        """
        select c.oid::regclass::text as name, array_agg(a.attname::text) as columns
        from pg_class as c
        inner join pg_namespace as n on c.relnamespace = n.oid
        inner join pg_attribute as a on c.oid = a.attrelid
        where
            n.nspname in ('core', 'master', 'filters', 'reading')
            and c.relkind in ('r', 'p')
            and not c.relispartition
            and a.atttypid = 'timestamptz'::regtype
        group by c.oid
        """
    ).fetchall()
    found = {row["name"]: set(row["columns"]) for row in rows}
    assert found == {table: set(columns) for table, columns in COLUMNS.items()}


def check_ahead(clocked: Clocked) -> None:
    """What the clock that went back left lies ahead, and health says so."""
    assert clocked.one("select status from core.run_health_check('core.watcher_silence')") == "fail"
    assert clocked.one("select is_allowed from core.take_token('t', 3, 60)")
    clocked.conn.execute("select core.cached('core.t')")
    assert clocked.one("select count(*) from core.jobs where kind = 'core.refresh_cache'") == 1


def check_schedules(clocked: Clocked) -> None:
    """Each has a next tick of its own again, and takes it."""
    due = clocked.rows("select name, next_run_at from core.job_schedules order by name")
    assert [row["next_run_at"] for row in due] == [
        clocked.now.replace(hour=9, minute=0, second=0) + timedelta(days=1),
        clocked.now.replace(second=0) + timedelta(minutes=1),
    ]


def check_jobs(clocked: Clocked) -> None:
    """Waits are as long as they were meant; a date stays a date; a lease ends."""
    rows = clocked.rows(
        "select payload ->> 'what' as what, status, run_at, lease_expires_at from core.jobs"
        " where kind = 'core.t_python'"
    )
    jobs = {row["what"]: row for row in rows}
    assert timedelta(0) < jobs["fails"]["run_at"] - clocked.now <= timedelta(seconds=30)
    assert jobs["leased"]["lease_expires_at"] - clocked.now == timedelta(minutes=1)
    assert jobs["soon"]["run_at"] - clocked.now == timedelta(minutes=5)
    assert jobs["dated"]["run_at"] - clocked.now > timedelta(days=3)
    assert jobs["ready"]["run_at"] == clocked.now
    provider = clocked.conn.execute(
        "select (core._refill_provider(p, core.now() + interval '20 s')).* "
        "from core.job_providers as p where p.name = 't'"
    ).fetchone()
    assert provider is not None
    assert provider["tokens"] == 2
    assert provider["paused_until_at"] - clocked.now == timedelta(seconds=30)  # of 90


def check_webhooks(clocked: Clocked) -> None:
    """Retries, leases, circuits and old secrets end when they would have."""
    rows = clocked.rows("select d.* from core.webhook_deliveries as d where d.status = 'pending'")
    assert len(rows) == 18
    assert max(row["next_attempt_at"] for row in rows) <= clocked.now + timedelta(seconds=60)
    leases = [row["leased_until_at"] for row in rows if row["leased_until_at"]]
    assert leases
    assert max(leases) == clocked.now + timedelta(minutes=1)
    resume = clocked.one("select max(resume_at) from core.webhook_circuits")
    assert resume is None or resume <= clocked.now + timedelta(minutes=2)
    ends = clocked.one("select max(expires_at) from core.webhook_secrets")
    assert ends == clocked.now + timedelta(days=1)


def check_users(clocked: Clocked) -> None:
    """A token from before the revocation is refused, one from after is good."""

    def is_live(issued: timedelta) -> bool:
        seconds = int((clocked.now + issued).timestamp())
        claims = f'{{"sub": "{user}", "iat": {seconds}}}'
        clocked.conn.execute("select set_config('request.jwt.claims', %s, false)", (claims,))
        found = bool(clocked.one("select core.has_valid_token()"))
        clocked.conn.execute("select set_config('request.jwt.claims', '', false)")
        return found

    user = clocked.one("select tests.user('ada')")
    assert not is_live(timedelta(minutes=-5))
    assert is_live(timedelta(seconds=1))
    ends = clocked.one("select expires_at from core.idempotency_keys")
    assert ends == clocked.now + timedelta(days=1)


@pytest.mark.parametrize("jump", [timedelta(days=2), timedelta(days=40)])
def test_a_clock_that_jumps_ahead_and_back_holds_up_nothing(
    clocked: Clocked, jump: timedelta
) -> None:
    assert take_due_ticks(clocked.conn) == 0
    clocked.set_clock(START + jump)
    assert take_due_ticks(clocked.conn) == 1  # `skip`: the daily one was missed
    for statement in AHEAD.replace("{worker}", WORKER).split(";\n"):
        clocked.conn.execute(statement.encode())
    clocked.set_clock(START + jump + timedelta(minutes=1))
    take_due_ticks(clocked.conn)

    clocked.set_clock(START + timedelta(minutes=2))
    check_ahead(clocked)
    assert take_due_ticks(clocked.conn) == 0
    check_schedules(clocked)
    check_jobs(clocked)
    check_webhooks(clocked)
    check_users(clocked)
    clock = clocked.conn.execute("select * from core.run_health_check('core.clock')").fetchone()
    assert clock is not None
    assert (clock["status"], clock["value"]) == (
        "warn",
        (jump - timedelta(minutes=1)).total_seconds(),
    )
    for table, columns in COLUMNS.items():
        for column in (name for name, how in columns.items() if how is SETTLED):
            query = (
                f"select count(*) from {table} where {column} > core.now() + interval '25 hours'"
            )
            wanted = 1 if column == "run_at" else 0  # the job with a date
            assert clocked.one(query) == wanted, (table, column)
    assert clocked.one("select core.recover_from_clock_rollback()") == 0

    clocked.set_clock(START + timedelta(minutes=3))
    assert take_due_ticks(clocked.conn) == 1
    claimed = clocked.rows(f"select * from core.claim_jobs('{WORKER}', p_limit => 100)")
    assert {row["payload"].get("what") for row in claimed} >= {"fails", "leased", "ready"}
    clocked.conn.execute("select core.watch_health()")
    silence = "select status from core.run_health_check('core.watcher_silence')"
    assert clocked.one(silence) == "ok"
    clocked.conn.execute("select * from core.maintain_partitions()")
    broken = [
        row["name"]
        for row in clocked.rows("select name from core.invariants where severity = 'error'")
        if clocked.one("select violations from core.run_invariant(%s)", row["name"])
    ]
    assert broken == []
