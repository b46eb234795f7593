"""Filters under writers, folds and readers at once: no error, and no answer that is wrong.

Readers compare what the filters answer with the count of the lines, both in one snapshot, while
lines come, change, move and go, and while folds run, or die half-way.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("filters")

WRITERS = 8
FOLDERS = 2
READERS = 2
SECONDS = 4.0
PAUSE = 0.05
KILLS = 25

Connection: TypeAlias = psycopg.Connection[DictRow]

# A few lines at random that nobody else is writing to: writers do not wait for each other.
SOME_LINES = """
    select id from filters.transactions
    order by md5(concat(id, %(salt)s::text))
    limit %(most)s
    for update skip locked
"""
WRITES = (
    """
    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, category_id, price_minor, quantity, sold_at
    )
    select
        b.id, b.store_id, 'thing',
        (select id from master.brands order by md5(concat(id, %(salt)s::text)) limit 1),
        (select id from master.categories order by md5(concat(id, %(salt)s::text)) limit 1),
        %(price)s, 1, now()
    from filters.baskets as b
    order by md5(concat(b.id, %(salt)s::text))
    limit %(most)s
    """,
    """
    with basket as (
        insert into filters.baskets (basket_key, store_id)
        select %(salt)s::text, s.id
        from filters.stores as s
        order by md5(concat(s.id, %(salt)s::text))
        limit 1
        returning id, store_id
    )

    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, price_minor, quantity, sold_at
    )
    select b.id, b.store_id, 'thing', (select max(id) from master.brands), %(price)s, 1, now()
    from basket as b
    """,
    f"""
    update filters.transactions
    set
        price_minor = price_minor + %(price)s,
        brand_id = (
            select id from master.brands order by md5(concat(id, %(salt)s::text)) limit 1
        )
    where id = any(array({SOME_LINES}))
    """,
    f"""
    update filters.transactions as t
    set basket_id = b.id, store_id = b.store_id
    from (
        select id, store_id from filters.baskets
        order by md5(concat(id, %(salt)s::text))
        limit 1
    ) as b
    where t.id = any(array({SOME_LINES}))
    """,
    f"delete from filters.transactions where id = any(array({SOME_LINES}))",
)


@dataclass
class Crowd:
    """Threads that work on one database until the time is over, and how much they did."""

    url: str
    until: float
    done: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, name: str, seed: int, step: Callable[[Connection, random.Random], None]) -> None:
        """Take steps, each in a transaction of its own."""
        chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
        with db.connect(self.url, autocommit=False) as conn:
            while time.monotonic() < self.until:
                step(conn, chance)
                conn.rollback()
                with self.lock:
                    self.done[name] += 1


def write(conn: Connection, chance: random.Random) -> None:
    """Write once, or a few times; one in four takes it back; leave readers time."""
    for _ in range(chance.choice([1, 1, 3])):
        conn.execute(
            chance.choice(WRITES),
            {
                "salt": str(chance.random()),
                "price": chance.choice([-300, 0, 1, 250, 50_000]),
                "most": chance.choice([1, 1, 4, 8]),
            },
        )
    if chance.random() < 0.75:
        conn.commit()
    time.sleep(chance.uniform(0, PAUSE))


def fold(conn: Connection, chance: random.Random) -> None:
    """Fold a little, or do what a worker does."""
    if chance.random() < 0.5:
        conn.execute("select filters.fold_lines(%s)", (chance.choice([1, 10, 100]),))
    else:
        conn.execute("select filters.run_folds()")
    conn.commit()
    time.sleep(chance.uniform(0, PAUSE))


def compare(conn: Connection, chance: random.Random) -> int:
    """Ask something at random, and count the same from the lines in the same snapshot.

    Returns the version of the snapshot.
    """
    conn.execute("set transaction isolation level repeatable read")
    within = chance.choice(ask(conn, "array(select s::text from tests.selections() as s)"))
    dimension = chance.choice(["region", "city", "store_class", "category", "brand"])
    listed = ask(conn, "tests.listed_counts(%s, %s::jsonb)", dimension, within)
    assert listed == ask(conn, "tests.naive_counts(%s, %s::jsonb)", dimension, within)

    options = ask(conn, "api.filter_options(%s::jsonb)", within)
    naive = conn.execute(
        """
        select
            count(*) as transactions, count(distinct basket_id) as baskets,
            json_build_object('min', min(price_minor), 'max', max(price_minor)) as price,
            json_build_object('min', min(basket_size), 'max', max(basket_size)) as basket_size
        from tests.matching_lines(%s::jsonb)
        """,
        (within,),
    ).fetchone()
    assert naive == {name: options[name] for name in naive or {}}
    return int(options["version"])


def ask(conn: Connection, statement: str, *parameters: object) -> Any:
    """Return one value."""
    row = conn.execute(f"select {statement} as answer".encode(), parameters or None).fetchone()
    assert row is not None
    return row["answer"]


def assert_settled(conn: Connection) -> None:
    """Fold what is left: nothing waits, no invariant is broken, the answers are right."""
    conn.execute("select filters._fold_all()")
    assert ask(conn, "(select count(*) from filters.line_changes)") == 0
    broken = conn.execute(
        "select name from core.invariants"
        " where module = 'filters' and (core.run_invariant(name)).violations > 0"
    ).fetchall()
    assert broken == []
    assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
    conn.rollback()


@pytest.fixture
def shop_url(db_url: str) -> str:
    """The small shop with forty baskets more, and brands that have no line yet."""
    with db.connect(db_url, autocommit=False) as conn:
        conn.execute("select tests.small_shop()")
        conn.execute(
            "insert into master.brands (brand_key, name)"
            " select concat('b', n), concat('B', n) from generate_series(1, 9) as n"
        )
        conn.execute(
            "insert into filters.baskets (basket_key, store_id)"
            " select concat('more', n, s.store_key), s.id"
            " from filters.stores as s, generate_series(1, 13) as n"
        )
        conn.commit()
    return db_url


def test_answers_are_right_while_everybody_writes(shop_url: str) -> None:
    crowd = Crowd(shop_url, time.monotonic() + SECONDS)
    seen: dict[int, int] = {}

    def read(number: int) -> Callable[[Connection, random.Random], None]:
        def step(conn: Connection, chance: random.Random) -> None:
            version = compare(conn, chance)
            assert version >= seen.get(number, 0)
            seen[number] = version

        return step

    with ThreadPoolExecutor(WRITERS + FOLDERS + READERS) as pool:
        tasks: list[Future[None]] = [
            *(pool.submit(crowd.run, "write", seed, write) for seed in range(WRITERS)),
            *(pool.submit(crowd.run, "fold", seed, fold) for seed in range(FOLDERS)),
            *(pool.submit(crowd.run, "read", seed, read(seed)) for seed in range(READERS)),
        ]
        for task in tasks:
            task.result()
    assert all(crowd.done[name] > 20 for name in ("write", "fold", "read")), crowd.done
    with db.connect(shop_url, autocommit=False) as conn:
        assert_settled(conn)


def test_what_is_copied_in_is_counted_at_once(shop_url: str) -> None:
    with db.connect(shop_url, autocommit=False) as conn:
        baskets = conn.execute("select id, store_id from filters.baskets order by id").fetchall()
        brands = conn.execute("select id from master.brands order by id").fetchall()
        columns = "basket_id, store_id, product_key, brand_id, price_minor, quantity, sold_at"
        copy = f"copy filters.transactions ({columns}) from stdin"
        with conn.cursor().copy(copy.encode()) as lines:
            for number in range(500):
                basket, brand = baskets[number % len(baskets)], brands[number % len(brands)]
                at = "2024-05-04 08:00Z"
                lines.write_row(
                    (basket["id"], basket["store_id"], "thing", brand["id"], number, 1, at)
                )
        assert ask(conn, "(api.filter_options() ->> 'transactions')::int") == 507
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        assert_settled(conn)


def sell(conn: Connection, times: int = 1) -> None:
    """Write lines to a few baskets."""
    for number in range(times):
        conn.execute(
            WRITES[0], {"salt": f"{conn.info.backend_pid}{number}", "price": 7, "most": 10}
        )


def try_to_fold(url: str) -> int:
    """Fold; return how much was folded, or -1 from a process that was killed."""
    try:
        with db.connect(url) as conn:
            return int(ask(conn, "filters.fold_lines()"))
    except psycopg.errors.AdminShutdown:
        return -1


def find_folders(conn: Connection, condition: str) -> list[int]:
    """Return the processes that fold."""
    rows = conn.execute(
        "select pid from pg_stat_activity where datname = current_database()"
        f" and query like 'select filters.fold_lines%%' and {condition}".encode()
    ).fetchall()
    return [row["pid"] for row in rows]


@pytest.mark.parametrize(
    "table", ["baskets", "cells", "basket_sizes", "dimension_states", "dimension_values"]
)
def test_a_fold_that_dies_half_way_has_folded_nothing(shop_url: str, table: str) -> None:
    with (
        db.connect(shop_url) as conn,
        db.connect(shop_url, autocommit=False) as holder,
        ThreadPoolExecutor(1) as pool,
    ):
        sell(conn)
        conn.execute("select filters._fold_all()")
        sell(conn, 3)
        waiting = ask(conn, "(select count(*) from filters.line_changes)")
        holder.execute(f"select from filters.{table} for update".encode())
        task = pool.submit(try_to_fold, shop_url)
        assert wait_until(lambda: bool(find_folders(conn, "wait_event_type = 'Lock'")), 5), (
            "a fold comes to this table"
        )
        for pid in find_folders(conn, "true"):
            conn.execute("select pg_terminate_backend(%s)", (pid,))
        assert task.result() == -1
        holder.rollback()

        assert ask(conn, "(select count(*) from filters.line_changes)") == waiting
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        conn.autocommit = False
        assert_settled(conn)


def test_folds_that_die_again_and_again(shop_url: str) -> None:
    chance = random.Random(7)  # noqa: S311 - a repeatable draw, not a secret
    folded = []
    with db.connect(shop_url) as conn, ThreadPoolExecutor(1) as pool:
        for _ in range(KILLS):
            sell(conn)
            task = pool.submit(try_to_fold, shop_url)
            time.sleep(chance.uniform(0, 0.03))
            for pid in find_folders(conn, "state = 'active'"):
                conn.execute("select pg_terminate_backend(%s)", (pid,))
            folded.append(task.result())
            conn.autocommit = False
            compare(conn, chance)
            conn.rollback()
            conn.autocommit = True
        conn.autocommit = False
        assert_settled(conn)
    assert -1 in folded


def test_a_change_is_told_that_a_teller_did_not_see(shop_url: str) -> None:
    """A teller takes the note of a value away while a fold adds to that value."""
    with (
        db.connect(shop_url) as conn,
        db.connect(shop_url, autocommit=False) as holder,
        ThreadPoolExecutor(1) as pool,
    ):
        conn.execute("update filters.dimensions set debounce_ms = 0 where true")
        conn.execute("select tests.sell('b1', 'fizz', 'food/drinks', 1)")
        conn.execute("select filters.fold_lines()")
        conn.execute("select tests.sell('b1', 'fizz', 'food/drinks', 2)")
        holder.execute("select from filters.dimension_states where dimension = 'region' for update")
        folding = pool.submit(try_to_fold, shop_url)
        assert wait_until(lambda: bool(find_folders(conn, "wait_event_type = 'Lock'")), 5), (
            "a fold comes to the states"
        )
        conn.execute("select filters.emit_changes()")
        holder.rollback()
        assert folding.result() == 1
        conn.execute("select filters.emit_changes()")

        for dimension in ("brand", "category", "region"):
            last = ask(
                conn,
                "(select payload from core.events"
                f" where topic = 'filters:{dimension}' order by id desc limit 1)",
            )
            assert last["version"] == ask(conn, f"filters._version_of('{dimension}')")
