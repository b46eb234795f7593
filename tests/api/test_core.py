"""Real clients call the RPCs of core: tokens, limits, notifications, the cache's health."""

from typing import Any

import pytest

from glue import db
from glue.http.tokens import user_id
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = pytest.mark.once

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
FOR_USERS: dict[str, dict[str, Any]] = {
    "health_cache": {},
    "list_notifications": {},
    "mark_notifications_read": {"ids": []},
}


@CLIENTS
@pytest.mark.parametrize("name", [*FOR_USERS, "revoke_user_tokens"])
def test_nobody_is_refused_and_a_user_is_answered(
    running: RunningApi, call: Call, name: str
) -> None:
    # A user whose tokens are revoked is refused for a second: a user for each client.
    reader = f"eve of {call.__name__}"
    body = FOR_USERS.get(name, {"user_id": str(user_id(reader))})
    assert call(running.api, running.anon, name, body).code == "42501"
    answer = call(running.api, running.user(reader), name, body)
    assert answer.code is None, answer.message


@CLIENTS
def test_what_runs_before_a_request_is_no_request(running: RunningApi, call: Call) -> None:
    for caller in (running.anon, running.user("ada"), running.service):
        answer = call(running.api, caller, "pre_request", {})
        assert (answer.status, answer.code) == (404, "PGRST202")


@CLIENTS
def test_a_token_is_revoked_by_an_admin_or_by_its_bearer(running: RunningApi, call: Call) -> None:
    body = {"jti": "somebody's", "expires_at": "2030-01-01T00:00:00Z"}
    refused = call(running.api, running.user("bob"), "revoke_token", body)
    assert (refused.code, refused.message) == ("PT403", "core.not_permitted")
    assert call(running.api, running.user("cleo", "admin"), "revoke_token", body).code is None


@CLIENTS
def test_a_user_reads_her_notifications(running: RunningApi, call: Call) -> None:
    with db.connect(running.database) as conn:
        conn.execute("delete from core.notifications where true")
        row = conn.execute(
            "select core.notify_user(%s, 'core.thing.done', '{\"n\": 1}') as id",
            (user_id("dan"),),
        ).fetchone()
        assert row is not None
    listed = call(running.api, running.user("dan"), "list_notifications", {"page_size": 1}).data
    assert (listed["unread"], listed["items"][0]["payload"]) == (1, {"n": 1})
    marked = call(
        running.api, running.user("dan"), "mark_notifications_read", {"ids": [row["id"]]}
    ).data
    assert marked == {"marked": 1, "unread": 0}
