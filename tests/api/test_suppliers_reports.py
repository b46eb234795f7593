"""Real clients read the reports of suppliers, as JSON and as CSV."""

import csv
import io
from typing import Any

import httpx
import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
PROJECT = {"project_id": 2901}
OTHER = {"project_id": 2902}
JANUARY = {"since": "2099-01-01", "until": "2099-01-31"}
REPORTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "report_supplier_performance": (
        JANUARY,
        [
            "key",
            "name",
            "finished",
            "on_time_first",
            "on_time_first_rate",
            "on_time_last",
            "on_time_last_rate",
            "lead_days_median",
            "lead_days_p90",
            "slips",
            "slip_days",
            "as_of",
        ],
    ),
    "report_open_work": (
        PROJECT,
        [
            "supplier",
            "supplier_name",
            "status",
            "open",
            "late",
            "not_begun",
            "days_0_7",
            "days_8_30",
            "days_31_90",
            "days_over_90",
            "oldest_days",
            "as_of",
        ],
    ),
    "report_project_figures": (
        PROJECT,
        ["section", "key", "tasks", "done", "days", "end_on", "note"],
    ),
}


# Two suppliers have a mould before a run; the first one moved its mould and ended it. A project
# of its own, as other tests change what they share; the clock is set back in the end.
_GIVEN = """
do $$
begin
    if exists (select from suppliers.projects as p where p.code = 'REPORTED') then
        return;
    end if;
    insert into suppliers.projects (
        id, code, name, calendar_id, starts_on, created_at, updated_at
    )
    overriding system value
    select k.id, k.code, 'Reported', c.id, '2099-01-05', core.now(), core.now()
    from suppliers.calendars as c
    cross join (values (2901, 'REPORTED'), (2902, 'UNREPORTED')) as k (id, code)
    where c.code = 'STANDARD';
    insert into suppliers.project_managers values (2901, tests.user('pam'));
    insert into suppliers.suppliers (id, code, name, created_at, updated_at)
    overriding system value
    values
    (3901, 'FIRST', 'First', core.now(), core.now()),
    (3902, 'SECOND', 'Second', core.now(), core.now());
    insert into suppliers.supplier_users values (3901, tests.user('sid'));
    perform suppliers.set_task_templates(
        2901,
        '[{"code": "mould", "title": "Mould", "canonical_due": "2099-01-09"},
          {"code": "run", "title": "Run", "canonical_due": "2099-01-20"}]',
        '[{"template": "run", "after": "mould"}]'
    );
    perform
        suppliers.add_supplier_to_project(2901, 3901),
        suppliers.add_supplier_to_project(2901, 3902);
    perform tests.set_clock('2099-01-08T10:00Z');
    perform suppliers.update_task_status(tests.task_of('FIRST', 'mould'), 'in_progress');
    perform suppliers.update_task_due(
        tests.task_of('FIRST', 'mould'), '2099-01-14', 'No steel.', p_cause => 'material'
    );
    perform tests.set_clock('2099-01-13T10:00Z');
    perform suppliers.update_task_status(tests.task_of('FIRST', 'mould'), 'done');
    execute format('alter database %I reset rowhouse.clock', current_database());
end;
$$;
"""


@pytest.fixture(autouse=True)
def reported_project(running: RunningApi) -> None:
    """Given: a project in which work was done."""
    with db.connect(running.database) as conn:
        conn.execute(_GIVEN)


@CLIENTS
def test_reports_are_read(running: RunningApi, call: Call) -> None:
    manager = running.user("pam", "project_manager")
    rows = call(running.api, manager, "report_supplier_performance", JANUARY).data
    assert [
        (row["key"], row["finished"], row["on_time_first_rate"], row["on_time_last_rate"])
        for row in rows
    ] == [("FIRST", 1, 0, 1)]
    months = call(
        running.api,
        running.user("bob", "analyst"),
        "report_supplier_performance",
        JANUARY | {"supplier_id": 3901, "by": "month"},
    ).data
    assert [(row["key"], row["lead_days_p90"], row["slip_days"]) for row in months] == [
        ("2099-01-01", 4, 3)
    ]
    status = call(running.api, manager, "report_project_status", PROJECT).data
    assert (status["tasks"]["done"], status["tasks"]["planned"]) == (1, 3)
    assert status["forecast"]["promised_end_on"] == "2099-01-20"
    figures = call(running.api, manager, "report_project_figures", PROJECT).data
    assert {row["section"] for row in figures} == {"status", "open_work", "forecast", "burn_up"}
    work = call(running.api, manager, "report_open_work", PROJECT).data
    assert [(row["supplier"], row["open"]) for row in work] == [("FIRST", 1), ("SECOND", 2)]


@CLIENTS
def test_a_project_is_read_ahead_and_back(running: RunningApi, call: Call) -> None:
    manager = running.user("pam", "project_manager")
    ready = call(running.api, manager, "list_ready_tasks", PROJECT | {"page_size": 1}).data
    assert [(task["supplier_id"], task["code"]) for task in ready["items"]] == [(3901, "run")]
    more = call(running.api, manager, "list_ready_tasks", PROJECT | {"after": ready["next"]}).data
    assert [(task["supplier_id"], task["code"]) for task in more["items"]] == [(3902, "mould")]
    path = call(running.api, manager, "critical_path", PROJECT | {"supplier_id": 3901}).data
    assert [step["code"] for step in path["suppliers"][0]["path"]] == ["run"]
    assert [(task["code"], task["slack_days"]) for task in path["tasks"]] == [
        ("mould", None),
        ("run", 0),
    ]
    at = PROJECT | {"at": "2099-01-08T23:00:00Z"}
    past = call(running.api, manager, "project_as_of", at).data["items"]
    assert [task["status"] for task in past if task["code"] == "mould"] == [
        "in_progress",
        "planned",
    ]


@CLIENTS
def test_suppliers_read_their_own_only(running: RunningApi, call: Call) -> None:
    sid = running.user("sid", "supplier")
    work = call(running.api, sid, "report_open_work", PROJECT).data
    assert [row["supplier"] for row in work] == ["FIRST"]
    other = call(running.api, sid, "report_supplier_performance", JANUARY | {"supplier_id": 3902})
    assert (other.status, other.message) == (404, "suppliers.unknown_supplier")
    asked: dict[str, dict[str, Any]] = {
        "critical_path": OTHER,
        "list_ready_tasks": OTHER,
        "report_project_status": OTHER,
        "report_project_figures": OTHER,
        "report_open_work": OTHER,
        "project_as_of": OTHER | {"at": "2099-01-12T23:00:00Z"},
    }
    for name, arguments in asked.items():
        refused = call(running.api, sid, name, arguments)
        assert (refused.status, refused.message) == (404, "suppliers.unknown_project"), name
    with db.connect(running.database) as conn:
        logged = conn.execute(
            "select distinct l.thing from core.access_log as l where l.thing_id like '3901%'"
        ).fetchall()
    assert {row["thing"] for row in logged} == {"suppliers.open_work"}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_csv_for_who_accepts_that(running: RunningApi, name: str) -> None:
    arguments, columns = REPORTS[name]
    manager = running.user("pam", "project_manager")
    answer = httpx.post(
        f"{running.api.url}/rest/v1/rpc/{name}",
        json=arguments,
        headers={
            "apikey": manager.key,
            "Authorization": f"Bearer {manager.token}",
            "Accept": "text/csv",
        },
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == columns
    told = call_with_python(running.api, manager, name, arguments).data
    expected = [{key: "" if v is None else str(v) for key, v in row.items()} for row in told]
    for row in expected + rows:
        row.pop("as_of", None)
    assert rows == expected
