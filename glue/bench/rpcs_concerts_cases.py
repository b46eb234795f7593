"""RPCs of concerts, with what to call them with."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from glue.bench import calls
from glue.bench.calls import claims, made, of
from glue.bench.rpcs_core_cases import SERVICE, Case
from glue.bench.rpcs_house import Platform

SYNC = '{"feed": "spotify"}'
RUN = "bench_rpcs.run('ticketmaster')"
EVENTS = 20
"""So many shows on a page of a source."""


def voter(house: Platform) -> str:
    """Return the claims of a user who has not voted."""
    return claims(50_000_000 + house.next("voter"))


def held(**more: Any) -> dict[str, Any]:
    """Return the arguments of the holder of a run."""
    return {"run_id": made("bigint", "run_id"), "token": made("bigint", "token"), **more}


def page() -> str:
    """Return a page of shows as Ticketmaster's Discovery API writes one."""
    found = {"events": [_event(number) for number in range(EVENTS)]}
    total = {"size": 200, "totalElements": EVENTS, "totalPages": 1, "number": 0}
    return json.dumps({"_embedded": found, "page": total})


def _event(number: int) -> dict[str, Any]:
    begin = datetime.now(UTC) + timedelta(days=number)
    start = {"localDate": f"{begin:%Y-%m-%d}", "dateTime": f"{begin:%Y-%m-%dT%H:%M:%SZ}"}
    music = {"segment": {"name": "Music"}}
    venue = {
        "id": f"V{number}", "name": f"Measured Hall {number}", "city": {"name": "Manila"},
        "country": {"countryCode": "PH"}, "timezone": "Asia/Manila",
    }  # fmt: skip
    band = {"id": f"A{number}", "name": f"Measured Band {number}", "classifications": [music]}
    return {
        "id": f"E{number}", "name": f"Measured Band {number} live", "type": "event", "test": False,
        "dates": {"start": start, "timezone": "Asia/Manila", "status": {"code": "onsale"}},
        "classifications": [{"primary": True, **music}],
        "_embedded": {"venues": [venue], "attractions": [band]},
    }  # fmt: skip


def _of_service(name: str, **more: Any) -> Case:
    """Return a call of the worker; a feed has one run at a time, so it is rolled back."""
    return Case(
        name, lambda _: held(**more), claims=SERVICE, role="service_role", before=RUN,
        is_kept=False,
    )  # fmt: skip


FEEDS = (
    Case(
        "admit_sync_call",
        lambda _: {"caller": "bench", "headers": made("jsonb"), "body": SYNC},
        claims=SERVICE, role="service_role", before=f"bench_rpcs.headers('{SYNC}')",
    ),
    Case(
        "start_feed_run", lambda _: {"feed": "spotify", "is_full": True}, claims=SERVICE,
        role="service_role", is_kept=False,
    ),
    _of_service("next_feed_request"),
    _of_service("note_feed_error", kind="timeout", detail="20 s"),
    _of_service("put_off_feed", seconds=60),
    _of_service("finish_feed_run"),
    _of_service(
        "take_feed_page", request=made("jsonb", "request"), status=200, body=page()
    ),
    Case("feed_status", lambda _: {}),
    Case("list_sync_origins", lambda _: {}, claims=SERVICE, role="service_role"),
    Case(
        "read_feed_secret", lambda _: {"name": "setlistfm_api_key"}, claims=SERVICE,
        role="service_role",
    ),
)  # fmt: skip
RECORDS = (
    Case(
        "decide_duplicate", lambda _: {"candidate_id": made("bigint"), "decision": "distinct"},
        before="bench_rpcs.candidate()",
    ),
    Case("find_duplicates", lambda _: {"entity": "artist"}),
    Case("list_duplicate_candidates", lambda _: {"entity": "artist"}),
    Case("list_merges", lambda _: {"entity": "artist"}),
    Case(
        "merge_records",
        lambda _: {
            "entity": "artist", "keep_id": calls.Sql(f"({made('bigint[]')})[1]"),
            "drop_ids": calls.Sql(f"({made('bigint[]')})[2:2]"),
        },
        before="bench_rpcs.pair()",
    ),
    Case("undo_merge", lambda _: {"merge_id": made("bigint")}, before="bench_rpcs.merge()"),
    Case("resolve_record", of("id", "show", entity="show")),
    Case("refresh_homepage_cache", lambda _: {}),
    Case("rebuild_heats", lambda _: {}),
    Case("reindex_search", lambda _: {}),
)  # fmt: skip
FANS = (
    Case("cast_vote", of("setlist_song_id", "song"), claims=voter),
    Case(
        "withdraw_vote", lambda _: {"setlist_song_id": made("bigint", "setlist_song_id")},
        claims=voter,
        before="concerts.cast_vote("
        "(select min(t.id) from bench_rpcs.things as t where t.kind = 'song'))",
    ),
    Case("join_show", of("show_id", "show"), claims=voter),
    Case("leave_show", of("show_id", "show"), claims=voter),
    Case(
        "run_persisted_query",
        lambda p: {
            "id": p.one("document")["key"],
            "variables": {"first": 20, "from": f"{datetime.now(UTC):%Y-%m-%d}"},
        },
    ),
)  # fmt: skip
CASES = (*FEEDS, *RECORDS, *FANS)
