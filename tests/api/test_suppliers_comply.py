"""Real clients ask for archives, read the log of reads, and erase persons."""

from collections.abc import Iterator
from typing import Any

import pytest

from glue import db
from glue.http.tokens import user_id
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)

# A project of its own, since other files change the small one.
GIVEN = """
    insert into suppliers.projects (
        id, code, name, calendar_id, starts_on, created_at, updated_at
    )
    overriding system value
    select -43, 'LAMP', 'Lamp', c.id, '2026-01-01', now(), now()
    from suppliers.calendars as c where c.code = 'STANDARD';
    insert into suppliers.project_managers (project_id, user_id)
    values (-43, tests.user('lena'));
    insert into suppliers.suppliers (id, code, name, created_at, updated_at)
    overriding system value
    values (-53, 'WEST', 'West', now(), now()), (-54, 'EAST', 'East', now(), now());
    insert into suppliers.supplier_users (supplier_id, user_id)
    values (-53, tests.user('lars'));
    insert into suppliers.supplier_projects (project_id, supplier_id, calendar_id, added_at)
    select -43, -53, c.id, now() from suppliers.calendars as c where c.code = 'STANDARD';
    insert into suppliers.contacts (id, supplier_id, name, email)
    overriding system value values (-57, -53, 'Lotte', 'lotte@example.invalid');
"""
# By the keys of their rows: other files have exports and reads of their own.
CLEAR = """
    delete from suppliers.compliance_exports where project_id = -43;
    delete from suppliers.contacts where supplier_id = -53;
    delete from suppliers.supplier_projects where project_id = -43;
    delete from suppliers.suppliers where id in (-53, -54);
    delete from suppliers.projects where id = -43;
    delete from core.jobs
    where kind ~ '^suppliers.*export' or kind = 'core.erase_person';
    delete from core.erasures where true;
"""


@pytest.fixture
def lamp(running: RunningApi) -> Iterator[RunningApi]:
    """Given: a project of lena's, for which the supplier of lars works."""
    with db.connect(running.database) as conn:
        conn.execute(GIVEN)
        yield running
        conn.execute(CLEAR)


def finish(running: RunningApi, export_id: int) -> None:
    """Record an archive as the worker does."""
    with db.connect(running.database) as conn:
        conn.execute(
            "select suppliers.record_export(%s, 10, repeat('0f', 32), '{\"v\": 1}',"
            " (suppliers.find_export(%s) ->> 'erasures')::bigint,"
            ' \'{"url": "https://x.invalid", "expires_at": "2999-01-01Z"}\')',
            (export_id, export_id),
        )


@CLIENTS
def test_a_manager_asks_for_an_archive_and_gets_a_link(lamp: RunningApi, call: Call) -> None:
    lena = lamp.user("lena", "project_manager")
    body = {"project_id": -43, "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"}
    made = call(lamp.api, lena, "export_compliance", body).data
    assert (made["status"], made["download"]) == ("pending", None)
    assert call(lamp.api, lena, "export_compliance", body).data == made
    finish(lamp, made["id"])
    shown = call(lamp.api, lena, "get_compliance_export", {"export_id": made["id"]}).data
    assert (shown["status"], shown["bytes"], shown["sha256"]) == ("ready", 10, "0f" * 32)
    assert shown["download"]["url"] == "https://x.invalid"
    listed = call(lamp.api, lena, "list_compliance_exports", {"project_id": -43}).data
    assert [one["id"] for one in listed["items"]] == [made["id"]]


@CLIENTS
def test_others_learn_nothing_of_archives(lamp: RunningApi, call: Call) -> None:
    lena, admin = lamp.user("lena", "project_manager"), lamp.user("eve", "admin")
    body = {"project_id": -43, "since": "2026-01-01T00:00:00Z"}
    made = call(lamp.api, admin, "export_compliance", body).data
    for name, role in (("zed", "project_manager"), ("lena", "analyst"), ("zoe", "supplier")):
        caller = lamp.user(name, role)
        refused = call(lamp.api, caller, "export_compliance", body)
        assert (refused.status, refused.message) == (404, "suppliers.unknown_project")
        refused = call(lamp.api, caller, "list_compliance_exports", {"project_id": -43})
        assert (refused.status, refused.message) == (404, "suppliers.unknown_project")
        refused = call(lamp.api, caller, "get_compliance_export", {"export_id": made["id"]})
        assert (refused.status, refused.message) == (404, "suppliers.unknown_export")
    lars = lamp.user("lars", "supplier")
    refused = call(lamp.api, lars, "export_compliance", body)
    assert (refused.status, refused.message) == (403, "core.not_permitted")
    backwards = body | {"until": "2025-01-01T00:00:00Z"}
    refused = call(lamp.api, lena, "export_compliance", backwards)
    assert (refused.status, refused.message) == (422, "core.invalid_argument")


@CLIENTS
def test_what_a_supplier_reads_is_listed(lamp: RunningApi, call: Call) -> None:
    lena, lars = lamp.user("lena", "project_manager"), lamp.user("lars", "supplier")
    body: dict[str, Any] = {"supplier_id": -53, "page_size": 1}
    for _ in range(2):
        assert call(lamp.api, lars, "list_tasks", {"project_id": -43}).data["items"] == []
    newest = call(lamp.api, lena, "list_access_log", body).data
    (read,) = newest["items"]
    assert (read["thing"], read["actor_id"]) == ("suppliers.tasks", str(user_id("lars")))
    rest = call(lamp.api, lena, "list_access_log", body | {"after": newest["next"]}).data
    assert rest["items"][0]["id"] < read["id"]
    for supplier in (-54, -99):
        refused = call(lamp.api, lena, "list_access_log", {"supplier_id": supplier})
        assert (refused.status, refused.message) == (404, "suppliers.unknown_supplier")
    refused = call(lamp.api, lars, "list_access_log", body)
    assert (refused.status, refused.message) == (404, "suppliers.unknown_supplier")


@CLIENTS
def test_an_admin_erases_a_person(lamp: RunningApi, call: Call) -> None:
    admin = lamp.user("eve", "admin")
    body = {"person_kind": "suppliers.contact", "person_key": "-57", "reason": "Asked."}
    for is_dry_run, left in ((True, 1), (False, 0)):
        made = call(lamp.api, admin, "erase_person", body | {"is_dry_run": is_dry_run}).data
        assert (made["status"], made["is_dry_run"]) == ("pending", is_dry_run)
        with db.connect(lamp.database) as conn:
            conn.execute("select core.run_sql_work()")
            row = conn.execute("select count(*) as it from suppliers.contacts where id = -57")
            assert (row.fetchone() or {})["it"] == left
        shown = call(lamp.api, admin, "get_erasure", {"erasure_id": made["id"]}).data
        assert shown["status"] == "done"
        assert shown["erased"]["suppliers.contacts"] == 1
    listed = call(lamp.api, admin, "list_erasures", {"page_size": 2}).data["items"]
    assert [one["is_dry_run"] for one in listed] == [False, True]


@CLIENTS
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("erase_person", {"person_kind": "user", "person_key": "x", "reason": "x"}),
        ("get_erasure", {"erasure_id": 1}),
        ("list_erasures", {}),
    ],
)
def test_nobody_else_erases(
    running: RunningApi, call: Call, name: str, body: dict[str, object]
) -> None:
    answer = call(running.api, running.user("bob", "analyst"), name, body)
    assert (answer.status, answer.message) == (403, "core.not_permitted")
    assert call(running.api, running.anon, name, body).code == "42501"
