"""Real clients push changes of a PMS, and resolve conflicts."""

from collections.abc import Iterator
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@pytest.fixture(autouse=True)
def no_records(running: RunningApi) -> Iterator[None]:
    """Take back the records of a test."""
    yield
    with db.connect(running.database) as conn:
        conn.execute("truncate commerce.sync_records, commerce.sync_conflicts")


def change(version: int, status: str) -> dict[str, Any]:
    """Return a change of an order, as the PMS writes it."""
    return {
        "entity": "order",
        "external_id": "O-1",
        "version": version,
        "at": "2026-01-01T00:00:00Z",
        "fields": {"status": status},
    }


@CLIENTS
def test_changes_are_pushed_and_a_conflict_is_resolved(running: RunningApi, call: Call) -> None:
    def ask(name: str, body: dict[str, Any]) -> Any:
        answer = call(running.api, running.user("ada", "admin"), name, body)
        assert answer.code is None, answer.message
        return answer.data

    def outcomes(*changes: dict[str, Any]) -> list[str]:
        return [item["outcome"] for item in ask("push_pms_changes", {"changes": list(changes)})]

    assert outcomes(change(2, "shipped"), change(1, "paid")) == ["applied", "kept"]
    assert outcomes(change(2, "shipped")) == ["duplicate"]
    assert outcomes(change(3, "placed")) == ["conflict"]
    status = ask("sync_status", {"source": "pms"})
    assert (status["records"], status["open_conflicts"]) == ({"order": 1}, 1)
    (conflict,) = ask("list_sync_conflicts", {"source": "pms"})["items"]
    assert conflict["fault"] == "An order does not go from shipped to placed."
    choice = {"conflict_id": conflict["conflict_id"], "choice": "ours"}
    assert ask("resolve_conflict", choice)["value"] == "shipped"
    assert ask("list_sync_conflicts", {"source": "pms"})["items"] == []
    again = call(running.api, running.user("ada", "admin"), "resolve_conflict", choice)
    assert (again.status, again.message) == (409, "commerce.conflict_resolved")


@CLIENTS
def test_bad_changes_and_other_users_are_refused(running: RunningApi, call: Call) -> None:
    admin, buyer = running.user("ada", "admin"), running.user("bob", "buyer")
    bad = {"changes": [change(1, "paid"), change(0, "paid")]}
    answer = call(running.api, admin, "push_pms_changes", bad)
    assert (answer.status, answer.message) == (422, "commerce.invalid_changes")
    assert call(running.api, admin, "sync_status", {"source": "pms"}).data["records"] == {}
    refused = call(running.api, buyer, "push_pms_changes", {"changes": []})
    assert (refused.status, refused.message) == (403, "core.not_permitted")


@CLIENTS
def test_an_admin_sets_policies(running: RunningApi, call: Call) -> None:
    admin = running.user("ada", "admin")
    body = {"source": "pms", "entity": "order", "field": "status", "policy": "ask"}
    assert call(running.api, admin, "set_sync_policy", body).data["policy"] == "ask"
    items = call(running.api, admin, "list_sync_policies", {"source": "pms"}).data["items"]
    assert {"entity": "order", "field": "status", "policy": "ask"} in items
    deleted = call(running.api, admin, "set_sync_policy", {**body, "policy": None})
    assert deleted.data["policy"] == "pms_wins"
    refused = call(running.api, running.user("bob", "buyer"), "set_sync_policy", body)
    assert (refused.status, refused.message) == (403, "core.not_permitted")
