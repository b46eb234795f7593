"""Sources that send lines at the same time: no deadlock, and no line twice."""

import random
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from glue import db

pytestmark = pytest.mark.needs("filters")

SENDERS = 6
CALLS = 12
KEYS = 40


def lines(chance: random.Random) -> list[dict[str, Any]]:
    """Draw lines in any order; which basket a key is in is the same in every call."""
    keys = chance.sample(range(KEYS), 15)
    return [
        {
            "key": f"k{key}",
            "basket": f"basket{key % 13}",
            "store": f"store{key % 13 % 5}",
            "product": "p",
            "brand": chance.choice(["Ada", "Bob", "Cid", "Dee"]) + str(chance.randint(0, 5)),
            "department": chance.choice(["Food", "Tools"]),
            "category": f"c{chance.randint(0, 5)}",
            "store_class": chance.choice("ABC"),
            "price": key,
            "quantity": 1,
            "sold_at": "2024-05-04T08:00:00Z",
        }
        for key in keys
    ]


def send(url: str, seed: int) -> int:
    """Send calls one after the other; return how many lines were new."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    inserted = 0
    with db.connect(url) as conn:
        for _ in range(CALLS):
            row = conn.execute(
                "select filters.ingest_transactions(%s) as done", (Jsonb(lines(chance)),)
            ).fetchone()
            assert row is not None
            assert row["done"]["inserted"] + row["done"]["updated"] == 15
            inserted += row["done"]["inserted"]
    return inserted


def test_senders_of_the_same_new_things_do_not_stop_each_other(db_url: str) -> None:
    with ThreadPoolExecutor(SENDERS) as pool:
        inserted = sum(pool.map(lambda seed: send(db_url, seed), range(SENDERS)))
    with db.connect(db_url, autocommit=False) as conn:
        row = conn.execute(
            "select count(*) as lines, count(distinct line_key) as keys from filters.transactions"
        ).fetchone()
        assert row == {"lines": inserted, "keys": inserted}
        conn.execute("select filters._fold_all()")
        broken = conn.execute(
            "select name from core.invariants"
            " where module = 'filters' and (core.run_invariant(name)).violations > 0"
        ).fetchall()
        assert broken == []


def test_a_load_and_a_sender_follow_each_other(db_url: str) -> None:
    def load(number: int) -> None:
        with db.connect(db_url, autocommit=False) as conn:
            conn.execute(
                "create temporary table staged on commit drop as"
                " select concat('l', %s::text, n) as basket, concat('store', n %% 5) as store,"
                " 'p' as product, concat('Ada', n %% 6) as brand, '' as brand_mark,"
                " 'Food' as department, concat('c', n %% 6) as category, '' as city_code,"
                " 'A' as store_class, '1' as price, '1' as quantity,"
                " '2024-05-04 08:00Z' as sold_at"
                " from generate_series(1, 30) as n",
                (number,),
            )
            conn.execute("select filters._load_transactions('pg_temp.staged')")
            conn.commit()

    with ThreadPoolExecutor(4) as pool:
        tasks: list[Future[Any]] = [
            *(pool.submit(send, db_url, seed) for seed in range(2)),
            *(pool.submit(load, number) for number in range(3)),
        ]
        for task in tasks:
            task.result()
    with db.connect(db_url) as conn:
        assert conn.execute("select from filters.list_wrong_cells()").rowcount == 0
        row = conn.execute(
            "select count(*) as lines from filters.transactions where line_key is null"
        ).fetchone()
        assert row == {"lines": 90}
