"""Products with parallel writers, the real AdventureWorks catalogue, and many rows."""

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db, paths
from glue.http.tokens import user_id
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("commerce")

REAL = paths.ROOT.parent / "shared" / "data" / "commerce"
MANY = 20_000


@contextmanager
def buyer(url: str) -> Iterator[psycopg.Connection[DictRow]]:
    """Connect as a buyer, in a transaction of its own."""
    with db.connect(url, autocommit=False) as conn:
        conn.execute("select tests.login_as(%s, 'buyer')", (user_id("cleo"),))
        yield conn


def rpc(conn: psycopg.Connection[DictRow], call: str, *arguments: Any) -> Any:
    """Return the answer of an RPC."""
    row = conn.execute(f"select api.{call} as it".encode(), arguments).fetchone()
    assert row is not None
    return row["it"]


def create(url: str, **product: Any) -> Any:
    """Create a product in a transaction of its own."""
    with buyer(url) as conn:
        return rpc(conn, "create_product(%s::jsonb)", json.dumps(product))


def pages(conn: psycopg.Connection[DictRow], **filters: str) -> list[dict[str, Any]]:
    """Return the items of all pages of a list."""
    items: list[dict[str, Any]] = []
    after = None
    while True:
        page = rpc(
            conn,
            "list_products(%s, %s, %s, %s, 100)",
            *(filters.get(name) for name in ("search", "status", "category")),
            after,
        )
        items += page["items"]
        after = page["next"]
        if after is None:
            return items


def rows_read(conn: psycopg.Connection[DictRow]) -> int:
    """Return how many rows of products this transaction has read, by scan or by index."""
    row = conn.execute(
        "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as n"
        " from pg_stat_xact_user_tables where schemaname = 'commerce'"
    ).fetchone()
    assert row is not None
    read: int = row["n"]
    return read


def test_no_pair_of_new_variants_and_new_locations_lacks_its_level(db_url: str) -> None:
    def make(number: int) -> None:
        if number % 2:
            create(db_url, title="P", sku=f"P-{number}")
        else:
            with db.connect(db_url) as conn:
                conn.execute("select commerce.create_location(%s, 'L')::text", (f"L-{number}",))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(make, range(40)))
    with db.connect(db_url) as conn:
        row = conn.execute(
            "select count(*) as levels, count(distinct variant_id) as variants,"
            " count(distinct location_id) as locations from commerce.stock_levels"
        ).fetchone()
    assert row == {"levels": 400, "variants": 20, "locations": 20}


def _await_waiter(watching: psycopg.Connection[DictRow]) -> None:
    statement = (
        "select from pg_stat_activity where datname = current_database()"
        " and wait_event_type = 'Lock'"
    )
    wait_until(lambda: watching.execute(statement).rowcount > 0, 60)


PUSH = "select commerce.push_pms_changes(tests.pms_change('product', %s, %s, %s, %s))"
GONE, HERE = '{"deleted": true}', '{"title": "New", "sku": "NEW-1"}'
DELETE = {
    "staff": ("select api.delete_product(id) from commerce.products where title = 'New'",),
    "source": (PUSH, "P-1", 2, GONE, 9),
    "source that had not sent it": (PUSH, "NEW-1", 1, GONE, 9),
    "source, tried again": ("select commerce.collect_sync_records('pms', null, 100)",),
}


@pytest.mark.parametrize("by", DELETE)
def test_stock_does_not_come_to_a_product_that_is_being_deleted(db_url: str, by: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute("select tests.small_stock()")
        create(db_url, title="New", sku="NEW-1")
        if by == "source":
            conn.execute(PUSH, ("P-1", 1, HERE, 9))
        if by == "source, tried again":
            conn.execute("select commerce.adjust_stock('NEW-1', 'MAIN', 5, 'found')")
            conn.execute(PUSH, ("NEW-1", 1, GONE, 9))
            conn.execute("select commerce.adjust_stock('NEW-1', 'MAIN', -5, 'lost')")

    def adjust() -> str:
        with db.connect(db_url, autocommit=False) as conn:
            conn.execute("select tests.login_as(%s, 'warehouse')", (user_id("dan"),))
            try:
                rpc(conn, "adjust_stock('NEW-1', 'MAIN', 5, 'found')")
            except psycopg.Error as exc:
                return exc.diag.message_primary or ""
        return "adjusted"

    with buyer(db_url) as deleting, ThreadPoolExecutor() as pool, db.connect(db_url) as watching:
        if by != "staff":
            deleting.execute("reset role")
        statement, *values = DELETE[by]
        deleting.execute(str(statement).encode(), values)
        adjusted = pool.submit(adjust)
        _await_waiter(watching)
        deleting.commit()
        assert adjusted.result() == "commerce.unknown_sku"


@pytest.mark.parametrize(
    "writes",
    [
        """select commerce.update_product(p.id, '{"variants": [
            {"sku": "P-1", "barcode": "4006381333931"},
            {"sku": "P-2", "options": {"size": "L"}}]}', p.version)
        from commerce.products as p""",
        """select commerce.push_pms_changes(
            tests.pms_change('product', 'P-1', 2, '{"sku": "P-9"}', 9)
            || tests.pms_change('product', 'P-2', 1, '{"sku": "P-2", "title": "P"}'))""",
    ],
    ids=["staff", "source"],
)
def test_a_variant_changed_before_another_is_added_meets_a_new_location(
    db_url: str, writes: str
) -> None:
    create(db_url, title="P", sku="P-1")

    def write() -> None:
        with db.connect(db_url) as conn:
            conn.execute(writes.encode())

    with (
        db.connect(db_url, autocommit=False) as locating,
        ThreadPoolExecutor() as pool,
        db.connect(db_url) as watching,
    ):
        watching.execute(PUSH, ("P-1", 1, '{"title": "P"}', 9))
        # Where create_location is before it makes the levels.
        locating.execute(
            "select pg_advisory_xact_lock(hashtextextended('commerce.stock_levels:range', 0))"
        )
        written = pool.submit(write)
        _await_waiter(watching)
        locating.execute("select commerce.create_location('L-1', 'L')::text")
        locating.commit()
        written.result()
        row = watching.execute("select count(*) as it from commerce.stock_levels").fetchone()
    assert row == {"it": 2}


def test_prices_set_at_once_leave_periods_that_meet(db_url: str) -> None:
    create(db_url, title="P", sku="P", price_minor=1)

    def price(number: int) -> None:
        day = f"20{30 + number % 8}-01-01Z"
        with buyer(db_url) as conn:
            rpc(conn, "set_price('P', 'standard', %s, null, %s)", number + 1, day)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(price, range(32)))
    with db.connect(db_url) as conn:
        row = conn.execute(
            "select count(*) as gaps from ("
            " select upper(valid) as until, lead(lower(valid)) over (order by valid) as next"
            " from commerce.prices) as p where until is distinct from next"
        ).fetchone()
    assert row == {"gaps": 0}


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_the_real_catalogue_is_created_published_and_found(db_url: str) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (REAL / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    parents = {row["product_category_id"]: row["name"] for row in rows("aw_product_categories")}
    below = {
        row["product_subcategory_id"]: f"{parents[row['product_category_id']]}/{row['name']}"
        for row in rows("aw_product_subcategories")
    }
    with db.connect(db_url) as conn:
        for key in parents.values():
            conn.execute(
                "insert into master.categories (category_key, name) values (%s, %s)",
                (key.lower(), key),
            )
        for key in below.values():
            conn.execute(
                "insert into master.categories (category_key, name, parent_id)"
                " select %s, %s, c.id from master.categories as c where c.category_key = %s",
                (key.lower(), key, key.split("/")[0].lower()),
            )
        for row in rows("aw_locations"):
            conn.execute(
                "select commerce.create_location(%s, %s)::text",
                (f"AW-{row['location_id']}", row["name"]),
            )

    products = rows("aw_products")
    with buyer(db_url) as conn:
        for row in products:
            category = below.get(row["product_subcategory_id"])
            product = {
                "title": row["name"],
                "sku": row["product_number"],
                "category": category and category.lower(),
                "attributes": {"colour": row["color"]} if row["color"] else {},
                "price_minor": round(float(row["list_price"]) * 100) or None,
                "starts_at": row["sell_start_date"].replace(" ", "T") + "Z",
            }
            made = rpc(conn, "create_product(%s::jsonb)", json.dumps(product))
            if category and product["price_minor"]:
                rpc(conn, "publish_product(%s)", made["id"])
            else:
                codes = {fault["code"] for fault in rpc(conn, "publishable_faults(%s)", made["id"])}
                assert codes == {
                    code
                    for code, is_met in (
                        ("category_required", category),
                        ("price_required", product["price_minor"]),
                    )
                    if not is_met
                }

    sold = [row for row in products if row["product_subcategory_id"] and row["list_price"] != "0"]
    bikes = [row for row in sold if below[row["product_subcategory_id"]].startswith("Bikes/")]
    with buyer(db_url) as conn:
        assert len(pages(conn)) == len(products)
        assert len(pages(conn, status="published")) == len(sold)
        assert len(pages(conn, category="bikes")) == len(bikes)
        found = pages(conn, search="mountain 200 sil")
        assert {item["title"][:19] for item in found} >= {"Mountain-200 Silver"}
        assert [item["skus"] for item in pages(conn, search="ar-5381")] == [["AR-5381"]]
    with db.connect(db_url) as conn:
        levels = conn.execute("select count(*) as n from commerce.stock_levels").fetchone()
    assert levels == {"n": len(products) * len(rows("aw_locations"))}


def test_lists_of_many_products_read_no_table_whole(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute(
            "insert into master.categories (category_key, name)"
            " select 'c' || n, 'C' from generate_series(1, 50) as n"
        )
        conn.execute(
            "insert into commerce.products"
            " (title, category_id, status, published_at, created_at, updated_at)"
            " select 'Thing ' || n || case when n %% 5000 = 0 then ' rare' else '' end, c.id,"
            " 'published', core.now(), core.now(), core.now()"
            " from generate_series(1, %s) as n"
            " inner join master.categories as c on c.category_key = 'c' || n %% 50 + 1",
            (MANY,),
        )
        conn.execute(
            "insert into commerce.variants (product_id, sku, created_at, updated_at)"
            " select id, 'SKU-' || id, core.now(), core.now() from commerce.products"
        )
        conn.execute(
            "insert into commerce.prices (price_list_id, variant_id, amount_minor)"
            " select l.id, v.id, v.id from commerce.variants as v"
            " cross join commerce.price_lists as l"
        )
        if conn.execute("select from pg_available_extensions where name = 'pg_trgm'").fetchone():
            conn.execute("create extension if not exists pg_trgm with schema extensions")
        conn.execute("select commerce.use_pg_trgm()")
        conn.execute("analyze commerce.products, commerce.variants, commerce.prices")
    with db.connect(db_url, autocommit=False) as conn:
        conn.execute("select tests.login_as(%s)", (user_id("ada"),))
        lists: list[dict[str, str]] = [
            {},
            {"status": "published"},
            {"category": "c7"},
            {"search": "rare"},
            {"search": "thing 777"},
            {"search": "sku-1999"},
            {"search": "rrare"},
        ]
        for filters in lists:
            # A plan that is kept must be as good as one of its own.
            for _ in range(7):
                before = rows_read(conn)
                page = rpc(
                    conn,
                    "list_products(%s, %s, %s)",
                    *(filters.get(name) for name in ("search", "status", "category")),
                )
                assert page["items"] or "rrare" in filters.values()
                assert rows_read(conn) - before < MANY / 4, filters
