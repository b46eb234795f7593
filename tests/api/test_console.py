"""Real clients call the RPCs of the console: an admin is answered, others are refused."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from glue import db
from glue.postgres.server import Server
from glue.waiting import wait_until
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi, running_api

pytestmark = pytest.mark.once

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
# What each is asked, and the error of an admin, where what is asked for is not there.
ASKED: dict[str, tuple[dict[str, Any], str | None]] = {
    "list_alerts": ({}, None),
    "list_invariants": ({}, None),
    "check_invariant": ({"name": "core.job_kind_known"}, None),
    "list_job_queues": ({}, None),
    "search_jobs": ({"state": "dead"}, None),
    "get_job": ({"id": -1}, "core.unknown_job"),
    "retry_job": ({"id": -1}, "core.unknown_job"),
    "cancel_job": ({"id": -1}, "core.unknown_job"),
    "pause_queue": ({"queue": "none"}, "core.unknown_queue"),
    "resume_queue": ({"queue": "none"}, "core.unknown_queue"),
    "list_webhook_endpoints": ({}, None),
    "search_webhook_deliveries": ({"status": "failed"}, None),
    "list_webhook_attempts": ({"delivery_id": -1}, "core.webhook_delivery_not_found"),
    "resend_webhook_delivery": ({"delivery_id": -1}, "core.webhook_delivery_not_found"),
    "list_events": ({"topic": "core:alerts"}, None),
    "list_operations": ({}, None),
    "list_rate_limits": ({}, None),
    "list_lock_waits": ({}, None),
    "report_vacuum": ({}, None),
    "report_canary": ({}, None),
    "report_requests": ({"minutes": 60}, None),
}

# These tests ask more often than nobody in particular may.
UNLIMITED = "update core.settings set value = '{}' where name = 'core.rate_limits.anon'"


@pytest.fixture(scope="module")
def site(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve a database of its own."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        conn.execute(UNLIMITED)
    with running_api(server, database) as running:
        yield running


@CLIENTS
@pytest.mark.parametrize("name", ASKED)
def test_an_admin_is_answered_and_others_are_refused(
    site: RunningApi, call: Call, name: str
) -> None:
    body, key = ASKED[name]
    assert call(site.api, site.anon, name, body).code == "42501"
    refused = call(site.api, site.user("ada", "analyst"), name, body)
    assert (refused.code, refused.message) == ("PT403", "core.not_permitted")
    answer = call(site.api, site.user("cleo", "admin"), name, body)
    assert answer.message == key


def test_a_session_that_waits_is_shown_with_the_one_that_it_waits_for(site: RunningApi) -> None:
    def wait() -> None:
        with db.connect(site.database) as conn:
            conn.execute("set application_name = 't_waiting'")
            conn.execute("update core.job_queues set description = 'secret' where true")

    def waits() -> list[dict[str, Any]]:
        answer = call_with_python(site.api, site.user("cleo", "admin"), "list_lock_waits", {})
        found: list[dict[str, Any]] = answer.data["items"]
        return found

    with db.connect(site.database, autocommit=False) as holder:
        holder.execute("set application_name = 't_holding'")
        holder.execute("select from core.job_queues for update")
        waiting = threading.Thread(target=wait)
        waiting.start()
        try:
            assert wait_until(lambda: bool(waits()), 30)
            (shown,) = waits()
        finally:
            holder.rollback()
            waiting.join()
    assert shown["application"] == "t_waiting"
    assert shown["statement"] == "update core.job_queues set description = …"
    (blocker,) = shown["blocked_by"]
    assert (blocker["application"], blocker["state"]) == ("t_holding", "idle in transaction")
    assert waits() == []
