"""Real clients vote, watch a show and read trends."""

from http import HTTPStatus

import httpx
import pytest

from glue import db
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@pytest.fixture(autouse=True)
def small_tour(running: RunningApi) -> None:
    with db.connect(running.database) as conn:
        conn.execute("select tests.small_tour()")


@CLIENTS
def test_a_vote_is_cast_and_withdrawn(running: RunningApi, call: Call) -> None:
    voter = running.user(f"voter-{call.__name__}")
    song = {"setlist_song_id": 6002}
    before = call(running.api, voter, "get_setlist", {"setlist_id": 5001}).data["songs"][1]
    assert (before["setlist_song_id"], before["is_mine"]) == (6002, False)
    cast = call(running.api, voter, "cast_vote", {**song, "idempotency_key": call.__name__})
    assert cast.data == {"setlist_song_id": 6002, "votes": before["votes"] + 1}
    again = call(running.api, voter, "cast_vote", song)
    assert (again.status, again.message) == (409, "concerts.already_voted")
    gone = call(running.api, voter, "withdraw_vote", song)
    assert gone.data == {"setlist_song_id": 6002, "votes": before["votes"]}
    late = call(running.api, voter, "cast_vote", {"setlist_song_id": 6004})
    assert (late.status, late.message) == (409, "concerts.voting_closed")


@CLIENTS
def test_a_viewer_joins_and_leaves(running: RunningApi, call: Call) -> None:
    viewer = running.user(f"viewer-{call.__name__}")
    show = {"show_id": 4001}
    joined = call(running.api, viewer, "join_show", show).data
    left = call(running.api, viewer, "leave_show", show).data
    assert (joined["show_id"], joined["viewers"] - left["viewers"]) == (4001, 1)


@CLIENTS
def test_trends_are_read_from_the_cache_or_computed(running: RunningApi, call: Call) -> None:
    curator = running.user("mia", "curator")
    call(running.api, curator, "refresh_homepage_cache", {})
    for name in ("get_trending_artists", "get_top_shows"):
        for cached in (True, False):
            body = {"p_limit": 1, "p_from_cache": cached}
            assert len(call(running.api, running.user("ada"), name, body).data["items"]) == 1
    admin = running.user("ada", "admin")
    assert call(running.api, admin, "rebuild_heats", {}).data["artists"] == 1


def test_views_are_public_and_curators_write_them(running: RunningApi) -> None:
    curator, reader = running.user("mia", "curator"), running.user("ada")
    sent = {"name": "Tenor", "genres": ["jazz"]}
    with httpx.Client(base_url=f"{running.api.url}/rest/v1", timeout=60) as http:
        made = http.post("/artists", json=sent, headers=headers(curator, returns=True))
        assert made.status_code == HTTPStatus.CREATED, made.text
        (artist,) = made.json()
        where = {"id": f"eq.{artist['id']}"}
        changed = http.patch(
            "/artists", params=where, json={"popularity": 5}, headers=headers(curator, returns=True)
        )
        assert changed.json()[0]["curated_columns"] == ["popularity"]
        refused = http.patch(
            "/artists", params=where, json={"popularity": 6}, headers=headers(reader, returns=True)
        )
        assert refused.json() == []
        anonymous = {"apikey": curator.key, "Accept-Profile": "api"}
        assert http.get("/artists", params=where, headers=anonymous).json()[0]["popularity"] == 5
        mine = http.get("/my_votes", headers=headers(reader))
        assert [one["setlist_song_id"] for one in mine.json()] == [6001]


def headers(caller: Caller, *, returns: bool = False) -> dict[str, str]:
    prefer = {"Prefer": "return=representation"} if returns else {}
    profiles = {"Accept-Profile": "api", "Content-Profile": "api"}
    return {"apikey": caller.key, "Authorization": f"Bearer {caller.token}", **profiles, **prefer}
