"""Real clients run a feed over HTTP, as an edge function does, and read how far it is."""

import json
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@pytest.fixture(autouse=True)
def small_tour(running: RunningApi) -> None:
    """Let Alto have the id sp-1 at Spotify; no run is held."""
    with db.connect(running.database) as conn:
        conn.execute("select tests.small_tour()")
        conn.execute("update concerts.external_ids set external_id = 'sp1' where record_id = 1001")
        conn.execute("truncate concerts.feed_runs cascade")


@CLIENTS
def test_a_feed_is_run_over_http(running: RunningApi, call: Call) -> None:
    def ask(name: str, **body: Any) -> Any:
        answer = call(running.api, running.service, name, body)
        assert answer.code is None, answer.message
        return answer.data

    started = ask("start_feed_run", feed="spotify", is_full=True)
    held = {"run_id": started["run_id"], "token": started["token"]}
    busy = call(running.api, running.service, "start_feed_run", {"feed": "spotify"})
    assert (busy.status, busy.message) == (409, "concerts.feed_running")
    asked = ask("next_feed_request", **held)
    assert asked["request"]["query"] == {"ids": "sp1"}
    ask("note_feed_error", **held, kind="timeout", detail="no answer in 20 s")
    body = {"artists": [{"id": "sp1", "name": "Alto", "popularity": 61}]}
    page = {"request": asked["request"], "status": 200, "body": json.dumps(body)}
    assert ask("take_feed_page", **held, **page)["outcome"] == "merged"
    assert ask("next_feed_request", **held) == {"is_done": True}
    assert ask("finish_feed_run", **held) == "succeeded"
    late = call(running.api, running.service, "next_feed_request", held)
    assert (late.status, late.message) == (409, "concerts.feed_superseded")

    (status,) = call(
        running.api, running.user("mia", "curator"), "feed_status", {"feed": "spotify"}
    ).data["items"]
    assert (status["last_run"]["status"], status["errors"]) == ("succeeded", {"timeout": 1})
    refused = call(running.api, running.user("ada"), "start_feed_run", {"feed": "spotify"})
    assert refused.status in (403, 404)
