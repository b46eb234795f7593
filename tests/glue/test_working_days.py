"""Working days by numbers: the same as counting day by day, in every calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection
from psycopg.rows import DictRow

pytestmark = pytest.mark.needs("suppliers")

FIRST = date(1900, 1, 1)
DAYS = 500
CALENDAR = """
with new as (
    insert into suppliers.calendars (code, name, workdays, created_at, updated_at)
    values (%(code)s, 'Random', %(workdays)s, core.now(), core.now())
    returning id
)
insert into suppliers.holidays (calendar_id, holiday_on, name)
select n.id, h.day, 'Off' from new as n cross join unnest(%(holidays)s::date[]) as h (day)
"""
EMPTY = """
insert into suppliers.calendars (code, name, workdays, created_at, updated_at)
values (%(code)s, 'Random', %(workdays)s, core.now(), core.now())
"""
NUMBERS = """
select array_agg(suppliers._day_number(c, d.day::date) order by d.day) as numbers
from suppliers.calendars as c
cross join generate_series(%(first)s::date, %(last)s::date, '1 day') as d (day)
where c.code = %(code)s
"""
NUMBERED = """
select array_agg(suppliers._numbered_day(c, n.number) order by n.number) as days
from suppliers.calendars as c
cross join generate_series(%(first)s::integer, %(last)s::integer) as n (number)
where c.code = %(code)s
"""

starts = st.one_of(
    st.just(FIRST),
    st.dates(date(1900, 1, 1), date(1900, 3, 1)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
weekdays = st.sets(st.integers(1, 7), min_size=1).map(sorted)
# Holidays at random, and runs of them: a gap may be longer than a week.
offsets = st.lists(st.tuples(st.integers(0, DAYS - 1), st.integers(1, 20)), max_size=25).map(
    lambda runs: {n + k for n, length in runs for k in range(length) if n + k < DAYS}
)


def counted(start: date, workdays: list[int], holidays: set[date]) -> tuple[int, list[date]]:
    """Count day by day: how many working days lie before a day, and those from it on."""
    before = sum(
        (FIRST + timedelta(n)).isoweekday() in workdays for n in range((start - FIRST).days)
    )
    days = (start + timedelta(n) for n in range(DAYS))
    return before, [d for d in days if d.isoweekday() in workdays and d not in holidays]


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(start=starts, workdays=weekdays, offs=offsets)
def test_numbers_are_those_of_counting(
    conn: Connection[DictRow], start: date, workdays: list[int], offs: set[int]
) -> None:
    holidays = {start + timedelta(n) for n in offs}
    before, worked = counted(start, workdays, holidays)
    values = {
        "code": "RANDOM",
        "workdays": workdays,
        "holidays": sorted(holidays),
        "first": start,
        "last": start + timedelta(DAYS - 1),
    }
    conn.execute("savepoint example")
    try:
        conn.execute(CALENDAR if holidays else EMPTY, values)
        row = conn.execute(NUMBERS, values).fetchone()
        assert row is not None
        expected, number = [], before
        for n in range(DAYS):
            number += start + timedelta(n) in worked
            expected.append(number)
        assert row["numbers"] == expected

        if worked:
            values |= {"first": before + 1, "last": before + len(worked)}
            row = conn.execute(NUMBERED, values).fetchone()
            assert row is not None
            assert row["days"] == worked
    finally:
        conn.execute("rollback to savepoint example")


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(workdays=weekdays, others=weekdays, offs=offsets, gone=offsets)
def test_a_changed_calendar_is_that_of_a_new_one(
    conn: Connection[DictRow],
    workdays: list[int],
    others: list[int],
    offs: set[int],
    gone: set[int],
) -> None:
    start = date(2026, 1, 1)
    holidays = sorted(start + timedelta(n) for n in offs)
    left = sorted(start + timedelta(n) for n in offs - gone)
    conn.execute("savepoint example")
    try:
        for code, days, free in (("OLD", others, holidays), ("NEW", workdays, left)):
            values = {"code": code, "workdays": days, "holidays": free}
            conn.execute(CALENDAR if free else EMPTY, values)
        conn.execute(
            "delete from suppliers.holidays as h using suppliers.calendars as c"
            " where h.calendar_id = c.id and c.code = 'OLD' and h.holiday_on <> all(%s::date[])",
            (left,),
        )
        conn.execute("update suppliers.calendars set workdays = %s where code = 'OLD'", (workdays,))
        rows = conn.execute(
            "select days_off, worked_before from suppliers.calendars where code in ('OLD', 'NEW')"
        ).fetchall()
        assert rows[0] == rows[1]
    finally:
        conn.execute("rollback to savepoint example")
