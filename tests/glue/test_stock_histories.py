"""Stock under concurrent clients: no invariant breaks, and answers have one order.

Clients reserve, confirm, release, adjust, transfer and split at random; some lose their
connection in the middle of a call. The seed is printed when a history fails.
"""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db
from tests.glue.linearizable import Operation, is_linearizable

pytestmark = pytest.mark.needs("commerce")

SKUS = ("SHIRT-S", "SHIRT-L", "MUG")
LOCATIONS = ("MAIN", "SHOP")
LOST = (psycopg.OperationalError, psycopg.InterfaceError)


def log_in(conn: Connection[DictRow]) -> None:
    """Become a member of the warehouse, for the life of the connection."""
    conn.execute("select tests.login_as(tests.user('cleo'), 'warehouse', 'admin')")
    conn.execute(
        "select set_config(name, current_setting(name), false)"
        " from unnest(array['role', 'request.jwt.claims']) as name"
    )
    conn.commit()


@dataclass
class Client:
    """One client: its connection, its reservations and transfers, its random choices."""

    url: str
    rng: random.Random
    conn: Connection[DictRow] = field(init=False)
    reservations: list[int] = field(default_factory=list)
    transfers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Connect."""
        self.connect()

    def connect(self) -> None:
        """Open a new connection and log in."""
        self.conn = db.connect(self.url, autocommit=False)
        log_in(self.conn)

    def call(self, statement: str, *values: object) -> Any:
        """Return the answer of a call; None if it was refused; raise if it was lost."""
        try:
            row = self.conn.execute(statement, values).fetchone()
            self.conn.commit()
        except LOST:
            self.connect()
            raise
        except psycopg.Error as exc:
            self.conn.rollback()
            if not (exc.sqlstate or "").startswith("PT"):
                raise
            return None
        return row["it"] if row else None

    def step(self) -> None:
        """Make one random call."""
        acts: list[Callable[[], None]] = [self.reserve] * 5 + [
            self.end,
            self.end,
            self.end,
            self.adjust,
            self.transfer,
            self.receive,
            self.sweep,
            self.split,
        ]
        with suppress(*LOST):
            self.rng.choice(acts)()

    def reserve(self) -> None:
        """Hold up to three lines, maybe for a second only."""
        lines = [
            {"sku": self.rng.choice(SKUS), "quantity": self.rng.randint(1, 3)}
            | ({"location": self.rng.choice(LOCATIONS)} if self.rng.random() < 0.5 else {})
            for _ in range(self.rng.randint(1, 3))
        ]
        made = self.call(
            "select api.reserve_stock(%s, %s::interval, %s, null, %s) as it",
            Jsonb(lines),
            self.rng.choice(["1 second", "1 hour"]),
            self.rng.random() < 0.3,
            self.rng.choice(["given_order", "most_stock", "fewest_parcels"]),
        )
        if made:
            self.reservations.append(made["reservation_id"])

    def end(self) -> None:
        """Confirm or release a reservation."""
        if not self.reservations:
            return
        number = self.reservations.pop(self.rng.randrange(len(self.reservations)))
        if self.rng.random() < 0.3:
            self.call("select api.confirm_reservation(%s) as it", number)
            self.reservations.append(number)
        else:
            self.call("select api.release_reservation(%s) as it", number)

    def adjust(self) -> None:
        """Count a level anew."""
        self.call(
            "select api.adjust_stock(%s, %s, %s, 'counted') as it",
            self.rng.choice(SKUS),
            self.rng.choice(LOCATIONS),
            self.rng.choice([-4, -2, 1, 3, 5]),
        )

    def transfer(self) -> None:
        """Send pieces to the other location."""
        there, back = self.rng.sample(LOCATIONS, 2)
        sent = self.call(
            "select api.transfer_stock(%s, %s, %s, %s) as it",
            self.rng.choice(SKUS),
            there,
            back,
            self.rng.randint(1, 3),
        )
        if sent:
            self.transfers.append(sent["transfer_id"])

    def receive(self) -> None:
        """Take in one piece of a transfer, maybe the last."""
        if self.transfers:
            number = self.transfers.pop()
            self.call(
                "select api.receive_transfer(%s, 1, %s) as it", number, self.rng.random() < 0.5
            )

    def sweep(self) -> None:
        """Release what has expired."""
        self.conn.execute("set local role app_worker")
        self.call("select commerce.run_expire_reservations() as it")

    def split(self) -> None:
        """Share a level among buckets."""
        self.call(
            "select api.split_stock(%s, %s, %s) as it",
            self.rng.choice(SKUS),
            self.rng.choice(LOCATIONS),
            self.rng.randint(1, 6),
        )


def broken(conn: Connection[DictRow]) -> list[str]:
    """Return the invariants of commerce that do not hold in a snapshot."""
    rows = conn.execute(
        "select i.name from core.invariants as i where i.module = 'commerce'"
        " and (core.run_invariant(i.name)).violations > 0"
    ).fetchall()
    conn.commit()
    return [row["name"] for row in rows]


def run_clients(url: str, seed: int, clients: int, has_ended: Callable[[int], bool]) -> None:
    """Let clients work until each has ended; kill some; watch the invariants meanwhile."""
    with db.connect(url) as conn:
        conn.execute("select tests.small_stock()")
    stop = threading.Event()
    found: list[str] = []

    def work(number: int) -> None:
        client = Client(url, random.Random(seed * 1000 + number))  # noqa: S311 - not a secret
        steps = 0
        try:
            while not (has_ended(steps) or found):
                client.step()
                steps += 1
        finally:
            client.conn.close()

    def watch() -> None:
        with db.connect(url, autocommit=False) as conn:
            while not stop.is_set():
                found.extend(broken(conn))

    def kill() -> None:
        with db.connect(url) as conn:
            while not stop.wait(0.2):
                conn.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and query like '%%api.%%'"
                    " and pid <> pg_backend_pid() and state = 'active' limit 1"
                )

    with ThreadPoolExecutor(clients + 2) as pool:
        watchers = [pool.submit(watch), pool.submit(kill)]
        workers = [pool.submit(work, number) for number in range(clients)]
        try:
            for worker in workers:
                worker.result()
        finally:
            stop.set()
        for watcher in watchers:
            watcher.result()
    with db.connect(url, autocommit=False) as conn:
        found.extend(broken(conn))
    assert not found, f"seed {seed}: {sorted(set(found))}"


def test_no_invariant_breaks_while_clients_work(db_url: str) -> None:
    run_clients(db_url, 7, 6, lambda steps: steps >= 60)


@pytest.mark.slow
def test_no_invariant_breaks_in_a_minute_of_sixteen_clients(db_url: str) -> None:
    end = time.monotonic() + 60
    run_clients(db_url, 8, 16, lambda _: time.monotonic() > end)


def trade(url: str, seed: int, steps: int, barrier: threading.Barrier) -> list[Operation]:
    """Reserve and release mugs at one location; return what was asked and answered."""
    client = Client(url, random.Random(seed))  # noqa: S311 - not a secret
    history = []
    held: list[tuple[int, int]] = []
    barrier.wait()
    for _ in range(steps):
        start = time.monotonic()
        if held and client.rng.random() < 0.45:
            number, change = held.pop()
            answer = client.call("select api.release_reservation(%s) as it", number)
        else:
            change = -client.rng.randint(1, 3)
            lines = [{"sku": "MUG", "quantity": -change, "location": "SHOP"}]
            answer = client.call("select api.reserve_stock(%s) as it", Jsonb(lines))
            if answer:
                held.append((answer["reservation_id"], -change))
        history.append(Operation(start, time.monotonic(), change, answer is not None))
    client.conn.close()
    return history


@pytest.mark.parametrize("seed", range(3))
def test_the_answers_for_one_level_have_an_order(db_url: str, seed: int) -> None:
    with db.connect(db_url) as conn:
        conn.execute("select tests.small_stock()")
    clients = 4
    barrier = threading.Barrier(clients)
    with ThreadPoolExecutor(clients) as pool:
        parts = [pool.submit(trade, db_url, seed * 10 + n, 40, barrier) for n in range(clients)]
        history = [operation for part in parts for operation in part.result()]
    answers = {operation.succeeded for operation in history}
    assert answers == {True, False}, f"seed {seed}: the history has no refusals"
    assert is_linearizable(history, 3), f"seed {seed}: {sorted(history, key=lambda o: o.start)}"
