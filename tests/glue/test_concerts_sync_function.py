"""The edge function sync, in Deno, against the sources and a real API: feeds without a process."""

import dataclasses
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from psycopg.rows import DictRow
from standardwebhooks.webhooks import Webhook

from glue import db, paths
from glue.config import settings
from glue.feeds.running import Options, run_feed
from glue.gateway.plan import FunctionsPart
from glue.jobs.concerts import setlistfm, spotify, ticketmaster
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.stack.functions import FOLDERS, find_deno, functions_command, without_token
from glue.waiting import wait_until
from tests.api.conftest import running_api
from tests.gateways import running_gateway
from tests.glue import feed_server
from tests.glue.feed_server import FeedServer, running_feeds

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

PATIENCE = 60
"""Seconds in which any step is over, also on a busy machine."""
OK, ACCEPTED, NO_CONTENT, UNAUTHORIZED, FORBIDDEN = 200, 202, 204, 401, 403
NOT_FOUND, CONFLICT, TOO_LARGE, BAD_GATEWAY = 404, 409, 413, 502
ORIGIN = "https://admin.example"
SECRETS = (
    feed_server.TICKETMASTER_KEY,
    feed_server.SETLISTFM_KEY,
    feed_server.SPOTIFY_SECRET,
    "sp-token-0123456789",
)
WRITTEN = (
    "concerts.raw_pages",
    "concerts.feed_runs",
    "concerts.external_ids",
    "concerts.setlists",
    "concerts.shows",
    "concerts.songs",
    "concerts.artists",
    "concerts.venues",
    "core.webhook_receipts",
    "vault.decrypted_secrets",
    "net.posted",
)
NET = """
create schema net;
create table net.posted (url text, body jsonb, params jsonb, headers jsonb, milliseconds integer);
create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}',
    timeout_milliseconds integer default 5000
) returns bigint
language sql as $$ insert into net.posted values ($1, $2, $3, $4, $5) returning 1::bigint $$;
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """The function behind the gateway, and alone, what it writes, and its database."""

    url: str
    inner: str
    log: Path
    database: str
    key: str
    sources: FeedServer
    ids: Iterator[int] = field(default_factory=count)

    def headers(self, body: str, secret: str, at: datetime | None = None) -> dict[str, str]:
        """Sign a call as any library of the standard does."""
        moment, name = at or datetime.now(UTC), f"call-{next(self.ids)}"
        return {
            "webhook-id": name,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": Webhook(secret).sign(name, moment, body),
            "content-type": "application/json",
        }

    def send(
        self, body: str, headers: dict[str, str], caller: str = "", url: str | None = None
    ) -> httpx.Response:
        """Send a call as it is."""
        return httpx.post(
            f"{url or self.url}{caller}", content=body.encode(), headers=headers, timeout=PATIENCE
        )

    def rows(self, query: str) -> list[DictRow]:
        """Return what a query returns."""
        with db.connect(self.database) as conn:
            return conn.execute(query.encode()).fetchall()

    def one(self, query: str) -> Any:
        """Return the only value of a query."""
        (row,) = self.rows(query)
        return next(iter(row.values()))


@pytest.fixture(scope="module")
def edge(server: Server, make_database: Callable[..., str]) -> Iterator[Edge]:
    """Serve the function; the key of setlist.fm is in the vault, the others in its environment."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        conn.execute("create schema if not exists vault")
        conn.execute("create table vault.decrypted_secrets (name text, decrypted_secret text)")
        conn.execute(NET)
    port, deno = free_port(), find_deno()
    assert deno is not None
    with (
        running_api(server, database) as api,
        running_feeds() as sources,
        tempfile.TemporaryDirectory() as folder,
    ):
        log = Path(folder) / "deno.log"
        known = {k: v for k, v in sources.environment().items() if k != "SETLISTFM_API_KEY"}
        with log.open("wb") as words:
            child = subprocess.Popen(
                functions_command(deno, port),
                cwd=folder,
                stdout=words,
                stderr=subprocess.STDOUT,
                env=known
                | {
                    "HOME": folder,
                    "DENO_DIR": f"{folder}/deno",
                    "SUPABASE_URL": api.api.url,
                    "SUPABASE_SERVICE_ROLE_KEY": api.api.secret_key,
                },
            )
        inner = f"http://127.0.0.1:{port}"
        plan = dataclasses.replace(
            api.plan, port=free_port(), functions=FunctionsPart(inner, without_token())
        )
        url, path = f"http://127.0.0.1:{plan.port}", "/functions/v1/sync"
        try:
            with running_gateway(plan):
                assert wait_until(lambda: child.poll() is not None or _answers(url + path), 30)
                assert child.poll() is None, log.read_text()
                made = Edge(url + path, inner + path, log, database, api.api.secret_key, sources)
                yield made
        finally:
            child.terminate()
            child.wait(10)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 405
    except httpx.HTTPError:
        return False


@pytest.fixture
def secret(edge: Edge) -> str:
    """Return the secret of a caller; sources and tables have nothing, and providers no rate."""
    site, blank = edge.sources, FeedServer()
    for name in ("events", "setlists", "artists", "is_extended", "token", "asked", "retry_after"):
        setattr(site, name, getattr(blank, name))
    site.trouble, site.after = (lambda _: None), (lambda _: None)
    with db.connect(edge.database) as conn:
        for table in WRITTEN:
            conn.execute(f"delete from {table}".encode())
        conn.execute("update concerts.feeds set connected_at = null, called_at = null")
        conn.execute("update core.settings set value = null where name like 'concerts.%'")
        conn.execute(
            "update core.job_providers set per_second = 1e6, burst = 1e6, tokens = 1e6, spent = 0,"
            " daily_budget = 5000, paused_until_at = null"
        )
        conn.execute(
            "insert into vault.decrypted_secrets values ('setlistfm_api_key', %s)",
            (feed_server.SETLISTFM_KEY,),
        )
    return str(edge.one("select core.register_webhook_source('concerts.sync', null) ->> 'secret'"))


Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(edge: Edge, secret: str) -> Ask:
    """Return what signs and sends a call for a feed."""

    def send(feed: str, **body: Any) -> httpx.Response:
        text = json.dumps({"feed": feed, **body})
        return edge.send(text, edge.headers(text, secret))

    return send


def fill(site: FeedServer, number: int) -> None:
    """Let the three sources have what belongs together."""
    for n in range(number):
        site.add_event(n, 2 + n * 25 / number)
    for n in range(min(number, 40)):
        site.artists[feed_server.spotify(n)] = feed_server.spotify_artist(n)
    songs: list[Any] = [
        {"song": [{"name": "Intro", "tape": True}, {"name": "Één"}, {"name": "Été"}]},
        {"encore": 1, "song": {"name": "Hurt", "cover": {"name": "Nine Inch Nails"}}},
    ]
    site.setlists[feed_server.mbid(1)] = [
        feed_server.setlist(n, 1, n + 1, songs) for n in range(25)
    ]


def pages(site: FeedServer) -> list[str]:
    return [asked.query["page"] for asked in site.asked if "page" in asked.query]


# Ids and times are those of a database; what leads to a record is shown by its names.
MERGED = (
    "select name, genres, image_url, popularity, curated_columns from concerts.artists",
    "select name, city, country, timezone, latitude from concerts.venues",
    (
        "select a.name, v.name as venue, s.show_on, s.starts_at, s.status, s.closes_at"
        " from concerts.shows as s join concerts.artists as a on a.id = s.artist_id"
        " left join concerts.venues as v on v.id = s.venue_id"
    ),
    "select source, entity, external_id from concerts.external_ids",
    (
        "select e.source, e.external_id, a.name from concerts.external_ids as e"
        " join concerts.artists as a on e.entity = 'artist' and e.record_id = a.id"
    ),
    (
        "select a.name, o.title, o.cover_of, s.place, s.encore, s.is_tape, s.info, w.show_on,"
        " l.source_url, l.source_version from concerts.setlist_songs as s"
        " join concerts.songs as o on o.id = s.song_id"
        " join concerts.artists as a on a.id = o.artist_id"
        " join concerts.setlists as l on l.id = s.setlist_id"
        " join concerts.shows as w on w.id = l.show_id"
    ),
    "select feed, kind, status, counts from concerts.feed_runs",
    (
        "select r.feed, e.kind, e.path, e.external_id, e.detail from concerts.feed_errors as e"
        " join concerts.feed_runs as r on r.id = e.feed_run_id"
    ),
    "select feed, request, status, body, etag from concerts.raw_pages",
)


def merged(url: str) -> list[list[str]]:
    """Return what feeds have merged, in a form that two databases share."""
    with db.connect(url) as conn:
        return [
            sorted(
                str(row["it"])
                for row in conn.execute(f"select to_jsonb(t) as it from ({query}) as t".encode())
            )
            for query in MERGED
        ]


def test_three_feeds_merge_what_the_worker_merges(
    edge: Edge, ask: Ask, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(edge.sources, 450)
    edge.sources.events["E00003"]["_embedded"] = {"attractions": "none", "venues": []}
    edge.sources.events["E00004"]["dates"]["start"]["localDate"] = "1900-01-01"
    for name, value in edge.sources.environment().items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    kinds = (ticketmaster.SOURCE, spotify.SOURCE, setlistfm.SOURCE)
    with db.connect(db_url) as conn:
        conn.execute("update core.job_providers set per_second = 1e6, burst = 1e6")
    for kind in kinds:
        run_feed(db_url, kind, Options())
    settings.cache_clear()
    by_worker = [(asked.path, asked.query) for asked in edge.sources.asked]
    edge.sources.asked.clear()

    for kind in kinds:
        answer = ask(kind.name)
        assert answer.status_code == OK, answer.text
        assert (answer.json()["status"], answer.json()["is_resumed"]) == ("succeeded", False)
        assert "stopped" not in answer.json()
    assert [(asked.path, asked.query) for asked in edge.sources.asked] == by_worker
    expected = merged(db_url)
    assert [len(rows) for rows in expected[:2]] == [41, 7]
    assert merged(edge.database) == expected

    before = merged(edge.database)[:6]
    again = [ask(kind.name).json() for kind in kinds]
    assert [done["counts"].get("not_modified") for done in again] == [3, 1, 1]
    assert merged(edge.database)[:6] == before


def test_who_does_not_prove_who_it_is_is_refused(edge: Edge, secret: str) -> None:
    fill(edge.sources, 1)
    body, now = '{"feed": "ticketmaster"}', datetime.now(UTC)
    signed = edge.headers(body, secret)
    other = "whsec_" + "A" * 43 + "="
    refused = [
        edge.send(body, {}),
        edge.send(body + " ", signed),
        edge.send(body, {**signed, "webhook-id": "another"}),
        edge.send(body, {**signed, "webhook-signature": "v1,AAAA"}),
        edge.send(body, edge.headers(body, other)),
        edge.send(body, edge.headers(body, secret, now - timedelta(minutes=6))),
        edge.send(body, edge.headers(body, secret, now + timedelta(minutes=6))),
        edge.send(body, signed, "/unknown"),
        edge.send(body, {"authorization": f"Bearer {edge.key}", "apikey": edge.key}),
    ]
    assert {(one.status_code, one.text) for one in refused} == {
        (
            UNAUTHORIZED,
            '{"code":"core.webhook_refused","message":"The message could not be verified."}',
        )
    }
    assert edge.send("x" * 5000, signed).status_code == TOO_LARGE
    assert edge.one("select count(*) from concerts.feed_runs") == 0
    assert edge.sources.asked == []
    assert edge.send(body, signed).status_code == OK


def test_a_call_counts_once(edge: Edge, secret: str) -> None:
    fill(edge.sources, 1)
    body = '{"feed": "ticketmaster"}'
    signed = edge.headers(body, secret)
    assert edge.send(body, signed).status_code == OK
    again = edge.send(body, signed)
    assert (again.status_code, again.json()["code"]) == (CONFLICT, "core.message_repeated")
    assert len(pages(edge.sources)) == 1


def test_a_revoked_secret_is_refused_and_another_callers_is_not(
    edge: Edge, secret: str, ask: Ask
) -> None:
    made = "select core.register_webhook_source('concerts.sync.github', null) ->> 'secret'"
    github, body = str(edge.one(made)), '{"feed": "spotify"}'
    assert ask("spotify").status_code == OK
    assert edge.one("select core.revoke_webhook_source('concerts.sync')") >= 1
    assert ask("spotify").status_code == UNAUTHORIZED
    assert edge.send(body, edge.headers(body, secret), "/github").status_code == UNAUTHORIZED
    assert edge.send(body, edge.headers(body, github), "/github").status_code == OK


def test_only_pages_of_known_origins_call(edge: Edge, secret: str) -> None:
    edge.rows(
        f"update core.settings set value = '[\"{ORIGIN}\"]'"
        " where name = 'concerts.sync_origins' returning 1"
    )
    body = '{"feed": "ticketmaster"}'

    def preflight(origin: str) -> httpx.Response:
        asked = {"origin": origin, "access-control-request-method": "POST"}
        return httpx.options(edge.inner, headers=asked)

    def post(origin: str) -> httpx.Response:
        signed = edge.headers(body, secret)
        return edge.send(body, signed | {"origin": origin}, url=edge.inner)

    allowed = [preflight(ORIGIN), post(ORIGIN)]
    assert [one.status_code for one in allowed] == [NO_CONTENT, OK]
    assert {one.headers["access-control-allow-origin"] for one in allowed} == {ORIGIN}
    assert "webhook-signature" in allowed[0].headers["access-control-allow-headers"]
    runs = edge.one("select count(*) from concerts.feed_runs")
    foreign = [preflight("https://evil.example"), post("https://evil.example"), post("null")]
    assert [one.status_code for one in foreign] == [FORBIDDEN] * 3
    assert not any("access-control-allow-origin" in one.headers for one in foreign)
    assert edge.one("select count(*) from concerts.feed_runs") == runs


def test_a_call_stops_at_its_deadline_and_the_next_goes_on_there(edge: Edge, ask: Ask) -> None:
    fill(edge.sources, 450)
    done = [ask("ticketmaster", seconds=0).json() for _ in range(3)]
    assert [(one["status"], one.get("stopped")) for one in done] == [
        ("paused", "deadline"),
        ("paused", "deadline"),
        ("succeeded", "deadline"),
    ]
    assert [one["is_resumed"] for one in done] == [False, True, True]
    assert pages(edge.sources) == ["0", "1", "2"]
    assert len({one["run_id"] for one in done}) == 1
    assert edge.one("select count(*) from concerts.shows") == 450
    assert edge.rows("select fault from concerts.feed_runs") == [{"fault": None}]


def test_a_short_wait_is_slept_and_what_passes_is_tried_again(edge: Edge, ask: Ask) -> None:
    fill(edge.sources, 450)
    moods: dict[int, int | str] = {1: 429, 3: "drop", 4: "drop", 6: "truncate", 7: "nul"}
    edge.sources.trouble = lambda _: moods.get(len(edge.sources.asked))
    edge.sources.retry_after = "1"
    begun = datetime.now(UTC)
    done = ask("ticketmaster").json()
    assert datetime.now(UTC) - begun >= timedelta(seconds=1)
    assert (done["status"], done["counts"]["pages"]) == ("succeeded", 3)
    kinds = {row["kind"] for row in edge.rows("select kind from concerts.feed_errors")}
    assert kinds == {"http_429", "connection", "unreadable"}
    assert edge.one("select count(*) from concerts.shows") == 450


def test_a_long_wait_puts_the_run_off(edge: Edge, ask: Ask) -> None:
    fill(edge.sources, 1)
    edge.sources.trouble = lambda _: 429
    edge.sources.retry_after = "4397"
    done = ask("ticketmaster")
    assert (done.status_code, done.json()["status"], done.json()["stopped"]) == (
        OK,
        "paused",
        "put_off",
    )
    assert done.json()["retry_after_seconds"] == 4397
    edge.sources.trouble = lambda _: None
    again = ask("ticketmaster").json()
    assert again["stopped"] == "put_off"
    assert 4300 < again["retry_after_seconds"] <= 4397
    assert len(edge.sources.asked) == 1
    assert edge.one("select count(*) from concerts._list_due_feeds() as d(n) where n ~ '^t'") == 0


def test_spotify_one_by_one_with_a_token_that_expires(edge: Edge, ask: Ask) -> None:
    fill(edge.sources, 3)
    ask("ticketmaster")
    edge.sources.is_extended = False
    edge.sources.asked.clear()

    def expire(asked: feed_server.Asked) -> None:
        if asked.path.endswith(feed_server.spotify(0)):
            edge.sources.token = "sp-token-9876543210"

    edge.sources.after = expire
    done = ask("spotify").json()
    assert (done["status"], done["counts"]["pages"]) == ("succeeded", 4)
    assert [asked.path for asked in edge.sources.asked].count("/api/token") == 2


def test_no_key_is_found_anywhere(edge: Edge, ask: Ask) -> None:
    fill(edge.sources, 3)
    answers = [ask(name) for name in ("ticketmaster", "spotify", "setlistfm")]
    edge.sources.trouble = lambda _: "drop"
    answers.append(ask("ticketmaster"))
    assert answers[-1].status_code == BAD_GATEWAY
    assert answers[-1].json()["code"] == "feed_failed"
    edge.sources.trouble = lambda _: 401
    answers += [ask("ticketmaster"), ask("spotify"), ask("setlistfm")]
    assert {one.status_code for one in answers[-3:]} == {BAD_GATEWAY}
    assert "answered with http 401" in answers[-3].json()["fault"]
    details = edge.rows("select detail from concerts.feed_errors where kind = 'connection'")
    assert len(details) == 3
    assert not any("apikey" in row["detail"] for row in details)
    places = [dump(edge), edge.log.read_text(), *(one.text for one in answers)]
    for secret in (*SECRETS, edge.key):
        assert not any(secret in place for place in places)
    assert "Identifier" not in places[0]
    assert "REDACTED" in edge.one("select string_agg(body::text, ' ') from concerts.raw_pages")
    lines = [json.loads(line) for line in edge.log.read_text().splitlines() if line[0] == "{"]
    assert {"feed started", "feed done", "feed stopped"} <= {line["event"] for line in lines}
    assert {line["function"] for line in lines} == {"sync"}


def dump(edge: Edge) -> str:
    """Return every row of core and concerts as text."""
    tables = edge.rows(
        "select format('%I.%I', schemaname, tablename) as it from pg_tables"
        " where schemaname in ('core', 'concerts')"
    )
    query = "select string_agg(t::text, ' ') as it from"
    return " ".join(str(edge.rows(f"{query} {row['it']} as t")) for row in tables)


def test_a_shell_signs_as_the_page_says(edge: Edge, secret: str) -> None:
    fill(edge.sources, 1)
    page = (paths.ROOT / "docs" / "concerts.md").read_text()
    (script,) = [block for block in page.split("```") if block.startswith("sh\nbody=")]
    said = subprocess.run(
        ["bash", "-ec", script.removeprefix("sh\n")],
        env=os.environ | {"API": edge.url.removesuffix("/functions/v1/sync"), "SECRET": secret},
        capture_output=True,
        check=True,
    )
    assert json.loads(said.stdout)["status"] == "succeeded", said


def test_types_of_the_functions_fit() -> None:
    deno = find_deno()
    assert deno is not None
    (place,) = FOLDERS
    files = [str(file) for file in place.glob("*/index.ts")]
    assert len(files) >= 2
    with tempfile.TemporaryDirectory() as folder:
        env = {"HOME": folder, "DENO_DIR": folder, "NO_COLOR": "1"}
        for command in (("check", "--no-lock", *files), ("lint", str(place))):
            done = subprocess.run(
                [deno, *command], cwd=folder, env=env, capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr.decode()


def test_a_feed_without_a_key_is_skipped(edge: Edge, ask: Ask) -> None:
    edge.rows("delete from vault.decrypted_secrets returning 1")
    answer = ask("setlistfm")
    assert (answer.status_code, answer.json()["status"]) == (OK, "skipped")
    assert edge.one("select count(*) from concerts.feed_runs") == 0


def test_a_run_that_goes_is_not_run_twice(edge: Edge, ask: Ask) -> None:
    edge.rows("select concerts.start_feed_run('ticketmaster')")
    answer = ask("ticketmaster")
    assert (answer.status_code, answer.json()["code"]) == (CONFLICT, "concerts.feed_running")
    unknown = ask("lastfm")
    assert (unknown.status_code, unknown.json()["code"]) == (NOT_FOUND, "concerts.unknown_feed")


def test_the_database_calls_for_what_is_due(edge: Edge, secret: str) -> None:
    """Given: pg_net's place taken by a table; what it would send is sent from here."""
    assert secret
    fill(edge.sources, 30)
    edge.rows(
        f"update core.settings set value = to_jsonb('{edge.url}'::text)"
        " where name = 'concerts.sync_url' returning 1"
    )
    called = [row["call_sync"] for row in edge.rows("select * from concerts.call_sync()")]
    assert called == ["setlistfm", "spotify", "ticketmaster"]
    sent = edge.rows("select url, body::text, headers from net.posted")
    answers = [
        httpx.post(one["url"], content=one["body"].encode(), headers=one["headers"]) for one in sent
    ]
    assert [one.status_code for one in answers] == [ACCEPTED] * 3, answers[0].text
    done = "select count(*) = 3 from concerts.feed_runs where status = 'succeeded'"
    assert wait_until(lambda: bool(edge.one(done)), PATIENCE)
    assert edge.one("select count(*) from concerts.shows") == 30
    assert edge.rows("select * from concerts.call_sync()") == []
