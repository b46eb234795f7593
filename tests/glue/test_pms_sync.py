"""Two sides that were changed at once are equal after a run, or the difference is listed."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb
from standardwebhooks.webhooks import Webhook

from glue import db
from glue.cli import main
from glue.config import settings
from glue.errors import RowhouseError
from glue.sync.client import ATTEMPTS, Client, PmsError
from glue.sync.nightly import reconcile_pms
from glue.sync.reconcile import Counts, is_storable, read_rules, reconcile
from glue.waiting import wait_until
from tests.glue.pms import TOKEN, Key, Pms, running_pms
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ALLOWED = "update core.settings set value = %s where name = %s"


@pytest.fixture
def pms() -> Iterator[Pms]:
    """Return a PMS that knows nothing."""
    with running_pms() as server:
        yield server


@pytest.fixture
def url(db_url: str, pms: Pms) -> str:
    """Return a database with the small stock, which may reach the PMS."""
    prepare(db_url, pms)
    return db_url


def prepare(url: str, pms: Pms) -> None:
    with db.connect(url) as conn:
        conn.execute("select tests.small_stock()")
        conn.execute(ALLOWED, (Jsonb(["127.0.0.1/32"]), "core.webhook_allowed_networks"))
        conn.execute(ALLOWED, (Jsonb([pms.port]), "core.webhook_ports"))


def run(url: str, pms: Pms, **options: Any) -> Counts:
    """Run once, without waiting between attempts."""
    with client_of(url, pms) as client:
        return reconcile(url, "pms", client, **options)


def client_of(url: str, pms: Pms, waits: list[float] | None = None) -> Client:
    pause = (lambda _seconds: None) if waits is None else waits.append
    return Client(pms.url, TOKEN, read_rules(url), pause=pause)


def call(url: str, statement: str, *values: object) -> Any:
    with db.connect(url) as conn:
        row = conn.execute(statement, values).fetchone()
    assert row is not None
    return row["it"]


def push(url: str, changes: list[dict[str, Any]]) -> list[str]:
    """Push changes as the PMS; return their outcomes."""
    answer = call(url, "select commerce.push_pms_changes(%s) as it", Jsonb(changes))
    return [item["outcome"] for item in answer]


def local_values(url: str) -> dict[Key, dict[str, Any]]:
    """Return the local rows behind the records; null is left out."""
    with db.connect(url) as conn:
        rows = conn.execute(
            "select entity, external_id, commerce._local_values(r) as it"
            " from commerce.sync_records as r"
        ).fetchall()
    return {
        (row["entity"], row["external_id"]): {
            name: value for name, value in (row["it"] or {}).items() if value is not None
        }
        for row in rows
    }


def conflicts(url: str) -> set[tuple[str, str, str]]:
    """Return the fields with an open conflict."""
    answer = call(url, "select commerce.list_sync_conflicts(p_page_size => 500) as it")
    return {(item["entity"], item["external_id"], item["field"]) for item in answer["items"]}


EMPTY = (None, 0, "", False)


def differences(url: str, pms: Pms) -> set[tuple[str, str, str]]:
    """Return the fields whose value differs; one that a side never had is empty there.

    What the PMS deleted before it came here has no row here.
    """
    ours, theirs = local_values(url), pms.values()
    return {
        (*key, name)
        for key in ours.keys() | theirs.keys()
        if ours.get(key) or not theirs[key].get("deleted")
        for name in ours.get(key, {}).keys() | theirs.get(key, {}).keys()
        if (one := ours.get(key, {}).get(name)) != (other := theirs.get(key, {}).get(name))
        and not (one in EMPTY and other in EMPTY)
    }


def holds(url: str) -> None:
    with db.connect(url) as conn:
        rows = conn.execute(
            "select i.name, (core.run_invariant(i.name)).violations as n"
            " from core.invariants as i where i.module = 'commerce'"
        ).fetchall()
    assert {row["name"] for row in rows if row["n"]} == set()


def seconds(number: int) -> str:
    return (NOON + timedelta(seconds=number)).isoformat()


def test_a_first_run_brings_each_side_what_it_lacks(url: str, pms: Pms) -> None:
    pms.edit("product", "P-1", seconds(0), sku="CUP", title="Cup", price_minor=500)
    pms.edit("inventory", "CUP@MAIN", seconds(0), on_hand=7)
    pms.edit("product", "P-2", seconds(0), sku="MUG", title="Mug")
    counts = run(url, pms)
    assert (counts.applied, counts.rejected) == (3, 0)
    assert differences(url, pms) == conflicts(url) == set()
    assert pms.values()["product", "SHIRT-S"]["title"] == "Shirt"
    assert ("product", "MUG") not in pms.values()
    assert pms.values()["inventory", "SHIRT-S@SHOP"] == {"on_hand": 5}
    holds(url)


def test_a_second_run_fetches_and_sends_nothing(url: str, pms: Pms) -> None:
    pms.edit("product", "P-1", seconds(0), sku="CUP", title="Tasse à café", price_minor=500)
    run(url, pms, page=2)
    # The rows that were pushed are of pages that the first run had compared before.
    run(url, pms, page=2)
    pms.requests.clear()
    counts = run(url, pms, page=2)
    assert (counts.pages_differing, counts.fetched, counts.pushed) == (0, 0, 0)
    assert {request.split("/")[-1] for request in pms.requests} == {"digests"}
    pms.edit("product", "P-1", seconds(1), title="Tasse")
    counts = run(url, pms, page=2)
    assert (counts.pages_differing, counts.applied) == (1, 1)
    assert run(url, pms, page=2, full=True).pages_differing > 1


def test_a_dry_run_keeps_and_sends_nothing(url: str, pms: Pms) -> None:
    pms.edit("product", "P-1", seconds(0), sku="CUP", title="Cup")
    counts = run(url, pms, dry_run=True)
    assert (counts.fetched, counts.applied) == (1, 1)
    assert local_values(url) == {}
    assert [request for request in pms.requests if request.startswith("POST")] == []
    status = call(url, "select commerce.sync_status() as it")
    assert status["last_success_at"] is None
    assert (status["is_connected"], status["last_run"]["is_dry_run"]) == (False, True)


def test_local_changes_become_events_and_what_came_is_not_sent_back(url: str, pms: Pms) -> None:
    run(url, pms)
    push(url, pms.edit("product", "MUG", seconds(0), title="Mug from the PMS"))
    with db.connect(url) as conn:
        conn.execute("delete from core.events")
        conn.execute("update commerce.products set title = 'Shirt!' where title = 'Shirt'")
        conn.execute("select commerce.adjust_stock('MUG', 'SHOP', 2, 'found')")
    events = changed_events(url)
    assert {event["external_id"] for event in events} == {"SHIRT-S", "SHIRT-L", "MUG@SHOP"}
    assert {name for event in events for name in event["fields"]} == {"title", "on_hand"}
    for event in events:
        assert pms.take(event)["outcome"] == "applied"
    assert differences(url, pms) == conflicts(url)


def changed_events(url: str) -> list[dict[str, Any]]:
    """Let the task follow the logs; return the events of sync, oldest first."""
    for _ in range(3):
        call(url, "select commerce.run_sync_changes() as it")
    with db.connect(url) as conn:
        rows = conn.execute(
            "select payload from core.events where type = 'commerce.sync.changed' order by id"
        ).fetchall()
    return [row["payload"] for row in rows]


def test_both_choices_of_a_conflict_end_equal(url: str, pms: Pms) -> None:
    run(url, pms)
    for sku in ("MUG", "SHIRT-S"):
        pms.edit("product", sku, seconds(1), price_minor=77)
    with db.connect(url) as conn:
        conn.execute("update commerce.prices set amount_minor = 88")
    run(url, pms)
    open_ones = call(url, "select commerce.list_sync_conflicts() as it")["items"]
    assert {item["external_id"] for item in open_ones} == {"MUG", "SHIRT-S"}
    assert {(i["pms"]["value"], i["ours"]["value"], i["policy"]) for i in open_ones} == {
        (77, 88, "ask")
    }
    chosen = {"MUG": ("pms", 77), "SHIRT-S": ("ours", 88)}
    for item in open_ones:
        choice, value = chosen[item["external_id"]]
        statement = "select commerce.resolve_conflict(%s, %s) as it"
        assert call(url, statement, item["conflict_id"], choice)["value"] == value
    run(url, pms)
    assert differences(url, pms) == conflicts(url) == set()
    assert {k: pms.values()["product", k]["price_minor"] for k in chosen} == {
        key: value for key, (_, value) in chosen.items()
    }


def test_a_pms_that_went_back_to_a_backup_gets_its_records_again(url: str, pms: Pms) -> None:
    pms.edit("product", "P-1", seconds(0), sku="CUP", title="Cup")
    run(url, pms)
    backup = deepcopy(pms.records)
    pms.edit("product", "P-1", seconds(1), title="Big cup")
    pms.edit("product", "P-2", seconds(1), sku="JAR", title="Jar")
    run(url, pms)
    pms.records, pms.answered = backup, {}
    counts = run(url, pms)
    assert counts.lost == 2
    assert differences(url, pms) == conflicts(url) == set()
    assert pms.values()["product", "P-1"]["title"] == "Big cup"
    assert pms.values()["product", "P-2"]["title"] == "Jar"


def test_a_record_that_is_refused_does_not_hold_up_the_others(url: str, pms: Pms) -> None:
    pms.edit("product", "P-1", seconds(0), sku="CUP", title="Cup")
    pms.edit("product", "P-2", seconds(0), sku="jar", title="Jar")
    with pytest.raises(RowhouseError, match="product P-2 is refused: Change 1: sku"):
        run(url, pms)
    assert local_values(url)["product", "P-1"]["title"] == "Cup"
    last = call(url, "select commerce.sync_status() as it")["last_run"]
    assert (last["status"], last["counts"]["rejected"]) == ("failed", 1)


def test_a_record_that_jsonb_has_not_holds_up_no_other_and_is_not_lost(url: str, pms: Pms) -> None:
    pms.edit("product", "P-1", seconds(0), sku="CUP", title="Cup")
    run(url, pms)
    pms.edit("product", "P-1", seconds(1), title="C\0p")
    pms.edit("product", "P\0", seconds(1), sku="ODD", title="Odd")
    pms.edit("product", "P-2", seconds(1), sku="JAR", title="Jar")
    with pytest.raises(RowhouseError, match=r"product 'P\\x00' is refused: it has a character"):
        run(url, pms)
    assert local_values(url)["product", "P-2"]["title"] == "Jar"
    assert pms.values()["product", "P-1"]["title"] == "C\0p"
    last = call(url, "select commerce.sync_status() as it")["last_run"]
    assert (last["status"], last["counts"]["rejected"], last["counts"]["lost"]) == ("failed", 2, 0)


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        (r'"\u0000"', False),
        (r'{"a\u0000": 1}', False),
        (r'["\ud800"]', False),
        ("[NaN]", False),
        ("1e999", False),
        (r'"\\u0000 \ud83d\ude00 é"', True),
        ("[1, null, true]", True),
    ],
)
def test_what_jsonb_has_not_is_known(text: str, *, is_it: bool) -> None:
    assert is_storable(json.loads(text)) is is_it


class Storm:
    """Random changes of both sides, and messages that are lost, repeated and shuffled."""

    def __init__(self, url: str, pms: Pms, rng: random.Random) -> None:
        self.url, self.pms, self.rng = url, pms, rng
        self.inbox: list[list[dict[str, Any]]] = []
        self.outbox: list[dict[str, Any]] = []
        self.clock = 0
        self.read = 0

    def step(self) -> None:
        """Do something at random."""
        self.clock += 1
        self.rng.choice(
            [
                self.edit_there,
                self.edit_there,
                self.edit_here,
                self.edit_here,
                self.contradict,
                self.deliver_here,
                self.deliver_here,
                self.deliver_there,
                self.deliver_there,
                self.run_under_trouble,
                self.resolve,
            ]
        )()

    def edit_there(self) -> None:
        """Change something at the PMS; the message is lost, or sent once or twice."""
        edits: list[tuple[str, str, dict[str, Any]]] = [
            ("product", "MUG", {"title": f"Mug {self.clock}"}),
            ("product", "MUG", {"description": f"D {self.clock}"}),
            ("product", "MUG", {"category": self.rng.choice(["kitchen", "clothes", "none"])}),
            ("product", "SHIRT-S", {"price_minor": self.rng.randint(1, 9)}),
            ("product", "P-1", {"sku": "CUP", "title": f"Cup {self.clock}"}),
            ("product", "P-1", {"deleted": self.rng.random() < 0.5}),
            ("inventory", "SHIRT-S@MAIN", {"on_hand": self.rng.randint(0, 9)}),
            ("inventory", "MUG@SHOP", {"on_hand": self.rng.randint(0, 9)}),
            ("inventory", "CUP@MAIN", {"on_hand": self.rng.randint(0, 9)}),
            ("order", "O-1", {"status": self.rng.choice(["placed", "paid", "shipped"])}),
        ]
        entity, key, fields = self.rng.choice(edits)
        changes = self.pms.edit(entity, key, self.now(), **fields)
        self.inbox += [changes] * self.rng.choice([0, 1, 1, 2])

    def now(self) -> str:
        """Return a time, not always in order."""
        return seconds(self.clock + self.rng.randint(-5, 5))

    def edit_here(self) -> None:
        """Change something here, and let the task see it or not."""
        statement = self.rng.choice(
            [
                f"update commerce.products set title = 'Here {self.clock}' where title ~ 'Mug'",
                f"update commerce.products set description = 'H {self.clock}' where id = 2",
                f"update commerce.prices set amount_minor = {self.rng.randint(1, 9)}",
                "select commerce.adjust_stock('MUG', 'SHOP', 1, 'found')",
                "select commerce.adjust_stock('SHIRT-S', 'MAIN', 2, 'found')",
                "select commerce.adjust_stock('SHIRT-S', 'MAIN', -1, 'lost')",
            ]
        )
        with db.connect(self.url) as conn, suppress(psycopg.Error):
            conn.execute(statement)
        if self.rng.random() < 0.7:
            events = changed_events(self.url)
            self.outbox += [e for e in events[self.read :] for _ in range(self.rng.randint(0, 2))]
            self.read = len(events)

    def contradict(self) -> None:
        """Send another value under the version of the last one."""
        if self.inbox:
            changes = deepcopy(self.rng.choice(self.inbox))
            for change in changes:
                if "title" in change["fields"]:
                    change["fields"]["title"] += "?"
                    self.inbox.append([change])

    def deliver_here(self) -> None:
        """Deliver messages of the PMS, some of them twice."""
        self.rng.shuffle(self.inbox)
        while self.inbox and self.rng.random() < 0.7:
            changes = self.inbox.pop()
            if self.rng.random() < 0.2:
                changes = changes + changes
            push(self.url, changes)

    def deliver_there(self) -> None:
        """Deliver events to the PMS."""
        self.rng.shuffle(self.outbox)
        while self.outbox and self.rng.random() < 0.7:
            self.pms.take(self.outbox.pop())

    def run_under_trouble(self) -> None:
        """Run while the PMS misbehaves."""
        faults = ["", "", "", "429", "500", "drop", "drop after", "short"]
        self.pms.trouble = lambda _method, _path: self.rng.choice(faults)
        if self.rng.random() < 0.2:
            self.pms.trouble = lambda _method, _path: "drop"
        with suppress(PmsError):
            run(self.url, self.pms, page=self.rng.choice([1, 3, 500]))
        self.pms.trouble = lambda _method, _path: ""

    def resolve(self) -> None:
        """Choose a side of a conflict."""
        items = call(self.url, "select commerce.list_sync_conflicts() as it")["items"]
        if items:
            item, choice = self.rng.choice(items), self.rng.choice(["pms", "ours"])
            with db.connect(self.url) as conn, suppress(psycopg.Error):
                conn.execute(
                    "select commerce.resolve_conflict(%s, %s)", (item["conflict_id"], choice)
                )


@pytest.mark.parametrize("seed", range(3))
def test_after_a_storm_both_sides_are_equal_or_the_difference_is_listed(
    url: str, pms: Pms, seed: int
) -> None:
    storm = Storm(url, pms, random.Random(seed))  # noqa: S311 - a repeatable storm
    run(url, pms)
    for _ in range(60):
        storm.step()
    run(url, pms, page=3)
    assert differences(url, pms) <= conflicts(url), f"seed {seed}"
    holds(url)
    # What is still on its way changes nothing.
    before = local_values(url)
    for changes in storm.inbox:
        push(url, changes)
    for event in storm.outbox:
        pms.take(event)
    run(url, pms, page=3)
    assert differences(url, pms) <= conflicts(url), f"seed {seed}, late messages"
    assert local_values(url).keys() == before.keys()


def test_merging_states_is_commutative_associative_and_idempotent(
    conn: Connection[DictRow],
) -> None:
    rng = random.Random(7)  # noqa: S311 - repeatable

    def copy() -> dict[str, Any]:
        return {
            name: {
                side: {
                    "value": rng.choice(["a", "b", 1, None, True]),
                    "version": rng.randint(1, 3),
                    "at": f"2026-01-0{rng.randint(1, 3)}T00:00:00.000000Z",
                    "seen": rng.randint(0, 2),
                }
                for side in rng.sample(["pms", "us"], rng.randint(1, 2))
            }
            for name in rng.sample(["title", "price_minor", "deleted"], rng.randint(0, 3))
        }

    triples = [[copy(), copy(), copy()] for _ in range(500)]
    row = conn.execute(
        """
        select
            count(*) as n,
            count(*) filter (where j(a, b) <> j(b, a)) as not_commutative,
            count(*) filter (where j(j(a, b), c) <> j(a, j(b, c))) as not_associative,
            count(*) filter (where j(a, a) <> a or j(j(a, b), b) <> j(a, b)) as not_idempotent
        from (select t -> 0 as a, t -> 1 as b, t -> 2 as c from jsonb_array_elements(%s) as t) as t
        """.replace("j(", "commerce._join_fields("),
        (Jsonb(triples),),
    ).fetchone()
    assert row == {"n": 500, "not_commutative": 0, "not_associative": 0, "not_idempotent": 0}


def edits_of(number: int) -> list[dict[str, Any]]:
    return [{"title": f"T {number}"}, {"price_minor": number}, {"deleted": False}]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_repetition_of_changes_ends_the_same(url: str, pms: Pms, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - repeatable
    changes = [
        change
        for number in range(30)
        for change in pms.edit(
            *rng.choice([("product", "P-1"), ("product", "MUG")]),
            seconds(number),
            **rng.choice(edits_of(number)),
        )
    ]
    changes += pms.edit("product", "P-1", seconds(99), sku="CUP", title="Cup")
    ends = []
    for _ in range(3):
        rng.shuffle(changes)
        with db.connect(url, autocommit=False) as conn:
            start = 0
            while start < len(changes):
                size = rng.randint(1, 8)
                batch = changes[start : start + size] + rng.sample(changes, 2)
                conn.execute("select commerce.push_pms_changes(%s)", (Jsonb(batch),))
                start += size
            ends.append(
                conn.execute(
                    "select external_id, commerce._shown_fields(r) as shown,"
                    " local - 'sku' as local from commerce.sync_records as r order by 1"
                ).fetchall()
            )
            conn.rollback()
    assert ends[0] == ends[1] == ends[2]


def test_a_run_that_is_killed_at_any_request_is_made_up_for_by_the_next(
    make_database: Callable[..., str], pms: Pms
) -> None:
    def fill(url: str) -> None:
        prepare(url, pms)
        pms.records, pms.answered = {}, {}
        pms.edit("product", "P-1", seconds(0), sku="CUP", title="Cup", price_minor=500)
        pms.edit("inventory", "CUP@MAIN", seconds(0), on_hand=7)
        pms.edit("inventory", "SHIRT-L@MAIN", seconds(0), on_hand=25)
        pms.edit("order", "O-1", seconds(0), status="paid")
        pms.requests.clear()

    whole = make_database()
    fill(whole)
    run(whole, pms)
    expected = (local_values(whole), pms.values(), stock(whole))
    steps = len(pms.requests)
    assert steps >= 8
    for step in range(1, steps + 1):
        url = make_database()
        fill(url)
        kill_at(url, pms, step, "drop after" if step % 2 else "drop")
        run(url, pms)
        assert (local_values(url), pms.values(), stock(url)) == expected, f"killed at {step}"
        assert differences(url, pms) <= conflicts(url)


def reserve(url: str, lines: list[dict[str, Any]]) -> None:
    with db.connect(url, autocommit=False) as conn:
        conn.execute("select tests.login_as(tests.user('ada'))")
        conn.execute("select commerce.reserve_stock(%s)", (Jsonb(lines),))


def test_pushes_runs_and_clients_at_once_never_deadlock(url: str, pms: Pms) -> None:
    with db.connect(url) as conn:
        conn.execute(
            "update commerce.products set status = 'published', published_at = core.now()"
            " where title = 'Mug'"
        )
    run(url, pms)
    keys = [(sku, place) for sku in ("SHIRT-S", "SHIRT-L", "MUG") for place in ("MAIN", "SHOP")]

    def push_some(seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - repeatable
        rng.shuffle(shuffled := keys.copy())
        changes = [
            change
            for sku, place in shuffled
            for change in (
                *pms.edit("inventory", f"{sku}@{place}", seconds(seed), on_hand=rng.randint(5, 50)),
                *pms.edit("product", sku, seconds(seed), title=f"{sku} {seed}"),
            )
        ]
        push(url, changes)

    def sell_some(seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - repeatable
        lines = [{"sku": sku, "quantity": 1} for sku in ("MUG", "SHIRT-L", "SHIRT-S")]
        rng.shuffle(lines)
        try:
            reserve(url, lines)
        except psycopg.Error as exc:
            if exc.sqlstate != "PT409":
                raise

    def follow(_seed: int) -> None:
        call(url, "select commerce.run_sync_changes() as it")
        call(url, "select commerce.collect_sync_records('pms', null, 100) as it")

    with ThreadPoolExecutor(6) as pool:
        work = [
            pool.submit(act, seed) for seed in range(15) for act in (push_some, sell_some, follow)
        ]
        for future in work:
            future.result()
    run(url, pms)
    assert differences(url, pms) <= conflicts(url)
    holds(url)


def stock(url: str) -> list[DictRow]:
    """Return the movements of the sync: a repeated one would show."""
    with db.connect(url) as conn:
        return conn.execute(
            "select reference, quantity, to_state from commerce.stock_movements"
            " where reason = 'pms' order by reference"
        ).fetchall()


def kill_at(url: str, pms: Pms, step: int, trouble: str) -> None:
    """Run the command, and kill it when the PMS gets request number `step`."""
    started = threading.Event()
    process: list[subprocess.Popen[bytes]] = []

    def kill(_method: str, _path: str) -> str:
        if len(pms.requests) < step:
            return ""
        started.wait()
        process[0].send_signal(signal.SIGKILL)
        return trouble

    pms.trouble = kill
    env = os.environ | {"DATABASE_URL": url, "PMS_URL": pms.url, "PMS_TOKEN": TOKEN}
    process.append(subprocess.Popen([sys.executable, "-m", "glue", "sync", "run", "pms"], env=env))
    started.set()
    assert process[0].wait(60) == -signal.SIGKILL
    pms.trouble = lambda _method, _path: ""


def test_one_run_of_a_source_at_a_time(url: str, pms: Pms) -> None:
    with db.connect(url) as conn:
        conn.execute("select commerce.start_sync_run('pms', false, false)")
        with pytest.raises(psycopg.Error, match=r"commerce\.sync_running"):
            run(url, pms)
    run(url, pms)
    with db.connect(url) as conn:
        rows = conn.execute("select status from commerce.sync_runs order by id").fetchall()
    assert [row["status"] for row in rows] == ["interrupted", "succeeded"]


def test_the_client_waits_as_asked_and_gives_up_in_the_end(url: str, pms: Pms) -> None:
    waits: list[float] = []
    pms.trouble = lambda _method, _path: "429" if len(pms.requests) < 3 else ""
    with client_of(url, pms, waits) as client:
        assert client.digest("product", None, 5).count == 0
        assert [1 <= wait <= 1.2 for wait in waits] == [True, True]
        pms.trouble = lambda _method, _path: "500"
        pms.requests.clear()
        with pytest.raises(PmsError, match="status 500"):
            client.digest("product", None, 5)
        assert len(pms.requests) == ATTEMPTS
    last = len(waits) - 1
    assert waits[last] > waits[last - 1] > waits[last - 2]


def test_the_client_reaches_no_address_that_is_not_allowed(url: str, pms: Pms) -> None:
    with db.connect(url) as conn:
        conn.execute(ALLOWED, (Jsonb([]), "core.webhook_allowed_networks"))
    with client_of(url, pms) as client, pytest.raises(PmsError, match="not a public address"):
        client.digest("product", None, 5)
    assert pms.requests == []


def test_a_wrong_token_is_told(url: str, pms: Pms) -> None:
    with (
        Client(pms.url, "wrong", read_rules(url)) as client,
        pytest.raises(PmsError, match="status 401"),
    ):
        reconcile(url, "pms", client)
    last = call(url, "select commerce.sync_status() as it")["last_run"]
    assert (last["status"], "status 401" in last["fault"]) == ("failed", True)


SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def hand_in(url: str, entity: str, change: dict[str, Any]) -> None:
    """Receive a signed webhook of the PMS."""
    body, at, number = json.dumps(change), datetime.now(UTC), str(uuid4())
    headers = {
        "webhook-id": number,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(number, at, body),
    }
    statement = "select core.receive_webhook(%s, %s, %s) as it"
    assert not call(url, statement, f"pms.{entity}", Jsonb(headers), body)["duplicate"]


def register_webhooks(url: str, pms: Pms) -> None:
    """Register what the PMS sends, and where it receives."""
    with db.connect(url) as conn:
        for entity in ("product", "inventory", "order"):
            conn.execute(
                "select core.register_webhook_source(%s, 'commerce.apply_sync_receipt', %s)",
                (f"pms.{entity}", SECRET),
            )
        conn.execute(
            'update auth.users set raw_app_meta_data = \'{"roles": ["admin"]}\''
            " where id = tests.user('ada')"
        )
        conn.execute("select tests.make_webhook('ada', 'commerce.sync.*')")
        conn.execute(
            "update core.webhook_endpoints set url = %s, app_roles = '{admin}'",
            (f"{pms.url}/events",),
        )


def test_webhooks_carry_changes_both_ways_and_a_job_reconciles(
    url: str, pms: Pms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMS_URL", pms.url)
    monkeypatch.setenv("PMS_TOKEN", TOKEN)
    settings.cache_clear()
    register_webhooks(url, pms)
    with working(url, {"commerce.reconcile_pms": reconcile_pms}):
        call(url, "select core.enqueue('commerce.reconcile_pms') as it")
        assert wait_until(lambda: ("product", "MUG") in pms.values(), 30)
        (change,) = pms.edit("product", "MUG", seconds(0), title="Mug of the PMS")
        hand_in(url, "product", change)
        mug = ("product", "MUG")
        assert wait_until(lambda: local_values(url)[mug]["title"] == "Mug of the PMS", 30)
        with db.connect(url) as conn:
            conn.execute("update commerce.products set title = 'Our mug' where title ~ 'PMS'")
        assert wait_until(lambda: pms.values()[mug]["title"] == "Our mug", 30)
    assert "POST /v1/events" in pms.requests
    settings.cache_clear()


def test_without_a_pms_the_job_does_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PMS_URL", raising=False)
    settings.cache_clear()
    with working(url, {"commerce.reconcile_pms": reconcile_pms}):
        number = call(url, "select core.enqueue('commerce.reconcile_pms') as it")
        assert wait_until(lambda: finished(url, number) is not None, 30)
    assert finished(url, number) == {"skipped": "PMS_URL is not set"}
    settings.cache_clear()


def finished(url: str, number: int) -> dict[str, str] | None:
    with db.connect(url) as conn:
        rows = conn.execute(
            "select result from core.finished_jobs where id = %s", (number,)
        ).fetchall()
    return rows[0]["result"] if rows else None


def test_the_command_prints_counts_and_status(
    url: str, pms: Pms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMS_URL", pms.url)
    monkeypatch.setenv("PMS_TOKEN", TOKEN)
    settings.cache_clear()
    ran = CliRunner().invoke(main, ["sync", "run", "pms", "--json", "--url", url])
    assert (ran.exit_code, json.loads(ran.stdout)[0]["pushed"]) == (0, 8)
    shown = CliRunner().invoke(main, ["sync", "status", "--json", "--url", url])
    status = json.loads(shown.stdout)[0]
    assert status["records"] == {"product": 4, "inventory": 6}
    assert status["last_run"]["status"] == "succeeded"
    assert "succeeded" in CliRunner().invoke(main, ["sync", "status", "--url", url]).stdout
    monkeypatch.delenv("PMS_URL")
    settings.cache_clear()
    refused = CliRunner().invoke(main, ["sync", "run", "pms", "--url", url])
    assert (refused.exit_code, "PMS_URL is not set" in refused.stderr) == (2, True)
    settings.cache_clear()
