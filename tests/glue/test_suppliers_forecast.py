"""Critical path and slack equal brute force, over random graphs, calendars and states.

The model walks a calendar day by day and knows no numbers of days. A task's end is computed by
recursion over its predecessors; its slack is found by trying: the task is made to end later and
later, until the last end moves. The critical path is the longest chain in the sense that each of
its tasks begins right after the one before it, and only then.
"""

import dataclasses
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db

pytestmark = pytest.mark.needs("suppliers")

PROVEN = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TODAY = date(2099, 3, 2)
STARTED = ("in_progress", "waiting", "blocked", "submitted")
STATUSES = (*STARTED, "cancelled", *("done",) * 3, *("planned",) * 9)

Connection = psycopg.Connection[DictRow]


@dataclass(frozen=True)
class Calendar:
    """Weekdays that are worked, and days that are not."""

    workdays: frozenset[int]
    days_off: frozenset[date]

    def is_worked(self, day: date) -> bool:
        """Return whether a day is worked."""
        return day.isoweekday() in self.workdays and day not in self.days_off

    def forward(self, day: date) -> date:
        """Return the day, or the next one that is worked."""
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day

    def back(self, day: date) -> date:
        """Return the day, or the one before it that is worked."""
        while not self.is_worked(day):
            day -= timedelta(days=1)
        return day

    def add(self, day: date, days: int) -> date:
        """Return the working day that comes so many after a working day."""
        for _ in range(days):
            day = self.forward(day + timedelta(days=1))
        return day

    def between(self, since: date, until: date) -> int:
        """Count the working days after one day until another."""
        count, day = 0, since
        while day < until:
            day += timedelta(days=1)
            count += self.is_worked(day)
        return count


@dataclass(frozen=True)
class Task:
    """A task: its plan, and what became of it."""

    start_on: date
    due_on: date
    status: str
    begun_on: date
    ended_on: date
    paused_days: int
    after: tuple[tuple[int, int], ...]
    late: int = 0
    """By how many working days it is made to end later, for a try."""

    @property
    def is_started(self) -> bool:
        """Return whether work has begun and has not ended."""
        return self.status in STARTED


@dataclass
class Work:
    """The tasks of a supplier, each after some that come before it in the list."""

    calendar: Calendar
    tasks: list[Task]
    drivers: dict[int, set[int]] = field(default_factory=dict)

    def ends(self) -> dict[int, date]:
        """Return the working day on which each task ends; cancelled ones never do."""

        @cache
        def end(place: int) -> date:
            return self._end(place, end)

        return {
            place: end(place) for place, task in enumerate(self.tasks) if task.status != "cancelled"
        }

    def _end(self, place: int, end: Any) -> date:
        task, calendar = self.tasks[place], self.calendar
        today = calendar.forward(TODAY)
        if task.status == "done":
            return calendar.back(task.ended_on)
        if task.is_started:
            paused = task.paused_days
            if task.status in {"waiting", "submitted"}:
                paused += calendar.between(task.begun_on, TODAY)
            due = calendar.add(calendar.back(task.due_on), paused)
            return calendar.add(max(due, today), task.late)
        length = max(1, calendar.between(task.start_on - timedelta(days=1), task.due_on))
        start = max(calendar.forward(task.start_on), today)
        self.drivers[place] = set()
        for other, lag in task.after:
            status = self.tasks[other].status
            if status == "cancelled" or (status == "done" and lag == 0):
                continue
            free = calendar.add(end(other), lag + 1)
            if free >= start:
                self.drivers[place] = (self.drivers[place] if free == start else set()) | {other}
                start = free
        return calendar.add(start, length - 1 + task.late)

    def slack(self, place: int) -> int:
        """Try by how much an open task may be late without moving the last end."""
        last = max(self.ends().values())
        late = 0
        while True:
            tried = list(self.tasks)
            tried[place] = dataclasses.replace(self.tasks[place], late=late + 1)
            if max(Work(self.calendar, tried).ends().values()) > last:
                return late
            late += 1


def drawn(seed: int) -> Work:
    """Make a calendar and up to twelve tasks around today: at random, so that all is mixed."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret

    def day(first: int, last: int) -> date:
        return TODAY + timedelta(days=rng.randint(first, last))

    calendar = Calendar(
        frozenset(rng.sample(range(1, 8), rng.randint(1, 7))),
        frozenset(day(-40, 40) for _ in range(rng.randint(0, 12))),
    )
    tasks = list[Task]()
    for place in range(rng.randint(1, 12)):
        start, begun = day(-40, 40), day(-40, 0)
        others = rng.sample(range(place), min(place, rng.randint(0, 3)))
        tasks.append(
            Task(
                start,
                start + timedelta(days=rng.randint(0, 15)),
                rng.choice(STATUSES),
                begun,
                rng.choice((begun, TODAY)),
                rng.choice((0, 0, 1, 5)),
                tuple((other, rng.choice((0, 0, 1, 4))) for other in others),
            )
        )
    return Work(calendar, tasks)


def store(conn: Connection, work: Work) -> None:
    """Write a work as the project 2901 of the supplier 3901, past the rules of changes."""
    moment = datetime.combine(TODAY, time(12), UTC)
    conn.execute("select tests.set_clock(%s)", (moment,))
    conn.execute(
        "insert into suppliers.calendars (code, name, workdays, created_at, updated_at)"
        " values ('DRAWN', 'Drawn', %s, now(), now())",
        (sorted(work.calendar.workdays),),
    )
    conn.execute(
        "insert into suppliers.holidays (calendar_id, holiday_on, name)"
        " select c.id, u.day, 'Drawn' from suppliers.calendars as c, unnest(%s::date[]) as u (day)"
        " where c.code = 'DRAWN'",
        (sorted(work.calendar.days_off),),
    )
    conn.execute(
        "insert into suppliers.projects (id, code, name, calendar_id, starts_on, created_at,"
        " updated_at) overriding system value"
        " select 2901, 'DRAWN', 'Drawn', c.id, '2099-01-01', now(), now()"
        " from suppliers.calendars as c where c.code = 'DRAWN'"
    )
    conn.execute(
        "insert into suppliers.suppliers (id, code, name, created_at, updated_at)"
        " overriding system value values (3901, 'DRAWN', 'Drawn', now(), now())"
    )
    templates = [
        {"code": f"T{place}", "title": "Drawn", "canonical_due": (TODAY).isoformat()}
        for place in range(len(work.tasks))
    ]
    after = [
        {"template": f"T{place}", "after": f"T{other}", "lag_days": lag}
        for place, task in enumerate(work.tasks)
        for other, lag in task.after
    ]
    conn.execute(
        "select suppliers.set_task_templates(2901, %s, %s)", (Jsonb(templates), Jsonb(after))
    )
    conn.execute(
        "insert into suppliers.supplier_projects (id, project_id, supplier_id, calendar_id,"
        " added_at) overriding system value"
        " select 4901, 2901, 3901, c.id, now() from suppliers.calendars as c"
        " where c.code = 'DRAWN'"
    )
    for place, task in enumerate(work.tasks):
        is_begun = task.status not in {"planned", "cancelled"}
        is_over = task.status in {"done", "cancelled"}
        begun, ended = (
            datetime.combine(day, time(8 + late), UTC)
            for late, day in enumerate((task.begun_on, task.ended_on))
        )
        conn.execute(
            "insert into suppliers.task_instances (supplier_project_id, project_id, supplier_id,"
            " task_template_id, status, start_on, planned_due_on, due_on, started_at, finished_at,"
            " paused_at, paused_days, changed_at)"
            " select 4901, 2901, 3901, t.id, %s, %s, %s, %s, %s, %s, %s, %s, now()"
            " from suppliers.task_templates as t where t.project_id = 2901 and t.code = %s",
            (
                task.status,
                task.start_on,
                task.due_on,
                task.due_on,
                begun if is_begun else None,
                ended if is_over else None,
                begun if task.status in {"waiting", "submitted"} else None,
                task.paused_days,
                f"T{place}",
            ),
        )


@pytest.fixture
def conn(db_url: str) -> Any:
    """Given: a database; each example is rolled back."""
    with db.connect(db_url, autocommit=False) as connection:
        yield connection
        connection.rollback()


@PROVEN
@given(seed=st.integers(0, 2**32 - 1))
def test_critical_path_and_slack_equal_brute_force(conn: Connection, seed: int) -> None:
    work = drawn(seed)
    conn.rollback()
    store(conn, work)
    row = conn.execute("select api.critical_path(2901, 3901) as it").fetchone()
    assert row is not None
    told = row["it"]
    ends = work.ends()
    tasks = {int(task["code"][1:]): task for task in told["tasks"]}
    assert {place: task["end_on"] for place, task in tasks.items()} == {
        place: day.isoformat() for place, day in ends.items()
    }
    for place, task in tasks.items():
        is_open = work.tasks[place].status != "done"
        assert task["slack_days"] == (work.slack(place) if is_open else None)
    if not ends:
        assert told["suppliers"] == []
        return
    (forecast,) = told["suppliers"]
    last = max(ends.values())
    assert forecast["forecast_end_on"] == last.isoformat()
    path = [int(step["code"][1:]) for step in forecast["path"]]
    assert ends[path[-1]] == last
    for before, after in pairwise(path):
        assert before in work.drivers[after]
    assert not work.drivers.get(path[0])
    for place in path:
        if work.tasks[place].status != "done":
            assert tasks[place]["slack_days"] == 0
    # What the steps add is the delay of the last one.
    (end,) = (step for step in forecast["path"] if int(step["code"][1:]) == path[-1])
    calendar, promised = work.calendar, date.fromisoformat(end["planned_due_on"])
    delay = calendar.between(promised, last) - calendar.between(last, promised)
    assert sum(step["added_days"] for step in forecast["path"]) == delay
