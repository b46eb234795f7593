"""Real clients call every RPC of filters: as a user, as a server, and anonymously."""

from typing import Any

import pytest

from glue.db import connect
from glue.http.tokens import user_id
from glue.waiting import wait_until
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
RPCS: dict[str, dict[str, Any]] = {
    "list_dimensions": {},
    "filter_values": {"dimension": "brand", "within": {"store_class": ["A"]}},
    "filter_options": {"within": {}},
    "filter_range": {"measure": "price", "within": {"brand": ["acme"]}},
}

AGENT: dict[str, dict[str, Any]] = {
    "discover_dimensions": {"table_name": "filters.transactions"},
    "register_dimension": {"config": {"name": "brand", "debounce_ms": 300}},
    "toggle_dimension": {"name": "brand", "enabled": True, "reason": "Wanted."},
    "list_orphans": {"dimension": "brand"},
    "prune_dimension": {"name": "brand"},
    "rollback_dimension": {"name": "brand", "version": 1},
    "ingest_transactions": {"rows": []},
}


@CLIENTS
@pytest.mark.parametrize("name", AGENT)
def test_only_an_admin_and_a_server_steer_dimensions_and_bring_lines(
    running: RunningApi, call: Call, name: str
) -> None:
    assert call(running.api, running.anon, name, AGENT[name]).code == "42501"
    refused = call(running.api, running.user("bob", "buyer"), name, AGENT[name])
    assert (refused.code, refused.message) == ("PT403", "core.not_permitted")
    for caller in (running.user("ada", "admin"), running.service):
        answer = call(running.api, caller, name, AGENT[name])
        # Nothing is pruned without a rule for it.
        assert answer.message in (None, "filters.not_prunable"), answer.message


@CLIENTS
def test_a_line_that_is_brought_is_listed_at_once(running: RunningApi, call: Call) -> None:
    line = {
        "key": "t_client", "basket": "b1", "store": "s1", "product": "p9", "brand": "Brought",
        "price": 2.5, "quantity": 1, "sold_at": "2024-05-04T08:00:00Z",
    }  # fmt: skip
    body = {"dimension": "brand", "search": "brought"}
    try:
        for expected in ({"inserted": 1, "updated": 0}, {"inserted": 0, "updated": 1}):
            answer = call(
                running.api, running.user("ada", "admin"), "ingest_transactions", {"rows": [line]}
            )
            assert answer.data == expected, answer.message
            found = call(running.api, running.user(), "filter_values", body).data["items"]
            assert found == [{"value": "brought", "label": "Brought", "count": 1}]
        refused = call(
            running.api, running.service, "ingest_transactions", {"rows": [line, {"key": "x"}]}
        )
        assert (refused.code, refused.message) == ("PT422", "filters.invalid_rows")
    finally:
        with connect(running.database) as conn:
            conn.execute("delete from filters.transactions where line_key = 't_client'")
    assert call(running.api, running.user(), "filter_values", body).data["items"] == []


@CLIENTS
@pytest.mark.parametrize("name", RPCS)
def test_nobody_is_refused(running: RunningApi, call: Call, name: str) -> None:
    answer = call(running.api, running.anon, name, RPCS[name])
    assert answer.code == "42501"
    assert answer.data is None


@CLIENTS
@pytest.mark.parametrize("name", RPCS)
def test_a_user_and_a_server_get_the_same_answer(
    running: RunningApi, call: Call, name: str
) -> None:
    by_user = call(running.api, running.user(), name, RPCS[name])
    assert by_user.code is None, by_user.message
    by_server = call(running.api, running.service, name, RPCS[name])
    assert by_server == by_user


@CLIENTS
def test_the_answers_are_those_of_the_lines(running: RunningApi, call: Call) -> None:
    values = call(running.api, running.user(), "filter_values", RPCS["filter_values"]).data
    assert [(item["value"], item["count"]) for item in values["items"]] == [
        ("acme", 1),
        ("zest", 1),
    ]
    prices = call(running.api, running.user(), "filter_range", RPCS["filter_range"]).data
    assert prices["count"] == 2


@CLIENTS
def test_bad_input_is_a_clear_error(running: RunningApi, call: Call) -> None:
    answer = call(running.api, running.user(), "filter_values", {"dimension": "no such"})
    assert answer.code == "PT422"
    assert answer.message == "filters.unknown_dimension"


@CLIENTS
def test_who_calls_is_who_the_token_says(running: RunningApi, call: Call) -> None:
    def told(caller: Caller) -> Any:
        return call(running.api, caller, "probe_caller", {}).data

    # A key that is a token says that it has no app roles; one that is none says nothing.
    for key, role in ((running.anon, "anon"), (running.service, "service_role")):
        said = told(key)
        assert said.pop("roles") in (None, [])
        assert said == {"role": role, "uid": None}
    assert told(running.user("ada", "admin")) == {
        "role": "authenticated",
        "uid": str(user_id("ada")),
        "roles": ["admin"],
    }


@CLIENTS
def test_an_error_arrives_with_its_code_and_key(running: RunningApi, call: Call) -> None:
    answer = call(running.api, running.user(), "probe_refusal", {})
    assert (answer.code, answer.message) == ("PT422", "core.probe")


@CLIENTS
@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"x": [1]}, "object"),
        ([1, "2"], "array"),
        ("text", "string"),
        ("{", "string"),
        (5, "number"),
    ],
    ids=str,
)
def test_an_argument_keeps_its_json_type(
    running: RunningApi, call: Call, value: Any, kind: str
) -> None:
    assert call(running.api, running.user(), "probe_type", {"value": value}).data == kind


@CLIENTS
def test_changes_since(running: RunningApi, call: Call) -> None:
    user, body = running.user(), {"topics": ["filters:store_class"]}
    start = call(running.api, user, "changes_since", body).data
    assert start["events"] == []
    with connect(running.database) as conn:
        conn.execute(
            "select core.emit('filters.dimension.changed', 'filters:store_class', 'x', '{}')"
        )

    def found() -> list[str]:
        page = call(running.api, user, "changes_since", {**body, "after": start["next"]}).data
        return [event["entity_id"] for event in page["events"]]

    # An older transaction, in any database of the server, holds back what came after it.
    assert wait_until(lambda: found() != [], 20)
    assert found() == ["x"]
    refused = call(running.api, user, "changes_since", {"topics": ["core:job"]})
    assert (refused.code, refused.message) == ("PT403", "core.topic_not_readable")
