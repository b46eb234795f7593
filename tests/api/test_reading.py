"""Real clients store reading progress: RPCs, and the view under row-level security."""

from typing import Any

import httpx
import pytest
from supabase import Client, create_client
from supabase.lib.client_options import SyncClientOptions

from glue import db
from glue.http.tokens import user_id
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("reading")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
EDIT: dict[str, Any] = {
    "series_id": 1,
    "chapter": 5,
    "device_id": "phone",
    "updated_at": "2026-01-01T10:00:00Z",
}


@pytest.fixture(autouse=True)
def nobody_reads(running: RunningApi) -> None:
    """Given: no reading progress."""
    with db.connect(running.database) as conn:
        conn.execute(
            "truncate reading.progress, reading.progress_versions, reading.tombstones,"
            " reading.conflicts, reading.progress_policies"
        )


def client_of(running: RunningApi, name: str) -> Client:
    """Return supabase-py as a signed-in reader."""
    caller = running.user(name)
    options = SyncClientOptions(
        schema="api",
        headers={"Authorization": f"Bearer {caller.token}"},
        httpx_client=httpx.Client(),
    )
    return create_client(running.api.url, caller.key, options)


def rows_of(reader: Client) -> list[dict[str, Any]]:
    """Return what a reader sees in the view."""
    data: Any = reader.table("reading_progress").select("*").execute().data
    rows: list[dict[str, Any]] = data
    return rows


@CLIENTS
def test_edits_are_pushed_and_told(running: RunningApi, call: Call) -> None:
    ada = running.user("ada")
    (answer,) = call(running.api, ada, "push_progress", {"items": [EDIT]}).data
    assert (answer["outcome"], answer["reason"]) == ("applied", "new")
    assert answer["winner"]["version"] == 1
    since = call(running.api, ada, "progress_since", {"version": 0}).data
    assert [row["chapter"] for row in since["rows"]] == [5]
    assert call(running.api, running.user("bob"), "progress_since", {}).data["rows"] == []


@CLIENTS
def test_a_policy_is_chosen(running: RunningApi, call: Call) -> None:
    body = {"series_id": 1, "policy": "furthest"}
    answer = call(running.api, running.user("ada"), "set_progress_policy", body)
    assert answer.data == {"series_id": 1, "policy": "furthest"}


@CLIENTS
def test_a_reader_sees_what_her_devices_disagreed_about(running: RunningApi, call: Call) -> None:
    ada = running.user("ada")
    # The tablet had seen nothing of what the phone wrote.
    later = EDIT | {
        "device_id": "tablet",
        "base_version": 0,
        "chapter": 2,
        "updated_at": "2026-01-02T10:00:00Z",
    }
    for edit in (EDIT, later):
        call(running.api, ada, "push_progress", {"items": [edit]})
    page = call(running.api, ada, "list_conflicts", {"page_size": 1}).data
    assert page["next"] is None
    (conflict,) = page["items"]
    assert (conflict["device_id"], conflict["winner"]) == ("tablet", "edit")
    assert (conflict["edit"]["chapter"], conflict["stored"]["chapter"]) == (2, 5)
    assert call(running.api, running.user("bob"), "list_conflicts", {}).data["items"] == []


@CLIENTS
@pytest.mark.parametrize(
    "name", ["push_progress", "progress_since", "set_progress_policy", "list_conflicts"]
)
def test_nobody_is_refused(running: RunningApi, call: Call, name: str) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "push_progress": {"items": []},
        "set_progress_policy": {"series_id": 1, "policy": "lww"},
    }
    assert call(running.api, running.anon, name, bodies.get(name, {})).code == "42501"


def test_the_view_is_written_under_row_level_security(running: RunningApi) -> None:
    ada, bob = client_of(running, "ada"), client_of(running, "bob")
    ada.table("reading_progress").insert(
        {"series_id": 1, "chapter": 1, "device_id": "phone"}
    ).execute()
    bob.table("reading_progress").upsert(
        {"user_id": str(user_id("bob")), "series_id": 1, "chapter": 9, "device_id": "desk"},
        on_conflict="user_id,series_id",
    ).execute()
    ada.table("reading_progress").update({"chapter": 2}).eq("series_id", 1).execute()
    for reader, chapter in ((ada, 2), (bob, 9)):
        (row,) = rows_of(reader)
        # The local API spells a numeric of a table as text, PostgREST as a number.
        assert float(row["chapter"]) == chapter
    ada.table("reading_progress").delete().eq("series_id", 1).execute()
    assert (len(rows_of(ada)), len(rows_of(bob))) == (0, 1)
