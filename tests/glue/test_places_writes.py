"""Places and stores move, are renamed and retired while readers read and writers write.

No transaction fails, not even by a deadlock, and each answer equals the count of the lines in
its own snapshot.
"""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from psycopg.types.json import Jsonb

from glue import db
from glue.waiting import wait_until
from tests.glue.test_filters_writes import (
    Connection,
    Crowd,
    ask,
    assert_settled,
    compare,
    fold,
    write,
)

pytestmark = pytest.mark.needs("filters")

SECONDS = 4.0
PAUSE = 0.02
COLUMNS = (
    "basket", "store", "product", "brand", "brand_mark", "department", "category", "city_code",
    "store_class", "price", "quantity", "sold_at",
)  # fmt: skip


def pause(chance: random.Random) -> None:
    """Leave time to the others."""
    time.sleep(chance.uniform(0, PAUSE))


def move_places(conn: Connection, chance: random.Random) -> None:
    """Load a full file: a province in either region, a city by either name, one city or none."""
    rows = [
        {"code": "0700000000", "level": 1, "name": "Region VII (Central Visayas)"},
        {"code": "1300000000", "level": 1, "name": "National Capital Region (NCR)"},
        {
            "code": "0702200000", "level": 2, "name": "Cebu",
            "parent": chance.choice(["Region VII", "NCR"]),
        },
        {"code": "1300000000", "level": 2, "name": "NCR group", "parent": "NCR"},
        {
            "code": "0702205000", "level": 3, "name": chance.choice(["Argao", "New Argao"]),
            "parent": "0702200000",
        },
    ]  # fmt: skip
    if chance.random() < 0.5:
        rows.append(
            {
                "code": "1380300000", "level": 3, "name": "City of Makati",
                "parent": chance.choice(["psgc:1300000000", "0702200000"]),
            }
        )  # fmt: skip
    staged = [{"country": "PH", "scheme": "psgc", **row} for row in rows]
    conn.execute("select tests.stage_places(%s)", (Jsonb(staged),))
    conn.execute("select master._load_places('pg_temp.staged_places')")
    conn.execute("select master._retire_places('pg_temp.staged_places')")
    conn.commit()
    pause(chance)


def move_stores(conn: Connection, chance: random.Random) -> None:
    """Load a file of stores, known and new."""
    rows = [
        {
            "store": f"s{number}", "name": f"Store {chance.random()}",
            "place": chance.choice(["NCR", "0702200000", "1380300000", "0702205000", None]),
            "store_class": chance.choice(["A", "B", "C", None]),
        }
        for number in chance.sample(range(1, 30), 4)
    ]  # fmt: skip
    conn.execute("select tests.stage_stores(%s)", (Jsonb(rows),))
    conn.execute("select filters._load_stores('pg_temp.staged_stores')")
    conn.commit()
    pause(chance)


def rename(conn: Connection, chance: random.Random) -> None:
    """Give brands and a category other names."""
    conn.execute(
        "update master.brands set name = %s where brand_key in ('fizz', 'crisp')",
        (f"B{chance.random()}",),
    )
    conn.execute(
        "update master.categories set name = %s where category_key = 'food/drinks'",
        (f"C{chance.random()}",),
    )
    conn.commit()
    pause(chance)


def ingest(conn: Connection, chance: random.Random) -> None:
    """Send lines of known and new stores, brands and baskets."""
    rows = [
        {
            "basket": f"i{chance.random()}", "store": f"s{chance.randint(1, 30)}",
            "product": "p", "price": chance.choice([1, 2.5, -3]), "quantity": 1,
            "brand": chance.choice(["Fizz", "Crisp", f"b{chance.randint(1, 40)}"]),
            "department": "Food", "category": chance.choice(["Drinks", "Snacks"]),
            "city_code": chance.choice(["1380300000", "0702205000"]),
            "sold_at": "2026-01-01T00:00:00Z",
        }
        for _ in range(3)
    ]  # fmt: skip
    conn.execute("select filters.ingest_transactions(%s)", (Jsonb(rows),))
    conn.commit()
    pause(chance)


def load_lines(conn: Connection, chance: random.Random) -> None:
    """Load a batch of lines as rowhouse load does."""
    conn.execute(f"create temporary table staged ({' text, '.join(COLUMNS)} text)".encode())
    conn.execute(
        "insert into pg_temp.staged select concat('l', %s::text, n), 's' || n, 'p', 'Fizz', null,"
        " 'Food', 'Drinks', '0702205000', 'A', '1', '1', '2026-01-01' from generate_series(1, 5)"
        " as n",
        (str(chance.random()),),
    )
    conn.execute("select filters._load_transactions('pg_temp.staged')")
    conn.execute("drop table pg_temp.staged")
    conn.commit()
    time.sleep(chance.uniform(0, 5 * PAUSE))


def read(conn: Connection, chance: random.Random) -> None:
    """Compare one answer with the lines."""
    compare(conn, chance)


STEPS: dict[str, tuple[int, Callable[[Connection, random.Random], None]]] = {
    "move places": (2, move_places),
    "move stores": (2, move_stores),
    "rename": (1, rename),
    "ingest": (3, ingest),
    "load": (1, load_lines),
    "write": (2, write),
    "fold": (1, fold),
    "read": (3, read),
}


def test_places_move_while_everybody_reads_and_writes(db_url: str) -> None:
    with db.connect(db_url, autocommit=False) as conn:
        conn.execute("select tests.small_shop()")
        conn.commit()
    crowd = Crowd(db_url, time.monotonic() + SECONDS)
    with ThreadPoolExecutor(sum(threads for threads, _step in STEPS.values())) as pool:
        tasks: list[Future[None]] = [
            pool.submit(crowd.run, name, seed, step)
            for name, (threads, step) in STEPS.items()
            for seed in range(threads)
        ]
        for task in tasks:
            task.result()
    assert all(crowd.done[name] > 3 for name in STEPS), crowd.done
    with db.connect(db_url, autocommit=False) as conn:
        assert_settled(conn)
        assert ask(conn, "(select count(*) from filters._list_moved_stores())") == 0
        assert ask(conn, "(core.run_invariant('master.categories_are_a_tree')).violations") == 0


def test_the_first_lines_come_while_a_brand_is_renamed(db_url: str) -> None:
    """The rename holds the brands and waits for the folds; the load holds these."""
    line = dict.fromkeys(COLUMNS, "1") | {"store_class": "A", "sold_at": "2024-05-01"}
    with (
        db.connect(db_url, autocommit=False) as loader,
        db.connect(db_url, autocommit=False) as master,
        ThreadPoolExecutor(1) as pool,
    ):
        master.execute("insert into master.brands (brand_key, name) values ('b', 'B')")
        master.commit()
        loader.execute("select tests.stage(%s, %s)", (list(COLUMNS), Jsonb([line])))
        loader.execute("select filters._lock_folds()")
        renamed = pool.submit(master.execute, "update master.brands set name = 'C'")
        waits = "exists (select from pg_locks where pid = %s and not granted)"
        assert wait_until(lambda: ask(loader, f"({waits})", master.info.backend_pid), 10)
        loader.execute("select filters._load_transactions('pg_temp.staged')")
        loader.commit()
        renamed.result()
        master.commit()
        assert_settled(master)
        assert ask(master, "(select count(*) from filters.transactions)") == 1
        assert ask(master, "(select name from master.brands where brand_key = 'b')") == "C"
