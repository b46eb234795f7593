"""Feeds against sources that page, limit, lie and vanish; a run loses and doubles nothing."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psutil
import pytest
from click.testing import CliRunner
from psycopg.rows import DictRow

from glue import db
from glue.cli import main
from glue.config import settings
from glue.errors import RowhouseError
from glue.feeds.running import Options, Progress, PutOffError, run_feed
from glue.feeds.source import FeedError, KeyMissingError, Source
from glue.jobs.concerts import setlistfm, spotify, ticketmaster
from glue.waiting import wait_until
from glue.worker.handlers import HANDLERS
from tests.glue import feed_server
from tests.glue.feed_server import SPORTS, TODAY, FeedServer, running_feeds
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

PATIENCE = 60
"""Seconds in which any step is over, also on a busy machine."""
SECRETS = (
    feed_server.TICKETMASTER_KEY,
    feed_server.SETLISTFM_KEY,
    feed_server.SPOTIFY_SECRET,
    "sp-token-0123456789",
)
RECORDS = (
    "artists",
    "venues",
    "shows",
    "external_ids",
    "songs",
    "setlists",
    "setlist_songs",
)


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """Return sources that have nothing; the environment leads to them."""
    with running_feeds() as made:
        for name, value in made.environment().items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield made
    settings.cache_clear()


@pytest.fixture
def url(db_url: str) -> str:
    """Return a database whose providers have no rate that a test would wait for."""
    rows(db_url, "update core.job_providers set per_second = 1e6, burst = 1e6 returning 1")
    return db_url


def rows(url: str, query: str) -> list[DictRow]:
    with db.connect(url) as conn:
        return conn.execute(query.encode()).fetchall()


def one(url: str, query: str) -> Any:
    (row,) = rows(url, query)
    return next(iter(row.values()))


def run(
    url: str, kind: type[Source] = ticketmaster.SOURCE, waits: list[float] | None = None, **o: Any
) -> Progress:
    """Run once, without waiting."""
    pause: Callable[[float], None] = (lambda _: None) if waits is None else waits.append
    return run_feed(url, kind, Options(pause=pause, **o))


def contents(url: str) -> list[list[DictRow]]:
    """Return every row that feeds write, with its times."""
    return [
        rows(url, f"select to_jsonb(t)::text as it from concerts.{name} as t order by 1")
        for name in RECORDS
    ]


def shows(url: str) -> set[str]:
    """Return the events that are known, without those of other sources."""
    query = "select external_id as it from concerts.external_ids where source = 'ticketmaster'"
    return {row["it"] for row in rows(url, f"{query} and entity = 'show'")}


def news(done: Progress) -> int:
    """Return how many records a run changed."""
    ends = ("_inserted", "_updated", "_moved")
    return sum(number for name, number in done.counts.items() if name.endswith(ends))


def fill(sources: FeedServer, count: int, days: float = 50) -> None:
    """Add events that are spread over the days ahead."""
    for number in range(count):
        sources.add_event(number, 2 + number * days / count)


def errors(url: str) -> dict[str, int]:
    found = rows(url, "select kind, count(*) as n from concerts.feed_errors group by kind")
    return {row["kind"]: row["n"] for row in found}


def test_the_worker_has_the_handlers() -> None:
    for name in ("ticketmaster", "spotify", "setlistfm"):
        assert f"concerts.sync_{name}" in HANDLERS


def test_three_runs_read_all_and_only_the_first_changes_anything(
    url: str, sources: FeedServer
) -> None:
    fill(sources, 450)
    first = run(url)
    assert (first.status, first.counts["pages"], first.counts["errors"]) == ("succeeded", 3, 0)
    assert shows(url) == set(sources.events)
    before = contents(url)
    for _ in range(2):
        again = run(url)
        assert (again.status, again.counts["pages"], again.counts["not_modified"]) == (
            "succeeded",
            3,
            3,
        )
    assert run(url, full=True).counts["pages"] == 3
    assert contents(url) == before
    kept = "select count(*) from concerts.raw_pages where body is not null"
    assert one(url, kept) == 6
    assert one(url, "select count(*) from concerts.raw_pages where same_page_id is not null") == 6


def test_the_worst_mood_of_the_server_changes_nothing_in_the_end(
    url: str, sources: FeedServer
) -> None:
    fill(sources, 900)
    dice = random.Random(7)  # noqa: S311 - not a secret
    moods = [None, 500, 503, 429, "drop", "truncate", "hang"]
    sources.trouble = lambda _: dice.choice(moods)
    sources.retry_after = "1"
    done = None
    for _ in range(200):
        try:
            done = run(url, timeout_seconds=0.3)
            break
        except FeedError:
            continue
    assert done is not None
    assert done.status == "succeeded"
    assert shows(url) == set(sources.events)
    assert one(url, "select count(*) from concerts.feed_runs") == 1
    assert {"http_500", "timeout", "connection", "unreadable"} <= set(errors(url))
    sources.trouble = lambda _: None
    before = contents(url)
    assert news(run(url)) == 0
    assert contents(url) == before


def test_a_character_that_postgres_has_not_is_a_page_that_cannot_be_read(
    url: str, sources: FeedServer
) -> None:
    fill(sources, 1)
    sources.trouble = lambda _: "nul" if len(sources.asked) == 1 else None
    assert run(url).counts["shows_inserted"] == 1
    assert errors(url) == {"unreadable": 1}


def test_a_window_with_more_than_pages_reach_is_halved(url: str, sources: FeedServer) -> None:
    fill(sources, 2300)
    assert run(url).status == "succeeded"
    assert shows(url) == set(sources.events)
    assert errors(url) == {}


def test_a_result_that_changes_between_pages_is_read_again(url: str, sources: FeedServer) -> None:
    fill(sources, 450)

    def shrink(_: feed_server.Asked) -> None:
        """Sell out ten events that were on the first page: the others move up."""
        for number in range(10):
            sources.events.pop(f"E{number:05}", None)

    sources.after = shrink
    run(url)
    assert set(sources.events) <= shows(url)
    assert [asked.query["page"] for asked in sources.asked] == ["0", "1", "2", "0", "1", "2"]


def test_a_moved_and_a_cancelled_event_keep_their_show(url: str, sources: FeedServer) -> None:
    fill(sources, 3)
    run(url)
    ids = "select record_id as it from concerts.external_ids where external_id = 'E00001'"
    show = one(url, ids)
    moved = feed_server.event(1, 55)
    moved["dates"]["status"]["code"] = "rescheduled"
    sources.events["E00001"] = moved
    sources.events["E00002"]["dates"]["status"]["code"] = "cancelled"
    del sources.events["E00000"]
    assert run(url).counts["shows_moved"] == 1
    assert one(url, ids) == show
    found = rows(url, "select show_on, status from concerts.shows order by status")
    assert [row["status"] for row in found] == ["cancelled", "rescheduled", "scheduled"]
    assert found[1]["show_on"] == (TODAY + timedelta(days=55)).date()


def test_what_a_curator_has_set_stays(url: str, sources: FeedServer) -> None:
    fill(sources, 1)
    run(url)
    rows(
        url,
        "update concerts.artists set name = 'The Band', curated_columns = '{name}' returning 1",
    )
    rows(url, "update concerts.shows set title = 'A Title' returning 1")
    run(url, full=True)
    assert one(url, "select name from concerts.artists") == "The Band"
    assert one(url, "select title from concerts.shows") == "Band 0 live"


def test_what_is_not_music_or_has_no_day_is_left_out(url: str, sources: FeedServer) -> None:
    fill(sources, 4)
    sources.events["E00000"]["classifications"] = [SPORTS]
    sources.events["E00001"]["dates"]["start"]["localDate"] = "1900-01-01"
    sources.events["E00001"]["dates"]["start"]["noSpecificTime"] = True
    del sources.events["E00002"]["_embedded"]["venues"]
    sources.events["E00003"]["_embedded"] = {"attractions": "none", "venues": []}
    sources.events["E00003"]["dates"]["status"]["code"] = "whatever"
    done = run(url)
    # The start of E00001 says a day that its localDate does not.
    assert (done.counts["not_music"], done.counts["shows_inserted"]) == (1, 3)
    assert one(url, "select count(*) from concerts.shows where venue_id is null") == 2
    found = rows(url, "select kind, path, external_id, detail from concerts.feed_errors order by 1")
    assert [
        (row["kind"], row["path"].rpartition("].")[2], row["external_id"]) for row in found
    ] == [
        ("shape", "_embedded.attractions", "E00003"),
        ("value", "dates.status.code", "E00003"),
    ]


def test_a_killed_run_goes_on_at_its_page(url: str, sources: FeedServer) -> None:
    fill(sources, 700)
    sources.trouble = lambda _: "hang" if len(sources.asked) == 3 else None
    env = os.environ | {"DATABASE_URL": url}
    process = subprocess.Popen(
        [sys.executable, "-m", "glue", "sync", "run", "ticketmaster"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert wait_until(lambda: len(sources.asked) == 3, PATIENCE)
        seen = " ".join(psutil.Process(process.pid).cmdline())
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
    assert not any(secret in seen for secret in SECRETS)
    sources.trouble = lambda _: None
    assert wait_until(lambda: _resumes(url), PATIENCE)
    pages = [asked.query["page"] for asked in sources.asked]
    assert pages == ["0", "1", "2", "2", "3"]
    assert one(url, "select count(*) from concerts.feed_runs") == 1
    assert shows(url) == set(sources.events)


def _resumes(url: str) -> bool:
    """Run; the server of a killed process may need a moment to see that it went."""
    try:
        return run(url).is_resumed
    except FeedError:
        return False


@pytest.mark.parametrize("asked", [4397, 90])
def test_a_long_wait_puts_the_job_off(url: str, sources: FeedServer, asked: int) -> None:
    fill(sources, 1)
    sources.trouble = lambda _: 429
    sources.retry_after = str(asked)
    waiting = f"""
        select j.run_at - j.started_at > '{asked - 2} s' and p.paused_until_at > now() as it
        from core.jobs as j cross join core.job_providers as p
        where p.name = 'concerts_ticketmaster' and j.kind = 'concerts.sync_ticketmaster'
            and j.wait_reason = 'retry'
    """
    rows(url, "select core.enqueue('concerts.sync_ticketmaster')")
    with working(url, {"concerts.sync_ticketmaster": ticketmaster.sync_ticketmaster}):
        assert wait_until(lambda: bool(rows(url, waiting)), PATIENCE)
    assert rows(url, waiting) == [{"it": True}]
    assert len(sources.asked) == 1
    (run_row,) = rows(url, "select status, fault from concerts.feed_runs")
    assert run_row["status"] == "paused"
    assert f"asks to wait {asked} s" in run_row["fault"]
    with pytest.raises(PutOffError):
        run(url)
    assert len(sources.asked) == 1


@pytest.mark.parametrize("asked", ["9" * 13, "9" * 400])
def test_no_source_is_paused_for_more_than_a_week(
    url: str, sources: FeedServer, asked: str
) -> None:
    fill(sources, 1)
    sources.trouble = lambda _: 429
    sources.retry_after = asked
    with pytest.raises(PutOffError, match="wait 604800 s"):
        run(url)
    paused = "select max(paused_until_at) - now() < '8 days' from core.job_providers"
    assert one(url, paused) is True


def test_a_budget_that_is_new_at_the_end_of_time_is_asked_for_in_a_week(
    url: str, sources: FeedServer
) -> None:
    fill(sources, 1)
    sources.trouble = lambda _: 429
    sources.headers = {"Rate-Limit-Available": "0", "Rate-Limit-Reset": "9" * 5000}
    with pytest.raises(PutOffError, match="wait 604800 s"):
        run(url)


def test_an_answer_that_is_compressed_twice_is_refused(url: str, sources: FeedServer) -> None:
    fill(sources, 1)
    sources.headers = {"Content-Encoding": "gzip, gzip"}
    with pytest.raises(FeedError, match="compressed more than once"):
        run(url)


def test_a_key_in_a_header_is_kept_nowhere(url: str, sources: FeedServer) -> None:
    fill(sources, 1)
    sources.headers = {"ETag": f'"{feed_server.TICKETMASTER_KEY}"'}
    run(url)
    assert one(url, "select etag from concerts.raw_pages limit 1") == '"REDACTED"'


def test_a_job_reads_a_feed(url: str, sources: FeedServer) -> None:
    fill(sources, 5)
    rows(url, "select core.enqueue('concerts.sync_ticketmaster')")
    done = "select true as it from concerts.feed_runs where status = 'succeeded'"
    with working(url, {"concerts.sync_ticketmaster": ticketmaster.sync_ticketmaster}):
        assert wait_until(lambda: bool(rows(url, done)), PATIENCE)
    assert shows(url) == set(sources.events)


def test_a_short_wait_is_slept_with_jitter(url: str, sources: FeedServer) -> None:
    fill(sources, 1)
    sources.trouble = lambda _: 429 if len(sources.asked) == 1 else None
    sources.retry_after = "7"
    waits: list[float] = []
    assert run(url, waits=waits).status == "succeeded"
    assert [7 <= wait <= 11 for wait in waits] == [True]


def test_a_spent_budget_puts_the_run_off_until_tomorrow(url: str, sources: FeedServer) -> None:
    fill(sources, 450)
    rows(url, "update core.job_providers set daily_budget = 2, spent = 0 returning 1")
    with pytest.raises(PutOffError) as caught:
        run(url)
    assert caught.value.after > timedelta(seconds=0)
    assert len(sources.asked) == 2
    status = one(url, "select concerts.feed_status('ticketmaster') -> 'items' -> 0")
    assert (status["budget_left"], status["last_run"]["status"]) == (0, "paused")
    rows(url, "update core.job_providers set daily_budget = 5000 returning 1")
    done = run(url)
    assert (done.is_resumed, len(sources.asked)) == (True, 3)
    assert shows(url) == set(sources.events)


def test_a_refused_key_ends_the_run_and_is_found_nowhere(
    url: str, sources: FeedServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(1)
    fill(sources, 2)
    sources.artists[feed_server.spotify(0)] = feed_server.spotify_artist(0)
    run(url)
    run(url, spotify.SOURCE)
    run(url, setlistfm.SOURCE)
    sources.trouble = lambda _: 401
    with pytest.raises(FeedError, match="http 401") as caught:
        run(url)
    assert len([asked for asked in sources.asked if "apikey" in asked.query]) == 2
    monkeypatch.setenv("DATABASE_URL", url)
    shown = CliRunner().invoke(main, ["sync", "run", "ticketmaster"])
    assert (shown.exit_code, errors(url)["http_401"]) == (1, 2)
    places = [caplog.text, repr(caught.value), shown.output, shown.stderr, dump(url)]
    for secret in SECRETS:
        assert not any(secret in place for place in places)
    assert "Identifier" not in dump(url)
    assert "REDACTED" in dump(url)


def dump(url: str) -> str:
    """Return every row of core and concerts as text, and what the sessions ran last."""
    tables = rows(
        url,
        "select format('%I.%I', schemaname, tablename) as it from pg_tables"
        " where schemaname in ('core', 'concerts')",
    )
    texts = [
        str(rows(url, f"select string_agg(t::text, ' ') as it from {row['it']} as t"))
        for row in tables
    ]
    return " ".join([*texts, str(rows(url, "select query from pg_stat_activity"))])


def test_a_dry_run_counts_and_keeps_nothing(url: str, sources: FeedServer) -> None:
    fill(sources, 250)
    before = contents(url)
    done = run(url, dry_run=True)
    assert (done.status, done.counts["shows_inserted"]) == ("succeeded", 250)
    assert contents(url) == before
    assert one(url, "select count(*) from concerts.raw_pages") == 0
    assert run(url).counts["shows_inserted"] == 250


def test_a_feed_without_a_key_is_not_run(
    url: str, sources: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TICKETMASTER_API_KEY")
    settings.cache_clear()
    with pytest.raises(KeyMissingError, match="TICKETMASTER_API_KEY"):
        run(url)
    with db.connect(url) as conn:
        conn.execute("create schema if not exists vault")
        conn.execute("create table vault.decrypted_secrets (name text, decrypted_secret text)")
        conn.execute(
            "insert into vault.decrypted_secrets values ('ticketmaster_api_key', %s)",
            (feed_server.TICKETMASTER_KEY,),
        )
    fill(sources, 1)
    assert run(url).counts["shows_inserted"] == 1


def test_all_missing_keys_are_named(
    url: str, sources: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    del sources
    for name in ("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"):
        monkeypatch.delenv(name)
    settings.cache_clear()
    with pytest.raises(KeyMissingError, match="SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET are"):
        run(url, spotify.SOURCE)


def test_two_runs_of_a_feed_do_not_go_at_once(url: str, sources: FeedServer) -> None:
    fill(sources, 1)
    with db.connect(url) as conn:
        conn.execute("select concerts.start_feed_run('ticketmaster', false, false, null)")
        with pytest.raises(RowhouseError, match="is not finished"):
            run(url)
    assert wait_until(lambda: _resumes(url), PATIENCE)


def with_artists(url: str, sources: FeedServer, count: int) -> None:
    """Let events name bands, which Spotify has too."""
    fill(sources, count)
    for artist in range(min(count, 40)):
        sources.artists[feed_server.spotify(artist)] = feed_server.spotify_artist(artist)
    run(url)
    sources.asked.clear()


def test_spotify_is_asked_for_many_artists_at_once(url: str, sources: FeedServer) -> None:
    with_artists(url, sources, 40)
    rows(
        url,
        "insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)"
        " select 'spotify', 'artist', 'sx' || n, 1e6 + n, now() from generate_series(1, 30) as n"
        " returning 1",
    )
    sources.artists[feed_server.spotify(3)]["popularity"] = 61.6
    sources.artists[feed_server.spotify(4)]["popularity"] = 300
    done = run(url, spotify.SOURCE)
    assert (done.status, done.counts["pages"], done.counts["artists_updated"]) == (
        "succeeded",
        2,
        40,
    )
    found = rows(url, "select popularity as it, count(*) as n from concerts.artists group by 1")
    assert {row["it"]: row["n"] for row in found} == {50: 38, 62: 1, None: 1}
    assert errors(url) == {"value": 1}
    before = contents(url)
    assert news(run(url, spotify.SOURCE, full=True)) == 0
    assert contents(url) == before


def test_spotify_without_its_batch_call_is_asked_one_by_one(url: str, sources: FeedServer) -> None:
    with_artists(url, sources, 5)
    run(url, spotify.SOURCE)
    sources.is_extended = False
    del sources.artists[feed_server.spotify(4)]
    sources.asked.clear()
    done = run(url, spotify.SOURCE, full=True)
    assert (done.status, done.counts["pages"]) == ("succeeded", 6)
    paths = [asked.path for asked in sources.asked if asked.path != "/api/token"]
    assert paths == ["/v1/artists", *(f"/v1/artists/{feed_server.spotify(n)}" for n in range(5))]
    notes = one(url, "select notes from concerts.feed_runs order by id desc limit 1")
    assert len(notes) == 1
    assert errors(url) == {"not_found": 1}
    assert one(url, "select count(*) from concerts.artists where popularity = 50") == 5


def test_a_field_that_stops_coming_tells_when_it_last_came(url: str, sources: FeedServer) -> None:
    with_artists(url, sources, 1)
    run(url, spotify.SOURCE)
    rows(
        url,
        "update concerts.external_ids set seen_at = '2026-01-01', fields_seen = ("
        " select jsonb_object_agg(key, '2026-01-01') from jsonb_each(fields_seen))"
        " where source = 'spotify' returning 1",
    )
    sources.is_extended = False
    run(url, spotify.SOURCE, full=True)
    (seen,) = rows(
        url, "select fields_seen as it from concerts.external_ids where source = 'spotify'"
    )
    assert seen["it"]["popularity"] == seen["it"]["followers"] == "2026-01-01"
    assert seen["it"]["genres"] != "2026-01-01"
    assert one(url, "select popularity from concerts.artists") == 50


def test_an_expired_token_is_renewed(url: str, sources: FeedServer) -> None:
    with_artists(url, sources, 3)
    rows(
        url,
        "update core.settings set value = '\"development\"'"
        " where name = 'concerts.spotify_mode' returning 1",
    )

    def expire(asked: feed_server.Asked) -> None:
        if asked.path.endswith(feed_server.spotify(0)):
            sources.token = "sp-token-9876543210"

    sources.after = expire
    done = run(url, spotify.SOURCE)
    assert (done.status, done.counts["pages"]) == ("succeeded", 3)
    assert [asked.path for asked in sources.asked].count("/api/token") == 2


def test_setlists_are_read_until_the_end(url: str, sources: FeedServer) -> None:
    fill(sources, 3, days=20)
    run(url)
    songs: list[Any] = [
        {"song": [{"name": "Intro", "tape": True}, {"name": "Één"}, {"name": ""}]},
        {
            "encore": 1,
            "song": {
                "name": "Hurt",
                "cover": {"name": "Nine Inch Nails"},
                "info": ">",
                "with": {"name": "Guest"},
            },
        },
    ]
    sources.setlists[feed_server.mbid(1)] = [
        feed_server.setlist(number, 1, number + 1, songs) for number in range(40)
    ]
    sources.setlists[feed_server.mbid(2)] = [feed_server.setlist(100, 2, 1, [])]
    sources.asked.clear()
    done = run(url, setlistfm.SOURCE)
    assert (done.status, done.counts["setlists_inserted"]) == ("succeeded", 40)
    assert done.counts["without_songs"] == 1
    assert [asked.query["p"] for asked in sources.asked] == ["1", "1", "2", "1"]
    found = rows(
        url,
        "select o.title, o.cover_of, s.place, s.encore, s.is_tape, s.info, l.source_url"
        " from concerts.setlist_songs as s inner join concerts.songs as o on s.song_id = o.id"
        " inner join concerts.setlists as l on s.setlist_id = l.id"
        " where l.source_version = 'v7' order by s.place",
    )
    assert [tuple(row.values())[:6] for row in found] == [
        ("Intro", None, 1, 0, True, None),
        ("Één", None, 2, 0, False, None),
        ("Hurt", "Nine Inch Nails", 3, 1, False, ">; with Guest"),
    ]
    assert found[0]["source_url"] == "https://www.setlist.fm/setlist/7.html"
    # One venue, whichever source names it.
    assert one(url, "select count(*) from concerts.venues where name = 'Hall 0'") == 1
    before = contents(url)
    sources.asked.clear()
    assert news(run(url, setlistfm.SOURCE)) == 0
    assert [asked.query["p"] for asked in sources.asked] == ["1", "1", "1"]
    assert news(run(url, setlistfm.SOURCE, full=True)) == 0
    assert contents(url) == before


def test_a_new_version_of_a_setlist_replaces_its_songs(url: str, sources: FeedServer) -> None:
    fill(sources, 1)
    run(url)
    first = feed_server.setlist(1, 0, 1, [{"song": [{"name": "A"}, {"name": "B"}, {"name": "C"}]}])
    sources.setlists[feed_server.mbid(0)] = [first]
    run(url, setlistfm.SOURCE)
    newer = feed_server.setlist(1, 0, 2, [{"song": [{"name": "B"}, {"name": "D"}]}])
    newer |= {"versionId": "v9", "lastUpdated": "2026-02-02T00:00:00.000+0000"}
    titles = (
        "select string_agg(o.title, '' order by s.place) from concerts.setlist_songs as s"
        " inner join concerts.songs as o on s.song_id = o.id"
    )
    for given in (newer, first):
        sources.setlists[feed_server.mbid(0)] = [given]
        run(url, setlistfm.SOURCE)
        assert one(url, titles) == "BD"
    assert one(url, "select count(*) from concerts.setlists") == 1


def test_status_shows_feeds(url: str, sources: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(sources, 1)
    sources.trouble = lambda _: 500 if len(sources.asked) == 1 else None
    run(url)
    monkeypatch.setenv("DATABASE_URL", url)
    shown = CliRunner().invoke(main, ["sync", "status", "--json"])
    assert shown.exit_code == 0, shown.output
    found = {item["feed"]: item for item in json.loads(shown.stdout) if "feed" in item}
    status = found["ticketmaster"]
    assert (status["last_run"]["status"], status["errors"]) == ("succeeded", {"http_500": 1})
    assert status["lag_seconds"] >= 0
    assert status["budget_left"] == 4998
    assert found["spotify"]["lag_seconds"] is None
    assert status["missing_keys"] == []
    assert CliRunner().invoke(main, ["sync", "status"]).exit_code == 0


def test_status_names_the_keys_that_are_missing_and_shows_none(
    url: str, sources: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    del sources
    for name in ("SPOTIFY_CLIENT_SECRET", "SETLISTFM_API_KEY"):
        monkeypatch.delenv(name)
    settings.cache_clear()
    with db.connect(url) as conn:
        conn.execute("create schema if not exists vault")
        conn.execute("create table vault.decrypted_secrets (name text, decrypted_secret text)")
        conn.execute(
            "insert into vault.decrypted_secrets values ('setlistfm_api_key', %s)",
            (feed_server.SETLISTFM_KEY,),
        )
    monkeypatch.setenv("DATABASE_URL", url)
    told = CliRunner().invoke(main, ["sync", "status", "--json"])
    items = [item for item in json.loads(told.stdout) if "feed" in item]
    assert {item["feed"]: item["missing_keys"] for item in items} == {
        "setlistfm": [],
        "spotify": ["SPOTIFY_CLIENT_SECRET"],
        "ticketmaster": [],
    }
    table = CliRunner().invoke(main, ["sync", "status"])
    assert "SPOTIFY_CLIENT_SECRET" in table.stdout
    assert not [key for key in SECRETS if key in told.output + table.output]
