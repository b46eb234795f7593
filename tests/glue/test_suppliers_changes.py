"""Random changes of tasks: no path outside the table, and what is shown is what is done.

Hypothesis prints the seed of an example that fails.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.glue.supplier_site import (
    MANAGER,
    Refused,
    Site,
    make_templates,
    number_of,
    workday,
)

pytestmark = pytest.mark.needs("suppliers")

STATUSES = ("planned", "in_progress", "waiting", "blocked", "submitted", "done", "cancelled")
CALLERS = (
    ("sam", "supplier"),
    MANAGER,
    ("zed", "admin"),
    ("sam",),
    ("sue", "supplier"),
    ("noa", "project_manager"),
)
ROLES: dict[tuple[str, ...], str] = {
    CALLERS[0]: "supplier",
    MANAGER: "project_manager",
    CALLERS[2]: "admin",
}
"""The role towards the tasks; the other callers have none."""
EDGES = [(1, 0), (2, 1), (3, 1)]
"""Tasks, and the one that each comes after."""
EXAMPLES = settings(
    max_examples=15,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def site(db_url: str) -> Iterator[Site]:
    """A fresh database."""
    site = Site(db_url)
    yield site
    site.close()


class Model:
    """The life of some tasks, as the docs say; the table of transitions is the database's."""

    def __init__(self, table: list[dict[str, Any]]) -> None:
        self.table = {(row["from_status"], row["to_status"]): row for row in table}
        self.statuses = ["planned"] * 4

    def fault(self, role: str | None, task: int, status: str, note: str, *, force: bool) -> str:
        """Return the key of the gravest fault of a change, or nothing."""
        if role is None:
            return "suppliers.unknown_task"
        rule = self.table.get((self.statuses[task], status))
        if rule is None:
            return "suppliers.transition_refused"
        is_manager = role in ("project_manager", "admin")
        if role not in rule["roles"] or (force and not is_manager):
            return "core.not_permitted"
        is_guarded = rule["guard"] == "may_start"
        if is_guarded and not force:
            before = [self.statuses[after] for of, after in EDGES if of == task]
            if not set(before) <= {"done", "cancelled"}:
                return "suppliers.dependency_open"
        if not note and ("note" in rule["required_fields"] or (force and is_guarded)):
            return "suppliers.note_needed"
        return ""


CHANGES = st.tuples(
    st.sampled_from([*CALLERS, *CALLERS[:3], *CALLERS[:3]]),
    st.integers(0, 3),
    st.sampled_from(STATUSES),
    st.sampled_from(["", "Why."]),
    st.sampled_from([False, False, True]),
)


@EXAMPLES
@given(changes=st.lists(CHANGES, min_size=10, max_size=30))
def test_no_path_leaves_the_table(
    site: Site, changes: list[tuple[tuple[str, ...], int, str, str, bool]]
) -> None:
    edges = [{"template": f"t{of}", "after": f"t{after}"} for of, after in EDGES]
    tasks = site.add_supplier(site.make_project(make_templates(4), edges))
    model = Model(site.rows("select * from suppliers.task_transitions"))
    for who, task, status, note, force in changes:
        wanted = model.fault(ROLES.get(who), task, status, note, force=force)
        found = ""
        try:
            site.call(
                who,
                "update_task_status",
                task_id=tasks[task],
                status=status,
                note=note,
                force=force,
            )
            model.statuses[task] = status
        except Refused as refused:
            found = refused.key
        assert found == wanted, (who, task, status, note, force, model.statuses)
    stored = site.rows(
        "select id, status from suppliers.task_instances where id = any(%s) order by id", tasks
    )
    assert [row["status"] for row in stored] == model.statuses
    assert ready_tasks(site, tasks) == startable_tasks(site, tasks)
    assert site.broken_histories() == []


@EXAMPLES
@given(
    lags=st.lists(st.integers(0, 4), min_size=3, max_size=3),
    ends=st.lists(st.booleans(), min_size=14, max_size=14),
)
def test_the_list_of_ready_tasks_is_what_may_start_on_each_day(
    site: Site, lags: list[int], ends: list[bool]
) -> None:
    edges = [
        {"template": f"t{of}", "after": f"t{after}", "lag_days": lag}
        for (of, after), lag in zip(EDGES, lags, strict=True)
    ]
    tasks = site.add_supplier(site.make_project(make_templates(4), edges))
    try:
        for day, is_end in enumerate(ends, start=1):
            site.rows("select tests.set_clock(%s)", f"2026-06-{day:02} 12:00Z")
            ready = ready_tasks(site, tasks)
            assert ready == startable_tasks(site, tasks), (day, lags)
            if ready and is_end:
                for status in ("in_progress", "done"):
                    site.call(MANAGER, "update_task_status", task_id=ready[0], status=status)
    finally:
        site.rows("select tests.set_clock('2026-06-01 12:00Z')")


def ready_tasks(site: Site, tasks: list[int]) -> list[int]:
    """Return what list_ready_tasks lists of the supplier that has these tasks."""
    rows = site.rows(
        "select r.id from suppliers._find_ready_tasks(array("
        " select distinct i.supplier_project_id from suppliers.task_instances as i"
        " where i.id = any(%s)), 0, 100) as r (id)",
        tasks,
    )
    return [row["id"] for row in rows]


def startable_tasks(site: Site, tasks: list[int]) -> list[int]:
    """Return the planned tasks against whose start nothing speaks, judged one by one."""
    rows = site.rows(
        "select i.id from suppliers.task_instances as i"
        " where i.id = any(%s) and i.status = 'planned' and not exists ("
        " select from suppliers._start_faults(array[i.id], false)) order by i.id",
        tasks,
    )
    return [row["id"] for row in rows]


def moved_by_hand(
    plan: list[tuple[int, int]], lags: dict[tuple[int, int], int], task: int, due: int
) -> dict[int, tuple[int, int]]:
    """Return the days of a task that is due on another day, and of what that moves.

    The successors of a moved task are visited again and again until none moves: not as the
    database does, which passes once in a topological order.
    """
    shift = due - plan[task][1]
    moved = {task: (plan[task][0] + shift, due)}
    waiting = [task]
    while waiting:
        one = waiting.pop()
        for (of, after), lag in lags.items():
            if after != one or of == task:
                continue
            start = max(plan[of][0], moved.get(of, plan[of])[0], moved[one][1] + lag + 1)
            if start > moved.get(of, plan[of])[0]:
                moved[of] = (start, start + plan[of][1] - plan[of][0])
                waiting.append(of)
    return moved


@st.composite
def plans(draw: st.DrawFn) -> tuple[dict[tuple[int, int], int], list[int], list[int]]:
    """Draw dependencies with lags, due days and durations of six templates."""
    edges = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] > e[1])
    return (
        draw(st.dictionaries(edges, st.integers(0, 3), max_size=8)),
        draw(st.lists(st.integers(0, 20), min_size=6, max_size=6)),
        draw(st.lists(st.integers(1, 4), min_size=6, max_size=6)),
    )


@EXAMPLES
@given(
    plan=plans(),
    moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), min_size=1, max_size=4),
)
def test_what_a_preview_shows_is_what_is_done(
    site: Site,
    plan: tuple[dict[tuple[int, int], int], list[int], list[int]],
    moves: list[tuple[int, int]],
) -> None:
    lags, days, durations = plan
    templates = make_templates(6)
    for n, template in enumerate(templates):
        template |= {"canonical_due": str(workday(days[n])), "duration_days": durations[n]}
    edges = [
        {"template": f"t{of}", "after": f"t{after}", "lag_days": lag}
        for (of, after), lag in lags.items()
    ]
    tasks = site.add_supplier(site.make_project(templates, edges))
    for task, due in moves:
        before = _days(site, tasks)
        asked = {"task_id": tasks[task], "due_on": str(workday(due))}
        preview = site.call(MANAGER, "preview_date_change", **asked)
        assert _days(site, tasks) == before
        done = site.call(MANAGER, "update_task_due", **asked, reason="Why.", move_successors=True)
        assert done["moves"] == preview["moves"]
        after = _days(site, tasks)
        shown = {
            tasks.index(move["task_id"]): (
                number_of(date.fromisoformat(move["start_on"])),
                number_of(date.fromisoformat(move["due_on"])),
            )
            for move in preview["moves"]
        }
        wanted = moved_by_hand(before, lags, task, due)
        assert shown == wanted
        assert after == [wanted.get(n, before[n]) for n in range(6)]
    assert site.broken_histories() == []


def _days(site: Site, tasks: list[int]) -> list[tuple[int, int]]:
    """Return first and last day of tasks, in working days."""
    found = site.rows(
        "select start_on, due_on from suppliers.task_instances where id = any(%s)"
        " order by array_position(%s::bigint[], id)",
        tasks,
        tasks,
    )
    return [(number_of(row["start_on"]), number_of(row["due_on"])) for row in found]
