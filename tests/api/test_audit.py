"""The history of a row for real clients: who may read it, and the responses."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from glue import db
from glue.waiting import wait_until
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("master")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@pytest.fixture(scope="module")
def brand(running: RunningApi) -> str:
    """The id of a brand that came and was renamed, both sealed."""
    with db.connect(running.database) as conn:
        row = conn.execute(
            "insert into master.brands (brand_key, name) values ('t_audit', 'One')"
            " returning id::text as id"
        ).fetchone()
        conn.execute("update master.brands set name = 'Two' where brand_key = 't_audit'")

        def is_sealed() -> bool:
            conn.execute("select core.seal_audit()")
            sealed = conn.execute(
                "select coalesce(max(last_id), 0) as sealed,"
                " (select max(id) from core.audit_entries) as newest from core.audit_seals"
            ).fetchone()
            return bool(sealed and sealed["sealed"] >= sealed["newest"])

        # An older transaction, in any database of the server, keeps the window open.
        assert wait_until(is_sealed, 30)
    assert row is not None
    return str(row["id"])


@CLIENTS
def test_the_history_of_a_row_comes_in_pages(running: RunningApi, brand: str, call: Call) -> None:
    analyst = running.user("analyst", "analyst")
    body: dict[str, Any] = {"table_name": "master.brands", "row_id": brand, "page_size": 1}
    newest = call(running.api, analyst, "list_history", body).data
    (entry,) = newest["items"]
    assert (entry["operation"], entry["old_values"]) == ("update", {"name": "One"})
    oldest = call(running.api, analyst, "list_history", body | {"after": newest["next"]}).data
    assert [entry["operation"] for entry in oldest["items"]] == ["insert"]
    assert oldest["next"] is None


@CLIENTS
def test_a_row_as_it_was(running: RunningApi, brand: str, call: Call) -> None:
    body = {"table_name": "master.brands", "row_id": brand}
    analyst = running.user("analyst", "analyst")
    now, before = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC) - timedelta(days=1)
    today = call(running.api, analyst, "record_as_of", body | {"at": now.isoformat()}).data
    assert today["name"] == "Two"
    was = call(running.api, analyst, "record_as_of", body | {"at": before.isoformat()})
    assert (was.data, was.code) == (None, None)


@CLIENTS
def test_an_entry_is_proven_to_whoever_asks(running: RunningApi, brand: str, call: Call) -> None:
    analyst = running.user("analyst", "analyst")
    body = {"table_name": "master.brands", "row_id": brand}
    entry = call(running.api, analyst, "list_history", body).data["items"][0]
    proof = call(running.api, analyst, "prove_audit_entry", {"entry_id": entry["id"]}).data
    digest = bytes.fromhex(proof["leaf"])
    for step in proof["path"]:
        other = bytes.fromhex(step["sha256"])
        pair = digest + other if step["side"] == "right" else other + digest
        digest = hashlib.sha256(b"\x01" + pair).digest()
    assert (digest.hex(), proof["is_included"]) == (proof["root"], True)


@CLIENTS
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("list_history", {"table_name": "master.brands", "row_id": "1"}),
        (
            "record_as_of",
            {"table_name": "master.brands", "row_id": "1", "at": "2026-01-01T00:00:00Z"},
        ),
        ("prove_audit_entry", {"entry_id": 1}),
        ("revert_change", {"entry_id": 1}),
    ],
)
def test_nobody_else_is_told(
    running: RunningApi, call: Call, name: str, body: dict[str, Any]
) -> None:
    assert call(running.api, running.anon, name, body).code == "42501"
    refused = call(running.api, running.user("bob"), name, body)
    assert (refused.code, refused.message) == ("PT403", "core.not_permitted")


@CLIENTS
def test_an_admin_takes_a_change_back(running: RunningApi, call: Call) -> None:
    with db.connect(running.database) as conn:
        conn.execute("delete from master.brands where brand_key = 't_revert'")
        conn.execute("insert into master.brands (brand_key, name) values ('t_revert', 'One')")
        conn.execute("update master.brands set name = 'Two' where brand_key = 't_revert'")
        row = conn.execute("select max(id) as id from core.audit_entries").fetchone()
    assert row is not None
    admin, body = running.user("ada", "admin"), {"entry_id": row["id"]}
    assert call(running.api, admin, "revert_change", body).data["name"] == "One"
    again = call(running.api, admin, "revert_change", body)
    assert (again.code, again.message) == ("PT409", "core.row_moved_on")
    unknown = call(running.api, running.service, "revert_change", {"entry_id": -1})
    assert (unknown.code, unknown.message) == ("PT404", "core.entry_not_found")
