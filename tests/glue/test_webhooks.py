"""Webhooks from the event to the receiver and back, with real servers and real connections."""

import base64
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import DictRow
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from glue import db, paths
from glue.waiting import wait_until
from glue.webhooks.sender import Sender
from glue.worker.webhook_lane import deliver
from tests.glue.receivers import Receiver, running_receiver

NEVER_ENDING = ("/silent", "/drip")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
Conn = psycopg.Connection[DictRow]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as server:
        yield server


@pytest.fixture
def conn(db_url: str, receiver: Receiver) -> Iterator[Conn]:
    """A database of its own that allows the receiver's address, and no jitter."""
    with db.connect(db_url) as connection:
        for name, value in (
            ("ports", f"[{receiver.port}]"),
            ("allowed_networks", '["127.0.0.1/32"]'),
            ("jitter", "0"),
        ):
            connection.execute(
                "update core.settings set value = %s where name = %s",
                (value, f"core.webhook_{name}"),
            )
        yield connection


def new_seed() -> int:
    """Return a seed, printed so that a failure can be repeated."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")  # noqa: T201 - pytest shows it with a failure
    return seed


def make_webhook(conn: Conn, url: str, owner: str = "ada", **limits: int) -> str:
    row = conn.execute("select tests.make_webhook(%s)::text as id", (owner,)).fetchone()
    assert row is not None
    conn.execute(
        "update core.webhook_endpoints set url = %s, max_concurrency = %s, max_per_second = %s"
        " where id = %s",
        (url, limits.get("at_once", 4), limits.get("rate", 1000), row["id"]),
    )
    return str(row["id"])


def make_deliveries(conn: Conn, endpoint: str, count: int) -> None:
    conn.execute(
        "select count(tests.make_delivery(%s, n)) from generate_series(1, %s) as n",
        (endpoint, count),
    )


@contextmanager
def delivering(url: str, count: int = 1, seconds: float = 15) -> Iterator[None]:
    """Run so many senders until the block is left; each drains."""
    stop = threading.Event()
    threads = [
        threading.Thread(
            target=deliver,
            args=(url, stop),
            kwargs={
                "poll_seconds": 0.02,
                "make_sender": lambda rules: Sender(rules, timeout_seconds=seconds),
            },
        )
        for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()


def count(conn: Conn, query: str) -> int:
    row = conn.execute(
        f"select count(*) as n from core.webhook_deliveries where {query}"
    ).fetchone()
    assert row is not None
    return int(row["n"])


def dispatch(conn: Conn) -> int:
    row = conn.execute("select core.dispatch_events('core.webhooks') as handled").fetchone()
    assert row is not None
    return int(row["handled"])


def attempts_ended(conn: Conn, number: int) -> Callable[[], bool]:
    def ended() -> bool:
        row = conn.execute(
            "select count(*) as n from core.webhook_attempts where outcome is not null"
        ).fetchone()
        return row is not None and row["n"] >= number

    return ended


def test_an_event_reaches_its_receiver_signed(conn: Conn, db_url: str, receiver: Receiver) -> None:
    endpoint = make_webhook(conn, receiver.url("/status/200"))
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    with conn.transaction():
        conn.execute("select set_config('rowhouse.traceparent', %s, true)", (trace,))
        conn.execute(
            """select core.emit('concerts.show.moved', 'concerts:show:1', '1',
                '{"v": 1, "to": "Café \\u0001"}')"""
        )
    # An older transaction, in any database of the server, holds back what came after it.
    assert wait_until(lambda: dispatch(conn) == 1, 30)
    with delivering(db_url):
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 1, 20)
    (request,) = receiver.requests
    said = Webhook(SECRET).verify(request.body, request.headers)
    assert (said["type"], said["data"]) == ("concerts.show.moved", {"v": 1, "to": "Café \x01"})
    assert request.headers["traceparent"] == trace
    row = conn.execute("select event_id from core.webhook_deliveries").fetchone()
    assert row is not None
    assert request.headers["webhook-id"] == f"evt_{row['event_id']}"
    assert endpoint


def test_both_secrets_verify_during_a_rotation_and_only_the_new_one_after(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    endpoint = make_webhook(conn, receiver.url("/status/200"))
    row = conn.execute(
        "select core._create_webhook_secret(%s, null) as new", (endpoint,)
    ).fetchone()
    assert row is not None
    make_deliveries(conn, endpoint, 1)
    with delivering(db_url):
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 1, 20)
        conn.execute("update core.webhook_secrets set expires_at = now() where expires_at > now()")
        conn.execute("select tests.make_delivery(%s, 2)", (endpoint,))
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 2, 20)
    during, after = receiver.requests
    for secret in (SECRET, row["new"]):
        Webhook(secret).verify(during.body, during.headers)
    Webhook(row["new"]).verify(after.body, after.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(after.body, after.headers)


def test_signatures_agree_with_the_standards_own_library(conn: Conn) -> None:
    chance = random.Random(new_seed())  # noqa: S311 - a test's chance, not a secret
    for _ in range(300):
        key = chance.randbytes(chance.choice((1, 24, 32, 63, 64, 65, 200)))
        secret = Webhook(key)
        text = "whsec_" + base64.b64encode(key).decode()
        body = "".join(chr(chance.choice((10, 65, 233, 0x20AC, 0x1F600))) for _ in range(50))
        at = datetime.fromtimestamp(chance.randrange(2**32), UTC)
        row = conn.execute(
            "select core._sign_webhook('msg_é', %s, %s, %s) as signature",
            (int(at.timestamp()), body, [text]),
        ).fetchone()
        assert row is not None
        assert row["signature"] == secret.sign("msg_é", at, body)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/status/200", ("delivered", "delivered", "active")),
        ("/status/204", ("delivered", "delivered", "active")),
        ("/redirect", ("pending", "failed", "active")),
        ("/status/400", ("failed", "refused", "active")),
        ("/status/410", ("failed", "gone", "disabled")),
        ("/status/429/Retry-After/90", ("pending", "throttled", "active")),
        ("/status/503/Retry-After/90", ("pending", "throttled", "active")),
        ("/status/500", ("pending", "unavailable", "active")),
        ("/silent", ("pending", "unavailable", "active")),
        ("/drip", ("pending", "unavailable", "active")),
        ("/garbage", ("pending", "unavailable", "active")),
        ("/close", ("pending", "unavailable", "active")),
        ("/huge", ("delivered", "delivered", "active")),
        ("/nul", ("delivered", "delivered", "active")),
    ],
)
def test_what_a_receiver_does_decides(
    conn: Conn, db_url: str, receiver: Receiver, path: str, expected: tuple[str, str, str]
) -> None:
    make_deliveries(conn, make_webhook(conn, receiver.url(path)), 1)
    with delivering(db_url, seconds=0.5 if path in NEVER_ENDING else 15):
        assert wait_until(attempts_ended(conn, 1), 20)
    row = conn.execute(
        """select d.status, a.outcome, e.status as endpoint,
            extract(epoch from d.next_attempt_at - a.finished_at)::int as wait
        from core.webhook_deliveries as d
        inner join core.webhook_attempts as a on d.id = a.delivery_id and a.number = 1
        inner join core.webhook_endpoints as e on d.endpoint_id = e.id"""
    ).fetchone()
    assert row is not None
    assert (row["status"], row["outcome"], row["endpoint"]) == expected
    if row["status"] == "pending":
        assert row["wait"] == (90 if "Retry-After" in path else 5)
    assert len(receiver.requests) == 1


def test_loopback_is_refused_unless_a_setting_allows_it(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    conn.execute(
        "update core.settings set value = null where name = 'core.webhook_allowed_networks'"
    )
    make_deliveries(conn, make_webhook(conn, receiver.url("/status/200")), 1)
    with delivering(db_url):
        assert wait_until(lambda: count(conn, "status = 'failed'") == 1, 20)
    row = conn.execute("select outcome, error from core.webhook_attempts").fetchone()
    assert row == {"outcome": "refused", "error": "refused: 127.0.0.1 is not a public address"}
    assert receiver.requests == []


def test_three_senders_send_each_delivery_once_within_its_limits(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    for number in range(3):
        url = receiver.url("/pause") + "/" * number
        make_deliveries(conn, make_webhook(conn, url, f"owner{number}", at_once=2), 30)
    with delivering(db_url, count=3):
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 90, 30)
    ids = Counter((request.path, request.headers["webhook-id"]) for request in receiver.requests)
    assert len(ids) == 90
    assert set(ids.values()) == {1}
    assert set(receiver.most_at_once.values()) == {2}


def test_an_endpoint_that_hangs_holds_up_nobody_else(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    make_deliveries(conn, make_webhook(conn, receiver.url("/held"), "slow"), 500)
    make_deliveries(conn, make_webhook(conn, receiver.url("/status/200"), "quick"), 50)
    with delivering(db_url, seconds=300):
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 50, 120)
        assert receiver.most_at_once["/held"] == 4
        receiver.release()


def test_a_slow_owner_leaves_slots_to_the_others(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    for number in range(20):
        make_deliveries(conn, make_webhook(conn, receiver.url(f"/held/{number}"), "slow"), 10)
    with delivering(db_url, seconds=300):
        assert wait_until(lambda: sum(receiver.at_once.values()) == 17, 60)
        make_deliveries(conn, make_webhook(conn, receiver.url("/status/200"), "quick"), 40)
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 40, 120)
        assert sum(receiver.at_once[f"/held/{number}"] for number in range(20)) == 17
        receiver.release()
    assert receiver.paths().count("/status/200") == 40


def test_nothing_is_sent_for_an_owner_who_is_gone(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    gone = make_webhook(conn, receiver.url("/status/200/X-Who/gone"), "gone")
    make_webhook(conn, receiver.url("/status/200/X-Who/there"), "there")
    conn.execute("select core.emit('concerts.show.moved', 'concerts:show:1', '1', '{\"v\": 1}')")
    assert wait_until(lambda: dispatch(conn) == 1, 30)
    assert count(conn, "status = 'pending'") == 2
    conn.execute("delete from auth.users where id = md5('gone')::uuid")
    with delivering(db_url):
        assert wait_until(lambda: count(conn, "status = 'pending'") == 0, 60)
    assert receiver.paths() == ["/status/200/X-Who/there"]
    row = conn.execute(
        "select status, status_reason from core.webhook_endpoints where id = %s", (gone,)
    ).fetchone()
    assert row == {"status": "disabled", "status_reason": "owner_gone"}
    assert count(conn, "last_outcome = 'owner_gone' and status = 'failed'") == 1


def test_a_circuit_opens_and_a_probe_closes_it(conn: Conn, db_url: str, receiver: Receiver) -> None:
    endpoint = make_webhook(conn, receiver.url("/status/500"), at_once=1)
    make_deliveries(conn, endpoint, 20)

    def circuit() -> str:
        row = conn.execute("select state from core.webhook_circuits").fetchone()
        assert row is not None
        return str(row["state"])

    with delivering(db_url):
        assert wait_until(lambda: circuit() == "open", 20)
        assert wait_until(attempts_ended(conn, 5), 20)
        assert len(receiver.requests) == 5
        conn.execute("update core.webhook_endpoints set url = %s", (receiver.url("/status/200"),))
        conn.execute("update core.webhook_circuits set resume_at = now()")
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 15, 20)
    assert circuit() == "closed"


def test_claims_never_share_a_lease_nor_exceed_a_limit(conn: Conn, db_url: str) -> None:
    seed = new_seed()
    for number in range(3):
        make_deliveries(conn, make_webhook(conn, "http://x.example", f"o{number}", at_once=3), 40)
    lock = threading.Lock()
    held: set[tuple[int, int]] = set()
    at_once: Counter[str] = Counter()
    done: Counter[int] = Counter()
    endpoints = {
        row["id"]: str(row["endpoint_id"])
        for row in conn.execute("select id, endpoint_id from core.webhook_deliveries")
    }

    def work(number: int) -> None:
        chance = random.Random(seed + number)  # noqa: S311 - a test's chance
        with db.connect(db_url) as mine:
            while sum(done.values()) < 120:
                rows = mine.execute(
                    "select delivery_id, lease from core.claim_webhooks(%s, %s)",
                    (uuid4(), chance.randint(1, 7)),
                ).fetchall()
                with lock:
                    for row in rows:
                        key = (row["delivery_id"], row["lease"])
                        assert key not in held
                        held.add(key)
                        at_once[endpoints[key[0]]] += 1
                        assert at_once[endpoints[key[0]]] <= 3
                chance.shuffle(rows)
                for row in rows:
                    with lock:
                        at_once[endpoints[row["delivery_id"]]] -= 1
                    ended = mine.execute(
                        "select core.finish_webhook(%s, %s, 200, null, 1) as status",
                        (row["delivery_id"], row["lease"]),
                    ).fetchone()
                    assert ended == {"status": "delivered"}
                    with lock:
                        done[row["delivery_id"]] += 1

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(work, number) for number in range(8)]:
            future.result(60)
    assert set(done.values()) == {1}
    assert len(done) == 120


SENDER = """
import sys, threading
from glue.worker.webhook_lane import deliver
deliver(sys.argv[1], threading.Event(), poll_seconds=0.02)
"""


def send_in_a_process(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, url],
        env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
        cwd=paths.ROOT,
    )


def expire_leases(conn: Conn) -> None:
    """Let time pass for what a dead sender held."""
    conn.execute(
        "update core.webhook_deliveries set leased_until_at = now(), next_attempt_at = now()"
        " where leased_by is not null"
    )


def kill_senders(conn: Conn, db_url: str, receiver: Receiver, *, times: int, each: int) -> None:
    endpoint = make_webhook(conn, receiver.url("/pause"), at_once=20)
    total = times * each
    make_deliveries(conn, endpoint, total)
    for _ in range(times):
        before = len(receiver.requests)
        child = send_in_a_process(db_url)
        assert wait_until(lambda: len(receiver.requests) >= before + each // 2, 30)  # noqa: B023
        child.send_signal(signal.SIGKILL)
        child.wait()
        expire_leases(conn)
    with delivering(db_url):
        assert wait_until(lambda: count(conn, "status = 'delivered'") == total, 300)
    ids = {request.headers["webhook-id"] for request in receiver.requests}
    assert ids == {f"evt_{number}" for number in range(1, total + 1)}
    for row in conn.execute("select name from core.invariants where name like 'core.webhook%'"):
        found = conn.execute(
            "select violations from core.run_invariant(%s)", (row["name"],)
        ).fetchone()
        assert found == {"violations": 0}, row["name"]


def test_a_sender_that_is_killed_loses_nothing(conn: Conn, db_url: str, receiver: Receiver) -> None:
    kill_senders(conn, db_url, receiver, times=2, each=60)
    row = conn.execute(
        "select count(*) as n from core.webhook_attempts where outcome = 'lost'"
    ).fetchone()
    assert row is not None
    assert row["n"] > 0


@pytest.mark.slow
def test_senders_that_are_killed_50_times_lose_nothing(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    kill_senders(conn, db_url, receiver, times=50, each=30)


def test_a_connection_that_breaks_is_made_again(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    endpoint = make_webhook(conn, receiver.url("/status/200"))
    with delivering(db_url):
        make_deliveries(conn, endpoint, 1)
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 1, 20)
        conn.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'rowhouse webhooks' and datname = current_database()"
        )
        conn.execute("select tests.make_delivery(%s, 2)", (endpoint,))
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 2, 20)


def test_a_repeat_that_comes_at_the_same_time_is_one_message(conn: Conn, db_url: str) -> None:
    conn.execute(
        "insert into core.job_kinds (kind, handler, description) values ('a.b', 'python', 'x')"
    )
    conn.execute("select core.register_webhook_source('pms', 'a.b', %s)", (SECRET,))
    at = datetime.now(UTC)
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("m1", at, "x"),
    }

    def hand_in(_number: int) -> Any:
        with db.connect(db_url) as mine:
            row = mine.execute(
                "select core.receive_webhook('pms', %s, 'x') as answer", (json.dumps(headers),)
            ).fetchone()
            return (row or {})["answer"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(hand_in, range(8)))
    assert Counter(answer["duplicate"] for answer in answers) == {False: 1, True: 7}
    assert len({answer["receipt_id"] for answer in answers}) == 1
    row = conn.execute("select count(*) as n from core.jobs where kind = 'a.b'").fetchone()
    assert row == {"n": 1}


def test_the_worker_needs_no_more_than_its_role(
    conn: Conn, db_url: str, receiver: Receiver
) -> None:
    conn.execute("grant app_worker to postgres")
    make_deliveries(conn, make_webhook(conn, receiver.url("/status/200")), 1)
    with delivering(f"{db_url}?options=-crole%3Dapp_worker"):
        assert wait_until(lambda: count(conn, "status = 'delivered'") == 1, 20)
