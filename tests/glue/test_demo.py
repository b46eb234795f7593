"""Loading the demo and the geography, once and a second time."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.types.json import Jsonb

from glue import db, paths
from glue.commands.seed import seed, seed_command
from glue.errors import ConfigError
from glue.load import demo
from glue.load.demo_files import choose_city, read_release
from glue.load.seeded import Seeded
from glue.waiting import wait_until
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]

ROWS = 3_000
OLDER_RELEASE = paths.ROOT.parent / "shared/data/filters/ph_psgc_2025q2_flat.csv"
COUNTS = """
    select
        (select count(*) from master.places where level = 1) as regions,
        (select count(*) from master.places where level = 2) as provinces,
        (select count(*) from master.places where level = 3) as cities,
        (select count(*) from master.brands) as brands,
        (select count(*) from master.categories where parent_id is null) as departments,
        (select count(*) from master.categories where parent_id is not null) as categories,
        (select count(*) from filters.transactions) as lines
"""


# What commerce has, and what it has to have by the lines of filters.
STOCK = """
    select
        (select count(*) from commerce.variants) as products,
        (select count(*) from commerce.products where status = 'published') as published,
        (select count(*) from commerce.locations) as stores,
        (select sum(s.quantity) from commerce.sales as s) as sold,
        (select count(*) from commerce.stock_movements) as movements
"""
LINES = """
    select
        count(distinct t.product_key) as products,
        count(distinct t.store_id) as stores,
        sum(t.quantity) filter (where t.price_minor > 0 and t.quantity between 1 and 100) as sold
    from filters.transactions as t
"""


def one(url: str, query: str, *parameters: object) -> dict[str, Any]:
    with db.connect(url) as conn:
        row = conn.execute(query, parameters).fetchone()
    assert row is not None
    return row


def test_the_demo_brings_all_master_data_and_the_lines_asked_for(db_url: str) -> None:
    assert not seed(db_url, "demo", ROWS).was_there
    assert one(db_url, COUNTS) == {
        "regions": 18,
        "provinces": 102,
        "cities": 1_656,
        "brands": 6_471,
        "departments": 32,
        "categories": 303,
        "lines": ROWS,
    }
    private = one(db_url, "select count(*) as n from master.brands where is_tbwa")
    assert private["n"] == 20
    with db.connect(db_url) as conn:
        for row in conn.execute("select name, query from core.invariants").fetchall():
            assert conn.execute(row["query"]).fetchall() == [], row["name"]


def test_a_second_run_changes_nothing_and_another_demo_is_refused(db_url: str) -> None:
    seed(db_url, "demo", ROWS)
    version = one(db_url, "select max(version) as v from filters.dimension_states")
    assert seed(db_url, "demo", ROWS).was_there
    assert one(db_url, "select max(version) as v from filters.dimension_states") == version
    with pytest.raises(ConfigError, match="another demo is loaded"):
        seed(db_url, "demo", ROWS + 1)


@pytest.mark.needs("commerce")
def test_the_products_are_for_sale_where_they_were_sold(db_url: str) -> None:
    seed(db_url, "demo", ROWS)
    stock, lines = one(db_url, STOCK), one(db_url, LINES)
    assert {name: stock[name] for name in lines} == lines
    assert 0.9 * stock["products"] < stock["published"] < stock["products"]
    # Two weeks' demand of each product is left in each store that sold it.
    with db.connect(db_url) as conn:
        levels = conn.execute("""
            select sum(s.quantity) as sold, l.on_hand
            from commerce.sales as s
            inner join commerce.stock_levels as l
                on s.variant_id = l.variant_id and s.location_id = l.location_id
            group by s.variant_id, s.location_id, l.on_hand
        """).fetchall()
    assert stock["movements"] > len(levels) > 1_000
    assert [level for level in levels if level["on_hand"] != -(-level["sold"] * 2 // 13)] == []
    assert seed(db_url, "demo", ROWS).was_there
    assert one(db_url, STOCK) == stock


@pytest.mark.needs("commerce")
def test_a_module_that_was_added_later_is_filled_too(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_is_stocked", lambda _: True)
    seed(db_url, "demo", ROWS)
    monkeypatch.undo()
    assert one(db_url, STOCK)["products"] == 0
    before = one(db_url, COUNTS)
    assert not seed(db_url, "demo", ROWS).was_there
    assert one(db_url, COUNTS) == before
    assert one(db_url, STOCK)["products"] == one(db_url, LINES)["products"]
    assert seed(db_url, "demo", ROWS).was_there


def test_an_interrupted_run_leaves_nothing(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "_copy", interrupt)
    with pytest.raises(KeyboardInterrupt):
        seed(db_url, "demo", ROWS)
    assert one(db_url, "select count(*) as n from master.places") == {"n": 0}
    monkeypatch.undo()
    assert seed(db_url, "demo", ROWS).lines == ROWS


def test_the_geography_alone(db_url: str) -> None:
    assert not seed(db_url, "psgc").was_there
    assert seed(db_url, "psgc").was_there
    with pytest.raises(ConfigError, match="--rows"):
        seed(db_url, "psgc", 1)


def test_the_command_says_what_it_did(db_url: str) -> None:
    done = CliRunner().invoke(seed_command, ["psgc", "--url", db_url, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)[0]["lines"] == 18 + 102 + 1_656


# What a second run would change, if it changed anything.
SHOWN = """
    select
        (select count(*) from core.jobs) as jobs,
        (select count(*) from core.operations) as operations,
        (select count(*) from core.webhook_deliveries) as deliveries,
        (select count(*) from core.webhook_attempts) as attempts,
        (select max(version) from core.feature_flags) as version,
        (select count(*) from core.alerts) as alerts,
        (select max(id) from core.events) as last_event
"""


def test_the_console_has_something_to_show_and_a_second_run_changes_nothing(db_url: str) -> None:
    assert seed(db_url, "console") == Seeded("console", "fixed rows 1", 7, was_there=False)
    shown = one(db_url, SHOWN)
    assert (shown["operations"], shown["deliveries"], shown["attempts"]) == (2, 2, 3)
    assert seed(db_url, "console").was_there
    assert one(db_url, SHOWN) == shown
    with db.connect(db_url) as conn:
        conn.execute("delete from core.feature_flags where name = 'core.demo'")
    assert seed(db_url, "console").was_there, "what is gone stays gone"
    assert one(db_url, SHOWN)["version"] is None


def test_the_demo_brings_what_the_console_shows(db_url: str) -> None:
    words = ["demo", "--rows", "1000", "--url", db_url, "--json"]
    done = CliRunner().invoke(seed_command, words)
    assert done.exit_code == 0, done.output
    found = [(row["dataset"], row["was_there"]) for row in json.loads(done.stdout)]
    assert found == [("demo", False), ("console", False)]


def test_a_worker_leaves_the_demo_of_the_console_as_it_is(db_url: str) -> None:
    seed(db_url, "console")
    with db.connect(db_url) as conn:
        deliveries = conn.execute(
            "select id, status, lease from core.webhook_deliveries order by id"
        ).fetchall()
        with working(db_url):
            left = b"select from core.jobs where status = 'ready' and kind = 'core.run_operation'"
            assert wait_until(lambda: conn.execute(left).rowcount == 0, 60)
            sent = b"""
                select from core.event_consumers
                where name = 'core.webhooks'
                    and xid >= (select max(e.xid) from core.events as e)
            """
            assert wait_until(lambda: conn.execute(sent).rowcount == 1, 60)
        again = conn.execute(
            "select id, status, lease from core.webhook_deliveries order by id"
        ).fetchall()
        dead = conn.execute("select from core.jobs where status = 'dead'").rowcount
    assert again == deliveries
    assert dead == 1


def test_a_store_stays_where_its_key_puts_it() -> None:
    bounds = [10, 30, 60]
    chosen = [choose_city(str(store), ["a", "b", "c"], bounds) for store in range(6_000)]
    assert chosen[:6] == [choose_city(str(n), ["a", "b", "c"], bounds) for n in range(6)]
    shares = [chosen.count(code) / len(chosen) for code in "abc"]
    assert shares == pytest.approx([1 / 6, 2 / 6, 3 / 6], abs=0.02)


def older_release(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the flat file of an older release as master.load_psgc takes it.

    Independent cities have a short code there, and stand among the provinces too; a few
    groups do not, so they are made from the codes of their cities.
    """
    with path.open() as file:
        rows = list(csv.DictReader(file))
    regions = {row["region_part"]: row for row in rows if row["level"] == "region"}
    provinces = {
        row["region_part"] + row["province_part"]: row["name"]
        for row in rows
        if row["level"] == "province"
    }
    cities = []
    for row in (row for row in rows if row["level"] == "muncity"):
        group = row["region_part"] + row["province_part"]
        provinces.setdefault(group, f"Group {group}")
        code = row["psgc_code"] if len(row["psgc_code"]) == 10 else f"{group}00000"
        cities.append({"psgc_code": code, "name": row["name"], "province_code": f"{group}00000"})
    return {
        "regions": [
            {"psgc_code": row["psgc_code"], "name": row["name"]} for row in regions.values()
        ],
        "provinces": [
            {
                "psgc_code": f"{group}00000",
                "name": name,
                "region_code": regions[group[:2]]["psgc_code"],
            }
            for group, name in provinces.items()
        ],
        "cities": cities,
    }


@pytest.mark.skipif(not OLDER_RELEASE.exists(), reason="the older release is not at hand")
def test_a_newer_release_keeps_stores_in_their_cities(db_url: str) -> None:
    older, newer = older_release(OLDER_RELEASE), read_release()
    wanted = {city["psgc_code"]: city["name"] for city in newer["cities"]}
    with db.connect(db_url) as conn:
        conn.execute("select master.load_psgc(%s)", (Jsonb(older),))
        conn.execute(
            "insert into filters.stores (store_key, name, place_id)"
            " select code, name, id from master.places where level = 3"
        )
        row = conn.execute("select master.load_psgc(%s) as done", (Jsonb(newer),)).fetchone()
        assert row is not None
        assert row["done"]["cities"]["changed"] > 0
        found = conn.execute(
            "select c.code as psgc_code, c.name, c.is_retired, s.store_key"
            " from master.places as c left join filters.stores as s on c.id = s.place_id"
            " where c.level = 3"
        ).fetchall()
    assert {c["psgc_code"]: c["name"] for c in found if not c["is_retired"]} == wanted
    moved = [
        city
        for city in found
        if not city["is_retired"] and city["store_key"] not in {None, city["psgc_code"]}
    ]
    assert len(moved) == row["done"]["cities"]["moved"]
    assert all(city["store_key"] not in wanted for city in moved)


@pytest.mark.parametrize("level", ["read committed", "repeatable read"])
def test_two_moves_at_once_make_no_circle(make_database: Callable[..., str], level: str) -> None:
    url = make_database()
    move = """
        update master.categories set parent_id = (
            select id from master.categories where category_key = %s
        )
        where category_key = %s
    """
    with db.connect(url) as conn:
        conn.execute(
            "insert into master.categories (category_key, name) values ('a', 'A'), ('b', 'B')"
        )
    with db.connect(url, autocommit=False) as first, db.connect(url, autocommit=False) as second:
        for conn in (first, second):
            conn.execute(f"set transaction isolation level {level}")
            conn.execute("select count(*) from master.categories")
        first.execute(move, ("a", "b"))
        second.execute("set local lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            second.execute(move, ("b", "a"))
        second.rollback()
        second.execute(f"set transaction isolation level {level}")
        second.execute("select count(*) from master.categories")
        first.commit()
        with pytest.raises(psycopg.Error) as refused:
            second.execute(move, ("b", "a"))
        assert refused.value.sqlstate in {"PT422", "40001"}
