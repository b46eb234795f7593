"""Real clients read health, metrics and operations: only a server and an admin may."""

from typing import Any

import httpx
import pytest

from glue import db
from glue.http.tokens import user_id
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = pytest.mark.once

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
FOR_OPERATORS = ("health", "metrics", "report_slow_statements")
GIVEN = f"""
    insert into core.operation_kinds (kind, chunk_function, description)
    values ('core.t_kind', 'core.t_chunk', 'Nothing.') on conflict do nothing;
    delete from core.operations where id = -1;
    insert into core.operations (id, kind, total, requested_by, created_at, progressed_at)
    overriding system value values (-1, 'core.t_kind', 1, '{user_id("ada")}', now(), now());
    insert into core.operation_chunks (operation_id, number, first_item, items)
    values (-1, 1, 1, '[1]');
"""


def _given(running: RunningApi) -> None:
    with db.connect(running.database) as conn:
        conn.execute(GIVEN.encode())


@CLIENTS
@pytest.mark.parametrize("name", FOR_OPERATORS)
def test_a_server_and_an_admin_are_answered(running: RunningApi, call: Call, name: str) -> None:
    for caller in (running.service, running.user("ada", "admin")):
        answer = call(running.api, caller, name, {})
        assert answer.code is None, answer.message
        assert answer.data
        assert isinstance(answer.data, str) == (name == "metrics")


@CLIENTS
@pytest.mark.parametrize("name", FOR_OPERATORS)
def test_nobody_else_is(running: RunningApi, call: Call, name: str) -> None:
    assert call(running.api, running.anon, name, {}).code == "42501"
    answer = call(running.api, running.user(), name, {})
    assert (answer.code, answer.message) == ("PT403", "core.not_permitted")


@pytest.mark.parametrize(
    "accept",
    [
        "text/plain",
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
    ],
    ids=["plain", "prometheus"],
)
def test_metrics_are_scraped_as_text(running: RunningApi, accept: str) -> None:
    key = running.service.key
    headers = {"apikey": key, "Authorization": f"Bearer {key}", "Accept": accept}
    answer = httpx.get(f"{running.api.rest_url}/rpc/metrics", headers=headers, timeout=30)
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/plain; charset=utf-8",
    )
    assert answer.text.startswith("# HELP rowhouse_")


@CLIENTS
def test_health_says_how_each_check_is(running: RunningApi, call: Call) -> None:
    answer = call(running.api, running.service, "health", {}).data
    assert answer["status"] in ("ok", "degraded", "down")
    assert set(answer["checks"][0]) == {"name", "status", "value", "unit", "detail"}


@CLIENTS
def test_bulk_work_belongs_to_who_asked_for_it(running: RunningApi, call: Call) -> None:
    _given(running)
    wanted: dict[str, Any] = {"operation_id": -1}
    for name in ("get_operation", "list_operation_errors", "cancel_operation"):
        assert call(running.api, running.anon, name, wanted).code == "42501"
        answer = call(running.api, running.user("bob"), name, wanted)
        assert (answer.code, answer.message) == ("PT404", "core.operation_not_found")
    ada = running.user("ada")
    assert call(running.api, ada, "get_operation", wanted).data["status"] == "queued"
    assert call(running.api, ada, "list_operation_errors", wanted).data == {
        "items": [],
        "next": None,
    }
    cancelled = call(running.api, ada, "cancel_operation", wanted).data
    assert (cancelled["status"], cancelled["skipped"]) == ("cancelled", 1)
