"""Real clients find duplicates, merge them and undo that, and search."""

import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


# Votes would be in the way of other tests of the same database.
TWICE = """
insert into concerts.artists (id, name)
overriding system value values (1701, 'Quintetto'), (1703, 'Quintetto')
on conflict do nothing;
insert into concerts.shows (id, artist_id, show_on)
overriding system value values (4701, 1701, '2098-01-01'), (4703, 1703, '2098-01-01')
on conflict do nothing;
insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)
values
('spotify', 'artist', 'q-1', 1701, core.now()), ('spotify', 'artist', 'q-3', 1703, core.now())
on conflict do nothing;
"""


@pytest.fixture(autouse=True)
def twice(running: RunningApi) -> None:
    """Given: an artist who is there twice, with a show."""
    with db.connect(running.database) as conn:
        conn.execute(TWICE)


@CLIENTS
def test_records_are_merged_and_separated(running: RunningApi, call: Call) -> None:
    curator, reader = running.user("mia", "curator"), running.user("ada")
    pair = {"entity": "artist", "keep_id": 1701, "drop_ids": [1703]}
    refused = call(running.api, reader, "merge_records", pair)
    assert (refused.status, refused.message) == (403, "core.not_permitted")
    plan = call(running.api, curator, "merge_records", {**pair, "dry_run": True}).data
    merge = call(running.api, curator, "merge_records", pair).data
    assert {**plan, "merge_id": None} == {**merge, "merge_id": None}
    assert {"entity": "show", "from_id": 4703, "to_id": 4701} in merge["redirects"]

    old = {"entity": "artist", "id": 1703}
    found = call(running.api, reader, "resolve_record", old).data
    assert (found["id"], found["is_redirected"]) == (1701, True)
    listed = call(running.api, curator, "list_merges", {"entity": "artist"}).data["items"]
    assert listed[0]["merge_id"] == merge["merge_id"]
    undone = call(running.api, curator, "undo_merge", {"merge_id": merge["merge_id"]}).data
    assert undone["drop_ids"] == [1703]
    assert not call(running.api, reader, "resolve_record", old).data["is_redirected"]
    again = call(running.api, curator, "undo_merge", {"merge_id": merge["merge_id"]})
    assert (again.status, again.message) == (404, "concerts.unknown_merge")


@CLIENTS
def test_a_curator_decides_on_a_pair(running: RunningApi, call: Call) -> None:
    curator = running.user("mia", "curator")
    asked = {"entity": "artist", "threshold": 0.7}
    pairs = call(running.api, curator, "find_duplicates", asked).data["items"]
    pair = next(item for item in pairs if item["left_id"] == 1701)
    assert (pair["right_id"], pair["features"]["spotify"]["factor"]) == (1703, 0.85)
    with db.connect(running.database) as conn:
        conn.execute("delete from concerts.duplicate_candidates")
        conn.execute("select concerts._queue_duplicate('artist', 1701, 1703, 0.8, '{}')")
    artists = {"entity": "artist"}
    (item,) = call(running.api, curator, "list_duplicate_candidates", artists).data["items"]
    decision = {"candidate_id": item["candidate_id"], "decision": "distinct"}
    assert call(running.api, curator, "decide_duplicate", decision).data["merge"] is None
    late = call(running.api, curator, "decide_duplicate", decision)
    assert (late.status, late.message) == (404, "concerts.unknown_candidate")


@CLIENTS
def test_anyone_searches(running: RunningApi, call: Call) -> None:
    reader, admin = running.user("ada"), running.user("ada", "admin")
    found = call(running.api, reader, "search_concerts", {"query": "quintteto 2098"}).data["items"]
    assert (found[0]["entity"], found[0]["name"]) == ("show", "Quintetto")
    empty = call(running.api, reader, "search_concerts", {"query": ""})
    assert (empty.status, empty.message) == (422, "core.invalid_argument")
    assert call(running.api, admin, "reindex_search", {}).data == {"documents": 0}
