"""Real clients read notifications, digests and a calendar of due dates."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from glue import db
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
Ask = Callable[..., Any]

# A project of its own, since other files change the small one.
GIVEN = """
    insert into suppliers.projects (
        id, code, name, calendar_id, starts_on, created_at, updated_at
    )
    overriding system value
    select -41, 'BELL', 'Bell; und Söhne', c.id, '2026-01-01', now(), now()
    from suppliers.calendars as c where c.code = 'STANDARD';
    insert into suppliers.project_managers (project_id, user_id)
    values (-41, tests.user('nina'));
    insert into suppliers.suppliers (id, code, name, created_at, updated_at)
    overriding system value values (-51, 'NORD', 'Nord', now(), now());
    insert into suppliers.supplier_users (supplier_id, user_id) values (-51, tests.user('ned'));
    insert into suppliers.supplier_projects (id, project_id, supplier_id, calendar_id, added_at)
    overriding system value
    select -61, -41, -51, c.id, now() from suppliers.calendars as c where c.code = 'STANDARD';
    insert into suppliers.task_templates (
        id, project_id, code, title, canonical_due_on, duration_days, place
    )
    overriding system value values
    (-71, -41, 'late', 'Cast, then cool', '2026-01-01', 1, 1),
    (-72, -41, 'next', 'Größe prüfen: 鐘', '2026-01-01', 1, 2),
    (-73, -41, 'far', 'Ring', '2026-01-01', 1, 3);
    insert into suppliers.task_instances (
        id, supplier_project_id, project_id, supplier_id, task_template_id, start_on,
        planned_due_on, due_on, changed_at
    )
    overriding system value
    select t.id, -61, -41, -51, t.template_id, d.due_on, d.due_on, d.due_on, now()
    from (values (-81, -71, -3), (-82, -72, 0), (-83, -73, 200)) as t (id, template_id, days)
    cross join lateral (select current_date + t.days as due_on) as d;
"""


@pytest.fixture(scope="module")
def project(running: RunningApi) -> RunningApi:
    """A project of nina's, with three tasks of ned's supplier: one late, one next, one far."""
    with db.connect(running.database) as conn:
        for statement in GIVEN.split(";\n"):
            if statement.strip():
                conn.execute(statement.encode())
    return running


@pytest.fixture
def ask(running: RunningApi, call: Call) -> Ask:
    """Return a function that calls an RPC and returns its data, or its message if refused."""

    def ask(caller: Caller, rpc: str, **body: Any) -> Any:
        answer = call(running.api, caller, rpc, body)
        return answer.message if answer.code else answer.data

    return ask


def _kinds(answer: dict[str, Any], task_id: int) -> list[str]:
    return [item["kind"] for item in answer["items"] if item["payload"].get("task_id") == task_id]


@CLIENTS
def test_people_are_told_what_happens_to_their_tasks(project: RunningApi, ask: Ask) -> None:
    nina, ned = project.user("nina", "project_manager"), project.user("ned", "supplier")
    ask(nina, "assign_task", task_id=-83, owner_id=None)
    ned_id = ask(ned, "probe_caller")["uid"]
    assert ask(nina, "assign_task", task_id=-83, owner_id=ned_id)["owner_id"] == ned_id
    assert ask(ned, "update_task_status", task_id=-83, status="in_progress")["version"] > 1
    ask(ned, "update_task_status", task_id=-83, status="blocked", note="no bronze")
    mine, hers = ask(ned, "list_notifications"), ask(nina, "list_notifications")
    assert _kinds(mine, -83)[0] == "suppliers.task.assigned"
    assert _kinds(hers, -83)[0] == "suppliers.task.blocked"
    assert hers["items"][0]["payload"]["reason"] == "no bronze"
    ask(nina, "update_task_status", task_id=-83, status="in_progress")
    ask(nina, "update_task_status", task_id=-83, status="planned", note="again")
    assert _kinds(ask(ned, "list_notifications"), -83)[0] == "suppliers.task.unblocked"


@CLIENTS
def test_a_user_chooses_and_reads_digests(project: RunningApi, ask: Ask) -> None:
    ned, zed = project.user("ned", "supplier"), project.user("zed", "supplier")
    assert ask(zed, "get_digest_preferences")["is_default"] is True
    wanted = {"is_enabled": True, "hour": 0, "timezone": "UTC"}
    assert ask(ned, "set_digest_preferences", **wanted) == {**wanted, "is_default": False}
    assert ask(ned, "get_digest_preferences")["hour"] == 0
    assert ask(ned, "set_digest_preferences", timezone="Mars/Base") == "core.invalid_argument"
    with db.connect(project.database) as conn:
        conn.execute("select suppliers.run_make_digests(null::core.jobs)")
    item = ask(ned, "list_digests")["items"][0]
    assert (item["counts"]["overdue"], item["counts"]["due_soon"]) == (1, 1)
    digest = ask(ned, "get_digest", digest_id=item["digest_id"])
    assert [task["code"] for task in digest["tasks"]["overdue"]] == ["late"]
    assert ask(zed, "get_digest", digest_id=item["digest_id"]) == "suppliers.unknown_digest"
    assert ask(zed, "list_digests") == {"items": [], "next": None}


def _fetch(running: RunningApi, token: str, **headers: str) -> httpx.Response:
    """Fetch a feed as a calendar does: an address, and no header of ours."""
    query = {"apikey": running.api.publishable_key, "token": token}
    url = f"{running.api.rest_url}/rpc/calendar_feed"
    return httpx.get(url, params=query, headers=headers, timeout=30)


@CLIENTS
def test_a_calendar_is_fetched_until_its_token_is_revoked(project: RunningApi, ask: Ask) -> None:
    ned, nina = project.user("ned", "supplier"), project.user("nina", "project_manager")
    made = ask(ned, "create_calendar_token", name="Phone")
    listed = ask(ned, "list_calendar_tokens")["items"][0]
    assert (listed["token_id"], listed["revoked_at"]) == (made["token_id"], None)
    assert "token" not in listed
    for accept in ("text/calendar", "*/*", "application/json", "text/html,*/*;q=0.1"):
        answer = _fetch(project, made["token"], accept=accept)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    by_post = httpx.post(
        f"{project.api.rest_url}/rpc/calendar_feed",
        json={"token": made["token"]},
        headers={"apikey": project.api.publishable_key},
        timeout=30,
    )
    assert by_post.text == answer.text
    assert ask(nina, "revoke_calendar_token", token_id=made["token_id"]) == (
        "suppliers.unknown_calendar_token"
    )
    assert ask(ned, "revoke_calendar_token", token_id=made["token_id"])["revoked_at"]
    revoked, unknown = _fetch(project, made["token"]), _fetch(project, "cal_unknown")
    assert (revoked.status_code, revoked.json()["message"]) == (404, "suppliers.unknown_feed")
    assert (unknown.status_code, unknown.json()) == (404, revoked.json())


@CLIENTS
def test_the_calendar_is_one_for_icalendar(project: RunningApi, ask: Ask) -> None:
    ned, nina = project.user("ned", "supplier"), project.user("nina", "project_manager")
    token = ask(ned, "create_calendar_token")["token"]
    before = _read(_fetch(project, token))
    today = datetime.now(UTC).date()
    late, soon, far = before[-81], before[-82], before[-83]
    assert late.start == today - timedelta(days=3)
    assert (late.start, late.end - late.start) == (late["DTSTART"].dt, timedelta(days=1))
    assert isinstance(late["DTSTART"].dt, date)
    assert late["SUMMARY"] == "Cast, then cool (Bell; und Söhne)"
    assert soon["SUMMARY"] == "Größe prüfen: 鐘 (Bell; und Söhne)"
    assert far["DESCRIPTION"].splitlines()[:2] == [
        "Task far of project BELL",
        "Status: planned",
    ]
    assert {event["STATUS"] for event in before.values()} == {"CONFIRMED"}
    ask(nina, "update_task_status", task_id=-83, status="cancelled", note="no")
    after = _read(_fetch(project, token))[-83]
    assert (after["UID"], after["STATUS"]) == (far["UID"], "CANCELLED")
    assert after["SEQUENCE"] == far["SEQUENCE"] + 1
    ask(nina, "update_task_status", task_id=-83, status="planned", note="yes")


def _read(answer: httpx.Response) -> dict[int, Any]:
    """Return the events of a feed by task."""
    calendar = Calendar.from_ical(answer.content)
    assert not calendar.errors
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    events = calendar.walk("VEVENT")
    assert not any(event.errors for event in events)
    return {int(str(event["UID"]).split("@")[0].removeprefix("task-")): event for event in events}


def test_a_feed_is_limited(project: RunningApi) -> None:
    ned = project.user("ned", "supplier")
    token = call_with_python(project.api, ned, "create_calendar_token", {}).data["token"]
    with db.connect(project.database) as conn:
        conn.execute(
            """update core.settings set value = '{"requests": 1, "seconds": 3600}'
            where name = 'suppliers.calendar_rate'"""
        )
    try:
        url = f"{project.api.rest_url}/rpc/calendar_feed"
        key = {"apikey": project.api.publishable_key}
        first = httpx.post(url, json={"token": token}, headers=key, timeout=30)
        assert first.status_code == 200
        refused = _fetch(project, token)
        assert (refused.status_code, refused.json()["message"]) == (429, "core.rate_limited")
        assert int(refused.headers["retry-after"]) > 0
    finally:
        with db.connect(project.database) as conn:
            conn.execute(
                "update core.settings set value = null where name = 'suppliers.calendar_rate'"
            )


@given(
    st.text(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=200
    )
)
@settings(max_examples=300, deadline=None)
def test_any_title_comes_out_as_it_went_in(project: RunningApi, title: str) -> None:
    with db.connect(project.database) as conn:
        row = conn.execute(
            "select suppliers._ical_fold('SUMMARY:' || suppliers._ical_text(%s) || %s) as line",
            (title, "\r\n"),
        ).fetchone()
    assert row is not None
    line: str = row["line"]
    text = f"BEGIN:VEVENT\r\nUID:1\r\n{line}END:VEVENT\r\n"
    (event,) = Calendar.from_ical(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{text}END:VCALENDAR\r\n"
    ).walk("VEVENT")
    expected = title.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(c for c in expected if c in "\n\t" or (c >= " " and c != "\x7f"))
    assert event["SUMMARY"] == shown
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
