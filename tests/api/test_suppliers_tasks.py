"""Real clients set templates, add suppliers, change tasks one by one and in bulk."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from glue import db
from glue.http.tokens import user_id
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
PLACE = """
    with day as (
        select core.now() as now, c.id as calendar_id
        from suppliers.calendars as c where c.code = 'STANDARD'
    ), project as (
        insert into suppliers.projects (
            code, name, calendar_id, starts_on, created_at, updated_at
        )
        select 'API-' || %(n)s, 'Api', calendar_id, '2099-01-05', now, now from day
        returning id
    ), manager as (
        insert into suppliers.project_managers (project_id, user_id)
        select id, tests.user('mia') from project
    ), supplier as (
        insert into suppliers.suppliers (code, name, created_at, updated_at)
        select 'API-' || %(n)s || upper(name), name, now, now
        from day cross join unnest(array['sam', 'sue']) as name
        returning id, name
    ), person as (
        insert into suppliers.supplier_users (supplier_id, user_id)
        select id, tests.user(name) from supplier
    )
    select p.id as project, a.id as sam, b.id as sue
    from project as p
    cross join supplier as a
    cross join supplier as b
    where a.name = 'sam' and b.name = 'sue'
"""
TEMPLATES = [
    {"code": "mould", "title": "Mould", "canonical_due": "2099-01-09", "duration_days": 4},
    {"code": "sample", "title": "Sample", "canonical_due": "2099-01-16"},
]
DEPENDENCIES = [{"template": "sample", "after": "mould", "lag_days": 1}]
RPCS: dict[str, dict[str, Any]] = {
    "set_task_templates": {"project_id": 1, "templates": []},
    "list_task_templates": {"project_id": 1},
    "add_supplier_to_project": {"project_id": 1, "supplier_id": 1},
    "remove_supplier_from_project": {"project_id": 1, "supplier_id": 1},
    "get_task": {"task_id": 1},
    "list_tasks": {},
    "list_task_transitions": {},
    "validate_task_change": {"task_id": 1, "change": {}},
    "update_task_status": {"task_id": 1, "status": "done"},
    "update_task_due": {"task_id": 1, "due_on": "2099-01-09", "reason": "Ice."},
    "preview_date_change": {"task_id": 1, "due_on": "2099-01-09"},
    "assign_task": {"task_id": 1, "owner_id": None},
    "list_task_history": {"task_id": 1},
    "bulk_update_status": {"task_ids": [1], "status": "done"},
    "bulk_update_due_dates": {"project_id": 1, "shift_days": 1, "filter": {}, "reason": "Ice."},
}
PLACES = count(1)
Ask = Callable[..., Any]


@pytest.fixture
def ask(running: RunningApi, call: Call) -> Ask:
    """Return a function that calls an RPC and returns its data, or its message if refused."""

    def ask(caller: Caller, name: str, **body: Any) -> Any:
        answer = call(running.api, caller, name, body)
        return answer.message if answer.code else answer.data

    return ask


@pytest.fixture
def place(running: RunningApi) -> dict[str, int]:
    """Given: a project of mia, a supplier of sam and one of sue; returns the ids."""
    with db.connect(running.database) as conn:
        row = conn.execute(PLACE, {"n": next(PLACES)}).fetchone()
    assert row is not None
    return dict(row)


@pytest.fixture
def tasks(running: RunningApi, ask: Ask, place: dict[str, int]) -> dict[str, dict[str, int]]:
    """Given: both suppliers have the tasks of two templates; returns their ids."""
    mia = running.user("mia", "project_manager")
    project = place["project"]
    made = ask(
        mia,
        "set_task_templates",
        project_id=project,
        templates=TEMPLATES,
        dependencies=DEPENDENCIES,
    )
    assert (made["templates"], made["dependencies"]) == (2, 1)
    found: dict[str, dict[str, int]] = {}
    for name in ("sam", "sue"):
        added = ask(mia, "add_supplier_to_project", project_id=project, supplier_id=place[name])
        assert added["tasks"] == 2
        listed = ask(mia, "list_tasks", project_id=project, supplier_id=place[name])["items"]
        found[name] = {task["code"]: task["task_id"] for task in listed}
    return found


@CLIENTS
def test_a_date_that_countries_read_differently_is_refused(
    running: RunningApi, call: Call, tasks: dict[str, dict[str, int]]
) -> None:
    mia, mould = running.user("mia", "project_manager"), tasks["sam"]["mould"]
    moved = {"task_id": mould, "due_on": "02/01/2099"}
    answer = call(running.api, mia, "preview_date_change", moved)
    assert answer.code == "22008"


@CLIENTS
def test_a_task_goes_from_planned_to_done(
    running: RunningApi, ask: Ask, place: dict[str, int], tasks: dict[str, dict[str, int]]
) -> None:
    mia, sam = running.user("mia", "project_manager"), running.user("sam", "supplier")
    mould, sample = tasks["sam"]["mould"], tasks["sam"]["sample"]
    templates = ask(sam, "list_task_templates", project_id=place["project"])["items"]
    assert [template["code"] for template in templates] == ["mould", "sample"]
    assert len(ask(sam, "list_task_transitions")["statuses"]) == 7

    faults = ask(sam, "validate_task_change", task_id=sample, change={"status": "in_progress"})
    assert [fault["code"] for fault in faults] == ["suppliers.dependency_open"]
    refused = ask(sam, "update_task_status", task_id=sample, status="in_progress")
    assert refused == "suppliers.dependency_open"
    started = ask(
        sam, "update_task_status", task_id=mould, status="in_progress", expected_version=1
    )
    assert (started["status"], started["version"]) == ("in_progress", 2)
    owner = str(user_id("sam"))
    assert ask(sam, "assign_task", task_id=mould, owner_id=owner)["owner_id"] == owner

    moved = {"task_id": mould, "due_on": "2099-01-19"}
    preview = ask(sam, "preview_date_change", **moved)
    assert [move["code"] for move in preview["moves"]] == ["mould", "sample"]
    reason = {"reason": "Steel is late.", "cause": "material", "move_successors": True}
    assert ask(sam, "update_task_due", **moved, **reason)["moves"] == preview["moves"]
    assert ask(sam, "get_task", task_id=sample)["due_on"] == preview["moves"][1]["due_on"]

    assert ask(sam, "update_task_status", task_id=mould, status="done") == "core.not_permitted"
    assert ask(mia, "update_task_status", task_id=mould, status="done")["status"] == "done"
    history = ask(sam, "list_task_history", task_id=mould)["items"]
    assert [entry["version"] for entry in history] == [5, 4, 3, 2, 1]
    assert (history[1]["reason"], history[1]["previous_due_on"]) == (
        "Steel is late.",
        "2099-01-09",
    )
    removal = {"project_id": place["project"], "supplier_id": place["sam"]}
    refused = ask(mia, "remove_supplier_from_project", **removal)
    assert refused == "suppliers.tasks_open"
    cancel = {"status": "cancelled", "note": "No samples."}
    assert ask(mia, "update_task_status", task_id=sample, **cancel)["status"] == "cancelled"
    assert ask(mia, "remove_supplier_from_project", **removal)["removed_at"]


@CLIENTS
def test_a_supplier_learns_nothing_of_another(
    running: RunningApi, ask: Ask, place: dict[str, int], tasks: dict[str, dict[str, int]]
) -> None:
    sam, zed = running.user("sam", "supplier"), running.user("zed", "supplier")
    other = tasks["sue"]["mould"]
    single = (
        "get_task",
        "validate_task_change",
        "update_task_status",
        "update_task_due",
        "preview_date_change",
        "assign_task",
        "list_task_history",
    )
    for name in single:
        body = RPCS[name] | {"task_id": other}
        if name == "validate_task_change":
            body["change"] = {"status": "done"}
        assert ask(sam, name, **body) == "suppliers.unknown_task", name
    refused = ask(sam, "bulk_update_status", task_ids=[other], status="done")
    assert refused == "suppliers.unknown_task"
    seen = ask(sam, "list_tasks", project_id=place["project"])["items"]
    assert {task["supplier_id"] for task in seen} == {place["sam"]}
    assert ask(zed, "list_tasks", project_id=place["project"])["items"] == []
    for name in ("set_task_templates", "add_supplier_to_project", "list_task_templates"):
        body = RPCS[name] | {"project_id": place["project"]}
        assert ask(zed, name, **body) == "suppliers.unknown_project", name


@CLIENTS
def test_a_dry_run_shows_what_a_bulk_call_does(
    running: RunningApi,
    ask: Ask,
    place: dict[str, int],
    tasks: dict[str, dict[str, int]],
    request: pytest.FixtureRequest,
) -> None:
    mia = running.user("mia", "project_manager")
    body = {
        "project_id": place["project"],
        "shift_days": 3,
        "filter": {"due_until": "2099-01-12"},
        "reason": "The fair is later.",
        "cause": "customer",
    }
    dry = ask(mia, "bulk_update_due_dates", **body, dry_run=True)
    assert dry["total"] == 2
    assert {item["after"]["due_on"] for item in dry["items"]} == {"2099-01-14"}
    done = ask(mia, "bulk_update_due_dates", **body, idempotency_key=request.node.name)
    assert done == dry | {"dry_run": False}
    again = ask(mia, "bulk_update_due_dates", **body, idempotency_key=request.node.name)
    assert again == done

    both = [tasks["sam"]["mould"], tasks["sue"]["sample"]]
    dry = ask(mia, "bulk_update_status", task_ids=both, status="in_progress", dry_run=True)
    assert [len(item["errors"]) for item in dry["items"]] == [0, 1]
    first = ask(
        mia,
        "bulk_update_status",
        task_ids=both,
        status="in_progress",
        dry_run=True,
        page_size=1,
    )
    assert first["next"]
    assert [item["task_id"] for item in first["items"]] == both[:1]
    refused = ask(mia, "bulk_update_status", task_ids=both, status="in_progress")
    assert refused == "suppliers.dependency_open"
    assert ask(mia, "get_task", task_id=both[0])["status"] == "planned"


@CLIENTS
def test_many_tasks_are_an_operation(
    running: RunningApi, ask: Ask, tasks: dict[str, dict[str, int]]
) -> None:
    sam = running.user("sam", "supplier")
    many = [*range(10**9, 10**9 + 500), tasks["sam"]["mould"]]
    started = ask(sam, "bulk_update_status", task_ids=many, status="in_progress")
    operation = started["operation_id"]
    with db.connect(running.database) as conn:
        conn.execute("select core.run_operation_chunks(%s)", (operation,))
    found = ask(sam, "get_operation", operation_id=operation)
    assert (found["status"], found["done"], found["failed"]) == ("partial", 1, 500)
    errors = ask(sam, "list_operation_errors", operation_id=operation, page_size=1)["items"]
    assert errors[0]["message"] == "suppliers.unknown_task"
    assert ask(sam, "get_task", task_id=many[-1])["status"] == "in_progress"


@CLIENTS
@pytest.mark.parametrize("name", RPCS)
def test_an_anonymous_caller_is_refused(running: RunningApi, call: Call, name: str) -> None:
    assert call(running.api, running.anon, name, RPCS[name]).code == "42501"
