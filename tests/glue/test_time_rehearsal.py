"""Ninety days in one test: the clock goes by three hours, a worker's turns go with it.

Schedules in three time zones over a change to daylight saving, an outage of three days,
retries up to the dead letter, deliveries to a receiver that never answers, retention,
partitions, consumers that keep up and one that does not, alerts that open and clear.
Everything reads core.now(), so nothing waits.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.waiting import wait_until
from glue.worker.ticks import take_due_ticks

pytestmark = pytest.mark.once

START = datetime(2026, 2, 1, tzinfo=UTC)
DAYS = 90
STEP = timedelta(hours=3)
OUTAGE = (timedelta(days=40, hours=1), timedelta(days=43, hours=1))
ZONES = {"daily_utc": "UTC", "daily_manila": "Asia/Manila", "daily_new_york": "America/New_York"}
CLAIM = """
    select core.run_jobs(c.ids, c.tokens)
    from core.claim_sql_jobs(p_worker => %s, p_lease => '1 minute') as c
    where cardinality(c.ids) > 0
"""
SEND = """
    select core.finish_webhook(c.delivery_id, c.lease, 503, null, 1)
    from core.claim_webhooks(%s, 10) as c
"""
GIVEN = """
    create table core.t_runs (kind text, at timestamptz, tick timestamptz, attempts int);
    create table core.t_read (id bigint);

    create function core.t_run(p_job core.jobs) returns void
    language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    begin
        if p_job.kind = 'core.t_doomed'
            or (p_job.kind = 'core.t_flaky' and p_job.attempts < 6)
        then
            raise exception 'not yet';
        end if;
        insert into core.t_runs values (
            coalesce(p_job.payload ->> 'name', p_job.kind), core.now(),
            (p_job.payload ->> 'tick_at')::timestamptz, p_job.attempts
        );
    end $$;

    create function core.t_consume(p_consumer text, p_limit integer) returns integer
    language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
        with read as (
            insert into core.t_read
            select e.id from core.read_events(p_consumer, p_limit) as e returning 1
        )
        select count(*)::integer from read
    $$;

    insert into core.job_kinds
        (kind, handler, sql_function, max_attempts, backoff_seconds, backoff_cap_seconds,
         description)
    values
        ('core.t_tick', 'sql', 'core.t_run', 3, 1, 1, '-'),
        ('core.t_flaky', 'sql', 'core.t_run', 10, 3600, 86400, '-'),
        ('core.t_doomed', 'sql', 'core.t_run', 8, 3600, 86400, '-');
    insert into core.job_schedules (name, kind, cron, timezone, payload, missed)
    values
        ('core.daily_utc', 'core.t_tick', '0 3 * * *', 'UTC',
         '{"name": "daily_utc"}', 'skip'),
        ('core.daily_manila', 'core.t_tick', '0 3 * * *', 'Asia/Manila',
         '{"name": "daily_manila"}', 'once'),
        ('core.daily_new_york', 'core.t_tick', '0 3 * * *', 'America/New_York',
         '{"name": "daily_new_york"}', 'once');
    -- What the modules do every minute or hour by themselves need not be rehearsed as often.
    update core.job_schedules set cron = '0 12 * * *' where kind <> 'core.t_tick';
    update core.job_schedules set cron = '7 0 * * *'
    where name in ('core.maintain_partitions', 'core.apply_retention');

    insert into core.idempotency_keys
    values ('t.f', 'ada', 'k', '', '{}', core.now(), core.now() + interval '1 day');
    insert into core.revoked_tokens values ('t', core.now(), core.now() + interval '2 days');
    insert into core.notifications (user_id, kind, created_at, read_at)
    values
        (tests.user('ada'), 'core.t_old', core.now() - interval '2 days', core.now()),
        (tests.user('ada'), 'core.t_unread', core.now() - interval '2 days', null);
"""


class Rehearsal:
    """A database whose clock the test moves, and a worker that takes its turns by hand."""

    def __init__(self, conn: psycopg.Connection[DictRow]) -> None:
        self.conn = conn
        self.now = START
        self.worker = "00000000-0000-4000-8000-000000000000"

    def set_clock(self, now: datetime) -> None:
        """Move the time of the database."""
        self.now = now
        moment = now.isoformat()
        name = sql.Identifier(self.conn.info.dbname)
        self.conn.execute(
            sql.SQL("alter database {} set rowhouse.clock = {}").format(name, sql.Literal(moment))
        )
        self.conn.execute("select set_config('rowhouse.clock', %s, false)", (moment,))

    def turn(self) -> None:
        """Do what a worker would do now: ticks, jobs until none is ready, consumers, senders."""
        take_due_ticks(self.conn)
        while self.conn.execute(CLAIM, (self.worker,)).rowcount:
            pass
        # A transaction that is open in another database holds readers back for as long.
        assert wait_until(self._has_read_all, 300)
        self.conn.execute(SEND, (self.worker,))

    def _has_read_all(self) -> bool:
        self.conn.execute("select core.dispatch_events('core.t_keeps_up', 1000)")
        unread = (
            "select from core.events as e inner join core.event_consumers as c"
            " on (e.xid, e.id) > (c.xid, c.id) where c.name = 'core.t_keeps_up' limit 1"
        )
        return self.conn.execute(unread).rowcount == 0

    def rows(self, query: str, *values: Any) -> list[DictRow]:
        """Return the rows of a query."""
        return self.conn.execute(query.encode(), values or None).fetchall()

    def one(self, query: str) -> Any:
        """Return the one value of a query."""
        (row,) = self.rows(query)
        return next(iter(row.values()))


@pytest.fixture
def rehearsal(db_url: str) -> Iterator[Rehearsal]:
    """A fresh database at the start of the ninety days."""
    with db.connect(db_url) as conn:
        found = Rehearsal(conn)
        found.set_clock(START)
        conn.execute(GIVEN.encode())
        conn.execute("select * from core.maintain_partitions()")
        conn.execute("select core.add_consumer('core.t_keeps_up', 'start')")
        conn.execute(
            "update core.event_consumers set sql_function = 'core.t_consume'"
            " where name = 'core.t_keeps_up'"
        )
        conn.execute("select core.add_consumer('core.t_lags', 'start')")
        conn.execute("select core.enqueue('core.t_flaky'), core.enqueue('core.t_doomed')")
        conn.execute("select tests.make_delivery(tests.make_webhook('ada', 'core.t.none'), 1)")
        yield found


def live_through(rehearsal: Rehearsal) -> int:
    """Let ninety days pass, without a worker during the outage; return how many events came."""
    emitted = 0
    for step in range(timedelta(days=DAYS) // STEP):
        since = step * STEP
        rehearsal.set_clock(START + since)
        if step % 2 == 0:
            rehearsal.conn.execute(
                "select core.emit('core.thing.done', 'core:thing', %s, '{}')", (str(step),)
            )
            emitted += 1
        if since == timedelta(days=4):
            rehearsal.conn.execute("select tests.make_delivery(id, 2) from core.webhook_endpoints")
        if not OUTAGE[0] <= since < OUTAGE[1]:
            rehearsal.turn()
    return emitted


def test_ninety_days(rehearsal: Rehearsal) -> None:
    emitted = live_through(rehearsal)
    check_schedules(rehearsal)
    check_retries(rehearsal)
    check_partitions(rehearsal)
    check_retention(rehearsal)
    check_deliveries(rehearsal)
    check_consumers(rehearsal, emitted)
    check_alerts(rehearsal)
    broken = [
        row["name"]
        for row in rehearsal.rows("select name from core.invariants where severity = 'error'")
        if rehearsal.rows("select violations as n from core.run_invariant(%s)", row["name"])[0]["n"]
    ]
    assert broken == []


def check_schedules(rehearsal: Rehearsal) -> None:
    """Each ran once a day by its own clock; of the outage `skip` lost three, `once` two."""
    for name, lost in {"daily_utc": 3, "daily_manila": 2, "daily_new_york": 2}.items():
        runs = rehearsal.rows(
            "select at, tick, attempts from core.t_runs where kind = %s order by tick", name
        )
        moments = [row["tick"].astimezone(ZoneInfo(ZONES[name])) for row in runs]
        assert {(moment.hour, moment.minute) for moment in moments} == {(3, 0)}, name
        days = [moment.date() for moment in moments]
        assert len(days) == len(set(days)) == DAYS - lost, name
        assert {row["attempts"] for row in runs} == {1}, name
        late = {row["at"] for row in runs if row["at"] - row["tick"] >= STEP}
        caught_up = START + OUTAGE[1] + timedelta(hours=2)
        assert late == (set() if name == "daily_utc" else {caught_up}), name


def check_retries(rehearsal: Rehearsal) -> None:
    """Waits double from one hour to a day; what never succeeds is in the dead letter."""
    (flaky,) = rehearsal.rows("select * from core.t_runs where kind = 'core.t_flaky'")
    assert flaky["attempts"] == 6
    waits = timedelta(hours=1 + 2 + 4 + 8 + 16)
    assert waits / 2 <= flaky["at"] - START <= waits + 5 * STEP
    (doomed,) = rehearsal.rows("select * from core.jobs where kind = 'core.t_doomed'")
    assert (doomed["status"], doomed["attempts"]) == ("dead", 8)


def check_partitions(rehearsal: Rehearsal) -> None:
    """Every table has partitions ahead, and none that is older than it keeps."""
    for table in rehearsal.rows("select * from core.partitioned_tables order by table_name"):
        name, keep = table["table_name"], table["keep"]
        (bounds,) = rehearsal.rows(
            "select min(from_at) as first, max(until_at) as last,"
            " core.now() + %s::interval * %s as wanted"
            " from core._partition_bounds(%s::regclass)",
            table["every"],
            table["ahead"] - 1,
            name,
        )
        assert bounds["last"] >= bounds["wanted"], name
        if keep is not None and keep < timedelta(days=DAYS):
            span = max(table["every"], timedelta(days=1))
            assert bounds["first"] >= rehearsal.now - keep - 2 * span, name


def check_retention(rehearsal: Rehearsal) -> None:
    """What is kept is there, what is not is gone."""
    assert rehearsal.one("select count(*) from core.events_default") == 0
    oldest_event = rehearsal.one("select min(at) from core.events")
    assert timedelta(days=29) <= rehearsal.now - oldest_event <= timedelta(days=32)
    oldest_job = rehearsal.one("select min(finished_at) from core.finished_jobs")
    assert timedelta(days=13) <= rehearsal.now - oldest_job <= timedelta(days=16)
    assert rehearsal.rows("select key from core.idempotency_keys") == []
    assert rehearsal.rows("select jti from core.revoked_tokens") == []
    assert rehearsal.one("select kind from core.notifications") == "core.t_unread"
    failed = "select table_name, detail from core.retention_runs where outcome = 'failed'"
    assert rehearsal.rows(failed) == []


def check_deliveries(rehearsal: Rehearsal) -> None:
    """The first went up the whole ladder and was forgotten; the second met 120 hours of failure."""
    (endpoint,) = rehearsal.rows("select status, status_reason from core.webhook_endpoints")
    assert endpoint == {"status": "disabled", "status_reason": "failing"}
    (second,) = rehearsal.rows("select event_id, status, step from core.webhook_deliveries")
    assert (second["event_id"], second["status"]) == (2, "pending")
    assert second["step"] < 10


def check_consumers(rehearsal: Rehearsal, emitted: int) -> None:
    """The one that keeps up has each event once; the one that lags is refused."""
    while rehearsal.one("select core.dispatch_events('core.t_keeps_up', 1000)"):
        pass
    read = rehearsal.one("select count(*) from core.t_read")
    assert read == rehearsal.one("select count(distinct id) from core.t_read") >= emitted
    with pytest.raises(psycopg.Error) as refusal:
        rehearsal.conn.execute("select * from core.read_events('core.t_lags', 10)")
    assert refusal.value.diag.message_primary == "core.consumer_behind"


def check_alerts(rehearsal: Rehearsal) -> None:
    """The dead job is one alert, opened once; it clears after the cleanup."""
    query = "select cleared_at from core.alerts where check_name = 'core.dead_jobs'"
    assert rehearsal.rows(query) == [{"cleared_at": None}]
    rehearsal.conn.execute(
        "update core.jobs set status = 'waiting', wait_reason = 'scheduled', died_at = null,"
        " run_at = 'infinity' where kind = 'core.t_doomed'"
    )
    rehearsal.set_clock((rehearsal.now + timedelta(days=1)).replace(hour=12))
    rehearsal.turn()
    (alert,) = rehearsal.rows(query)
    assert alert["cleared_at"] == rehearsal.now
    told = rehearsal.rows(
        "select type from core.events where payload ->> 'check' = 'core.dead_jobs'"
    )
    assert {"type": "core.alert.cleared"} in told
