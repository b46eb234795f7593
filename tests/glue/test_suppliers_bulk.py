"""Bulk changes with real connections: each task once, whatever crashes or runs beside.

The seed is a parameter of each test.
"""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from glue import db
from tests.glue.supplier_site import MANAGER, Refused, Site, make_templates, workday

pytestmark = pytest.mark.needs("suppliers")

SUPPLIERS = 9
TEMPLATES = 60
SHIFT = {"shift_days": 3, "filter": {}, "reason": "The fair is later.", "cause": "customer"}
SMALL = """
    update core.operation_kinds set chunk_size = 50 where kind like 'suppliers.%';
    update core.settings set value = '0' where name = 'core.operation_slice_ms';
"""
"""A chunk has few tasks, and a slice one chunk."""


@pytest.fixture
def site(db_url: str) -> Iterator[Site]:
    """A fresh database whose chunks are small."""
    site = Site(db_url)
    with db.connect(db_url) as conn:
        conn.execute(SMALL)
    yield site
    site.close()


def make_tasks(site: Site) -> tuple[int, list[list[int]]]:
    """Make a project in which each task comes after another; return its tasks by supplier."""
    edges = [{"template": f"t{n + 1}", "after": f"t{n}"} for n in range(0, TEMPLATES - 1, 2)]
    project = site.make_project(make_templates(TEMPLATES), edges)
    return project, [site.add_supplier(project) for _ in range(SUPPLIERS)]


def flat(tasks: list[list[int]]) -> list[int]:
    """Return the tasks of all suppliers."""
    return [task for some in tasks for task in some]


def run_slice(site: Site, operation: int, lane: int = 1, *, crash: bool = False) -> str:
    """Run one slice of an operation; one that crashes has done nothing."""
    conn = site.connection()
    with conn.transaction(force_rollback=crash):
        row = conn.execute(
            "select core.run_operation_chunks(%s, %s) as it", (operation, lane)
        ).fetchone()
    assert row is not None
    return str(row["it"])


def run_to_end(site: Site, operation: int, lane: int = 1) -> None:
    """Run an operation until it is finished."""
    while run_slice(site, operation, lane) != "finished":
        pass


def outcome(site: Site, tasks: list[list[int]], operation: int) -> dict[str, Any]:
    """Return what an operation did, in words that another project's are equal to."""
    places = {task: place for place, task in enumerate(flat(tasks))}
    states = site.rows(
        "select i.id, i.status, i.start_on, i.due_on, i.version,"
        " i.operation_id is not null as is_changed, h.states"
        " from suppliers.task_instances as i cross join lateral ("
        "   select count(*) as states from suppliers.task_history as h where h.task_id = i.id"
        " ) as h where i.id = any(%s)",
        list(places),
    )
    errors = site.rows(
        "select item_number, item, code, message from core.operation_errors"
        " where operation_id = %s",
        operation,
    )
    progress = site.rows(
        "select status, total, done, failed, skipped from core.operations where id = %s",
        operation,
    )
    return {
        "states": {places[row.pop("id")]: row for row in states},
        "errors": {
            row["item_number"]: (places.get(row["item"], row["item"]), row["code"], row["message"])
            for row in errors
        },
        "progress": progress,
    }


def start_all(site: Site, tasks: list[list[int]]) -> int:
    """Start every task by an operation, with some that there are not; half of them wait."""
    ids = [*flat(tasks), *range(10**9, 10**9 + 30)]
    started = site.call(MANAGER, "bulk_update_status", task_ids=ids, status="in_progress")
    return int(started["operation_id"])


def shift_all(site: Site, tasks: list[list[int]]) -> int:
    """Move every open task of a project by an operation."""
    project = site.one("select project_id from suppliers.task_instances where id = %s", tasks[0][0])
    started = site.call(MANAGER, "bulk_update_due_dates", project_id=project, **SHIFT)
    return int(started["operation_id"])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("start", [start_all, shift_all])
def test_a_crash_at_any_chunk_changes_nothing(
    site: Site, start: Callable[[Site, list[list[int]]], int], seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - choices, no secret
    _, whole = make_tasks(site)
    _, broken = make_tasks(site)
    operation = start(site, whole)
    run_to_end(site, operation)
    wanted = outcome(site, whole, operation)
    assert wanted["progress"][0]["done"] > 0

    operation = start(site, broken)
    crashes = 0
    while True:
        crash = rng.random() < 0.5
        crashes += crash
        if run_slice(site, operation, crash=crash) == "finished" and not crash:
            break
    assert crashes > 0
    assert outcome(site, broken, operation) == wanted, seed
    assert site.broken_histories() == []


def test_a_cancelled_operation_keeps_what_it_did(site: Site) -> None:
    _, tasks = make_tasks(site)
    operation = shift_all(site, tasks)
    assert [run_slice(site, operation) for _ in range(3)] == ["continued"] * 3
    found = site.call(MANAGER, "cancel_operation", operation_id=operation)
    assert (found["status"], found["done"]) == ("cancelled", 150)
    changed = site.one(
        "select count(*) from suppliers.task_history where operation_id = %s", operation
    )
    assert changed == 150
    assert run_slice(site, operation) == "finished"
    events = site.rows(
        "select payload from core.events where topic = %s order by id",
        f"suppliers:operation:{operation}",
    )
    assert [event["payload"]["done"] for event in events] == [50, 100, 150, 150, 150]
    assert events[-1]["payload"]["status"] == "cancelled"


def test_who_loses_a_project_changes_nothing_more(site: Site) -> None:
    _, tasks = make_tasks(site)
    operation = shift_all(site, tasks)
    run_slice(site, operation)
    site.rows("delete from suppliers.project_managers where true")
    run_to_end(site, operation)
    found = outcome(site, tasks, operation)
    assert found["progress"] == [
        {"status": "partial", "total": 540, "done": 50, "failed": 490, "skipped": 0}
    ]
    assert {error[2] for error in found["errors"].values()} == {"suppliers.unknown_task"}


@pytest.mark.parametrize("seed", range(3))
def test_bulk_calls_and_single_ones_run_side_by_side(site: Site, seed: int) -> None:
    """Two operations in two lanes each, bulk calls of a few, and single changes.

    A deadlock is an error here: no call is repeated.
    """
    _, tasks = make_tasks(site)
    every = flat(tasks)
    operations = [start_all(site, tasks), shift_all(site, tasks)]
    lanes = [(operation, lane) for operation in operations for lane in (1, 2)]
    barrier = threading.Barrier(len(lanes) + 3)
    made = [0, 0, 0]

    def run(operation: int, lane: int) -> None:
        barrier.wait()
        run_to_end(site, operation, lane)

    def change(worker: int) -> None:
        rng = random.Random(f"{seed} {worker}")  # noqa: S311 - choices, no secret
        barrier.wait()
        for _ in range(30):
            with suppress(Refused):
                made[worker] += change_some(site, every, rng)

    with ThreadPoolExecutor(len(lanes) + 3) as pool:
        waiting = [pool.submit(run, *lane) for lane in lanes]
        waiting += [pool.submit(change, worker) for worker in range(3)]
        for one in waiting:
            one.result()
    assert site.broken_histories() == [], seed
    for operation in operations:
        (done,) = site.rows("select * from core.operations where id = %s", operation)
        assert done["done"] + done["failed"] == done["total"], seed
        changed = site.one(
            "select count(*) from suppliers.task_history where operation_id = %s", operation
        )
        assert changed == done["done"] > 0, seed
    alone = site.one(
        "select count(*) from suppliers.task_history"
        " where operation_id is null and previous_status is not null"
    )
    assert alone == sum(made) > 0, seed


def change_some(site: Site, tasks: list[int], rng: random.Random) -> int:
    """Change one task, or a few at once; return how many changes that is."""
    if rng.random() < 0.5:
        day = str(workday(rng.randrange(200, 400)))
        task = rng.choice(tasks)
        before = site.one("select due_on from suppliers.task_instances where id = %s", task)
        site.call(MANAGER, "update_task_due", task_id=task, due_on=day, reason="Alone.")
        return int(str(before) != day)
    some = rng.sample(tasks, rng.randint(1, 20))
    note = {"note": "A few.", "status": rng.choice(["cancelled", "planned", "blocked"])}
    return int(site.call(MANAGER, "bulk_update_status", task_ids=some, **note)["total"])


@pytest.mark.parametrize("seed", range(4))
def test_a_dry_run_is_what_is_then_done(site: Site, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - choices, no secret
    project, tasks = make_tasks(site)
    every = flat(tasks)
    for _ in range(12):
        rpc, body = a_bulk_call(rng, project, every)
        shown = site.call(MANAGER, rpc, **body, dry_run=True)
        refused = [item for item in shown["items"] if item["errors"]]
        if refused:
            with pytest.raises(Refused) as error:
                site.call(MANAGER, rpc, **body)
            assert error.value.key in {item["errors"][0]["code"] for item in refused}, seed
            continue
        done = site.call(MANAGER, rpc, **body)
        assert done == shown | {"dry_run": False}, seed
        stored = {
            row["id"]: row["it"]
            for row in site.rows(
                "select id, to_jsonb(i) as it from suppliers.task_instances as i"
                " where id = any(%s)",
                [item["task_id"] for item in done["items"]],
            )
        }
        for item in done["items"]:
            found = stored[item["task_id"]]
            assert item["after"] == {key: found[key] for key in item["after"]}, seed


def a_bulk_call(rng: random.Random, project: int, tasks: list[int]) -> tuple[str, dict[str, Any]]:
    """Return a random bulk call of up to 40 tasks."""
    some = rng.sample(tasks, rng.randint(1, 40))
    if rng.random() < 0.5:
        status = rng.choice(["in_progress", "planned", "cancelled", "submitted"])
        return "bulk_update_status", {"task_ids": some, "status": status, "note": "Why."}
    shift = rng.choice([-5, -1, 1, 2, 7])
    body = SHIFT | {"shift_days": shift, "filter": {"task_ids": some}}
    return "bulk_update_due_dates", body | {"project_id": project}
