"""Webhooks through the API: a user's endpoints, and messages through the real edge function."""

import dataclasses
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from glue import db
from glue.gateway.plan import FunctionsPart
from glue.postgres.ports import free_port
from glue.stack.functions import find_deno, functions_command, without_token
from glue.waiting import wait_until
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi
from tests.gateways import running_gateway

pytestmark = pytest.mark.once

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"é":  1.0, "a": "\\u00e9", "n": 12345678901234567890}\n'


@CLIENTS
def test_a_user_has_endpoints(running: RunningApi, call: Call) -> None:
    user = running.user(f"webhooks of {call.__name__}")

    def ask(name: str, **body: Any) -> Any:
        answer = call(running.api, user, name, body)
        assert answer.code is None, answer.message
        return answer.data

    made = ask("register_webhook", url="https://example.com/hook", event_types=["concerts.*"])
    assert made["secret"].startswith("whsec_")
    assert ask("rotate_webhook_secret", id=made["id"])["secret"] != made["secret"]
    assert ask("update_webhook", id=made["id"], description="Shows.")["description"] == "Shows."
    (listed,) = ask("list_webhooks")["items"]
    assert (listed["id"], listed["status"]) == (made["id"], "active")
    assert made["secret"] not in json.dumps(listed)
    assert ask("replay_webhooks_since", webhook_id=made["id"], since="2001-01-01")["queued"] == 0
    assert ask("list_webhook_deliveries", webhook_id=made["id"])["items"] == []
    missing = call(running.api, user, "replay_webhook", {"delivery_id": 1})
    assert (missing.code, missing.message) == ("PT404", "core.webhook_delivery_not_found")
    ask("delete_webhook", id=made["id"])
    assert ask("list_webhooks")["items"] == []


@CLIENTS
def test_nobody_else_registers_or_hands_messages_in(running: RunningApi, call: Call) -> None:
    given = {"url": "https://example.com", "event_types": ["*"]}
    assert call(running.api, running.anon, "register_webhook", given).code == "42501"
    message = {"source": "pms", "headers": {}, "body": ""}
    assert call(running.api, running.anon, "receive_webhook", message).code == "42501"
    assert call(running.api, running.user(), "receive_webhook", message).code == "42501"


@dataclass(frozen=True, slots=True)
class Edge:
    """The edge function, running in Deno behind a gateway."""

    url: str
    database: str

    def send(self, source: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """Send as a sender would."""
        known = {"x-request-id": "a-test", **headers}
        return httpx.post(f"{self.url}/{source}", content=body, headers=known)


@pytest.fixture(scope="module")
def edge(running: RunningApi) -> Iterator[Edge]:
    with db.connect(running.database) as conn:
        conn.execute(
            "insert into core.job_kinds (kind, handler, description)"
            " values ('commerce.take_change', 'python', 'x')"
        )
        conn.execute(
            "select core.register_webhook_source('pms', 'commerce.take_change', %s)", (SECRET,)
        )
    port = free_port()
    functions = FunctionsPart(f"http://127.0.0.1:{port}", without_token())
    plan = dataclasses.replace(running.plan, port=free_port(), functions=functions)
    deno = find_deno()
    assert deno is not None
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "deno.log"
        with log.open("wb") as words:
            child = subprocess.Popen(
                functions_command(deno, port),
                cwd=folder,
                stdout=words,
                stderr=subprocess.STDOUT,
                env={
                    "HOME": folder,
                    "DENO_DIR": f"{folder}/deno",
                    "SUPABASE_URL": running.api.url,
                    "SUPABASE_SERVICE_ROLE_KEY": running.api.secret_key,
                },
            )
        try:
            with running_gateway(plan):
                url = f"http://127.0.0.1:{plan.port}/functions/v1/webhooks"
                assert wait_until(lambda: child.poll() is not None or _answers(url), 30)
                assert child.poll() is None, log.read_text()
                yield Edge(url, running.database)
        finally:
            child.terminate()
            child.wait(10)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 405
    except httpx.HTTPError:
        return False


def signed(body: str, message_id: str, at: datetime | None = None) -> dict[str, str]:
    """Sign as a sender with the standard's own library does."""
    moment = at or datetime.now(UTC)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(message_id, moment, body),
        "content-type": "application/json",
        "authorization": "Bearer not-for-us",
    }


def test_a_signed_message_is_kept_as_it_came_once(edge: Edge) -> None:
    first = edge.send("pms", BODY.encode(), signed(BODY, "m1"))
    assert first.status_code == 200, first.text
    assert first.json()["duplicate"] is False
    again = edge.send("pms", BODY.encode(), signed(BODY, "m1"))
    assert again.json() == {"receipt_id": first.json()["receipt_id"], "duplicate": True}
    with db.connect(edge.database) as conn:
        rows = conn.execute(
            "select r.body, r.headers ? 'authorization' as leaks, j.kind"
            " from core.webhook_receipts as r left join core.jobs as j"
            " on (j.payload ->> 'receipt_id')::bigint = r.id where r.message_id = 'm1'"
        ).fetchall()
    assert rows == [{"body": BODY, "leaks": False, "kind": "commerce.take_change"}]


def test_every_refusal_looks_the_same(edge: Edge) -> None:
    now = datetime.now(UTC)
    answers = {
        (response.status_code, response.text, re.sub(r"date.*", "", str(response.headers)))
        for response in (
            edge.send("unknown", BODY.encode(), signed(BODY, "m2")),
            edge.send("pms", BODY.encode() + b" ", signed(BODY, "m2")),
            edge.send("pms", BODY.encode(), {}),
            edge.send("pms", BODY.encode(), signed(BODY, "m2", now - timedelta(minutes=6))),
            edge.send("pms", BODY.encode(), signed(BODY, "m2", now + timedelta(minutes=6))),
            edge.send("", BODY.encode(), signed(BODY, "m2")),
        )
    }
    assert len(answers) == 1
    ((status, text, _),) = answers
    assert status == 401
    assert json.loads(text)["code"] == "core.webhook_refused"


def test_what_is_no_message_is_refused(edge: Edge) -> None:
    assert edge.send("pms", b"\xff\xfe", signed("", "m3")).status_code == 400
    assert edge.send("pms", b"\x00", signed("\x00", "m3")).status_code == 400
    assert edge.send("pms", b"x" * 1048577, signed("", "m3")).status_code == 413
    assert httpx.get(f"{edge.url}/pms").status_code == 405
