"""Real clients call what the edge function sync calls, and other callers are refused."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@CLIENTS
def test_a_signed_call_is_admitted_once(running: RunningApi, call: Call) -> None:
    caller = call.__name__.replace("call_with_", "")
    with db.connect(running.database) as conn:
        made = conn.execute(
            "select core.register_webhook_source(%s, null) as it", (f"concerts.sync.{caller}",)
        ).fetchone()
    assert made is not None
    body, moment = json.dumps({"feed": "spotify", "wait": False}), datetime.now(UTC)
    headers = {
        "webhook-id": "c1",
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(made["it"]["secret"]).sign("c1", moment, body),
    }
    sent = {"caller": caller, "headers": headers, "body": body}
    admitted = call(running.api, running.service, "admit_sync_call", sent)
    assert admitted.data == {"feed": "spotify", "is_full": False, "waits": False, "seconds": 50}
    again = call(running.api, running.service, "admit_sync_call", sent)
    assert (again.status, again.message) == (409, "core.message_repeated")
    other = call(running.api, running.service, "admit_sync_call", {**sent, "body": "{}"})
    assert (other.status, other.message) == (401, "core.webhook_refused")


@CLIENTS
def test_a_run_is_put_off(running: RunningApi, call: Call) -> None:
    def ask(rpc: str, **body: Any) -> Any:
        answer = call(running.api, running.service, rpc, body)
        assert answer.code is None, answer.message
        return answer.data

    assert ask("list_sync_origins") == []
    assert ask("read_feed_secret", name="setlistfm_api_key") is None
    started = ask("start_feed_run", feed="setlistfm", is_dry_run=True)
    held = {"run_id": started["run_id"], "token": started["token"]}
    until = datetime.fromisoformat(ask("put_off_feed", **held, seconds=600))
    assert until > datetime.now(UTC)
    assert ask("finish_feed_run", **held) in ("succeeded", "interrupted")
    with db.connect(running.database) as conn:
        conn.execute("select core.pause_provider('concerts_setlistfm', null)")


@CLIENTS
def test_users_call_none_of_it(running: RunningApi, call: Call) -> None:
    asked: dict[str, dict[str, Any]] = {
        "admit_sync_call": {"caller": "", "headers": {}, "body": "{}"},
        "list_sync_origins": {},
        "read_feed_secret": {"name": "setlistfm_api_key"},
        "put_off_feed": {"run_id": 1, "token": 1, "seconds": 1},
    }
    for name, body in asked.items():
        assert call(running.api, running.user("mia", "admin"), name, body).code == "42501"
