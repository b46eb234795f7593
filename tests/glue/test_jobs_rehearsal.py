"""Ninety days of schedules, retries, partitions and retention, by the test clock, in seconds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue.worker.ticks import take_due_ticks

START = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)
DAYS = 90
SETUP = """
create function core.t_fail(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = '' as $$
begin
    raise exception 'Never.';
end;
$$;
insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, backoff_cap_seconds, description
)
values ('core.t_fail', 'sql', 'core.t_fail', 5, 86400, 864000, 'Fails.');
delete from core.job_schedules where true;
insert into core.job_schedules (name, kind, queue, cron, timezone, missed)
values
    ('core.t_daily', 'core.maintain_partitions', 'maintenance', '0 8 * * *', 'Asia/Manila', 'once'),
    ('core.t_missed', 'core.maintain_partitions', 'maintenance', '0 12 * * *', 'UTC', 'skip');
"""


def value(conn: psycopg.Connection[DictRow], query: str) -> Any:
    row = conn.execute(query.encode()).fetchone()
    assert row is not None
    return next(iter(row.values()))


def test_ninety_days(conn: psycopg.Connection[DictRow]) -> None:
    conn.execute(SETUP)
    conn.execute("select tests.set_clock(%s)", (START,))
    conn.execute("select core.add_consumer('core.t_reader')")
    conn.execute("select core.add_consumer('core.t_idle', 'start')")
    conn.execute("select core.enqueue('core.t_fail')")
    ticks = 0
    for day in range(DAYS):
        conn.execute("select tests.set_clock(%s)", (START + timedelta(days=day),))
        ticks += take_due_ticks(conn)
        conn.execute("select core.emit('core.thing.made', 'core:thing', %s, '{}')", (str(day),))
        while value(conn, "select core.work_sql()"):
            pass
    # 08:00 in Manila is 00:00 UTC, found half an hour late: run. Noon is found too late: skipped.
    assert ticks == DAYS - 1
    assert value(conn, "select count(*) from core.jobs where status = 'dead'") == 1
    assert value(conn, "select attempts from core.jobs where status = 'dead'") == 5
    assert value(conn, "select count(*) from core.events_default") <= 1
    days = "select count(distinct date_trunc('day', at)) from core.events"
    assert value(conn, days) in (30, 31, 32)
    kept = "select min(finished_at) > core.now() - interval '16 days' from core.finished_jobs"
    assert value(conn, kept) is True
    ahead = "select max(until_at) - core.now() from core._partition_bounds('core.events')"
    assert value(conn, ahead) > timedelta(days=6)
    lagging = (
        "select name from core.event_consumers as c, core.event_horizons as h"
        " where (c.xid, c.id) < (h.xid, h.id)"
    )
    assert "core.t_idle" in {row["name"] for row in conn.execute(lagging.encode())}
