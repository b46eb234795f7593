"""Interval tasks, which a worker calls again and again."""

import pytest

from glue import db
from glue.waiting import wait_until
from tests.workers import working

pytestmark = pytest.mark.needs("filters")

COUNTING = """
create table public.calls (at timestamptz not null default clock_timestamp());
create function core.t_task() returns boolean language sql
as $$ insert into public.calls default values; select (select count(*) from public.calls) < 5 $$;
create function core.t_broken() returns boolean language plpgsql
as $$ begin raise exception 'broken'; end $$;
grant execute on function core.t_task(), core.t_broken() to app_worker;
insert into core.interval_tasks (name, sql_function, period_ms, description)
values
    ('core.t_broken', 'core.t_broken', 10, 'A test''s.'),
    ('core.t_task', 'core.t_task', 60000, 'A test''s.');
"""


def calls(url: str) -> int:
    with db.connect(url) as conn:
        return conn.execute("select from public.calls").rowcount


def test_a_task_is_called_again_at_once_while_more_waits(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute(COUNTING)
    with working(db_url):
        # Its interval is a minute.
        assert wait_until(lambda: calls(db_url) >= 5, 20)


def test_a_broken_task_holds_up_no_other_and_is_told_of(
    db_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with db.connect(db_url) as conn:
        conn.execute(COUNTING)
        conn.execute("select tests.small_shop()")
        conn.execute("delete from filters.transactions where price_minor = 999")
    with working(db_url):
        assert wait_until(lambda: calls(db_url) >= 5, 20)
        assert wait_until(lambda: _is_folded(db_url), 20)
    assert "interval task failed" in caplog.text


def _is_folded(url: str) -> bool:
    with db.connect(url) as conn:
        return conn.execute("select from filters.line_changes").rowcount == 0
