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


@CLIENTS
def test_an_admin_releases_to_some_users_behind_a_flag(running: RunningApi, call: Call) -> None:
    ada, dora = running.user("ada"), running.user("dora", "admin")
    name = f"core.{call.__name__}"
    flag = {"is_enabled": True, "user_ids": [str(user_id("ada"))]}
    body = {"name": name, "flag": flag, "reason": "first users", "expected_version": 0}
    refused = call(running.api, ada, "set_feature_flag", body)
    assert (refused.code, refused.message) == ("PT403", "core.not_permitted")
    made = call(running.api, dora, "set_feature_flag", body).data
    assert (made["version"], made["user_ids"]) == (2, flag["user_ids"])
    listed = call(running.api, dora, "list_feature_flags", {}).data
    assert made in listed["items"]
    assert name in call(running.api, ada, "my_feature_flags", {}).data
    assert name not in call(running.api, running.user("bob"), "my_feature_flags", {}).data
    assert name not in call(running.api, running.anon, "my_feature_flags", {}).data
    again = call(running.api, dora, "set_feature_flag", body)
    assert (again.code, again.message) == ("PT409", "core.version_conflict")
    gone = {"name": name, "reason": "released", "expected_version": made["version"]}
    assert call(running.api, dora, "delete_feature_flag", gone).code is None
    assert name not in call(running.api, ada, "my_feature_flags", {}).data


@CLIENTS
def test_an_admin_changes_a_setting_with_a_reason(running: RunningApi, call: Call) -> None:
    dora = running.user("dora", "admin")
    name = "core.cache.min_hit_percent"
    body = {"name": name, "value": 60, "reason": "fewer misses"}
    refused = call(running.api, running.user("ada"), "change_setting", body)
    assert (refused.code, refused.message) == ("PT403", "core.not_permitted")
    assert call(running.api, dora, "change_setting", body).data["value"] == 60
    listed = call(running.api, dora, "list_settings", {"page_size": 500}).data
    assert {item["name"]: item["value"] for item in listed["items"]}[name] == 60
    refusals: list[tuple[dict[str, Any], str, str]] = [
        ({"value": 101}, "PT422", "core.invalid_argument"),
        ({"value": "many"}, "PT422", "core.invalid_argument"),
        ({"reason": ""}, "PT422", "core.invalid_argument"),
        ({"name": "core.trusted_proxies", "value": 2}, "PT403", "core.setting_locked"),
    ]
    for odd, code, message in refusals:
        answer = call(running.api, dora, "change_setting", body | odd)
        assert (answer.code, answer.message) == (code, message)
    assert call(running.api, dora, "change_setting", body | {"value": None}).data["value"] is None
