"""The hottest queries of commerce read few rows of the tables that grow, by an index.

Hot is what every visitor does, what every sale does, and what a task does several times a
second. The tables have some thousand rows and are analysed. A small table is read whole where
that is cheaper, so sequential scans are off: one that is left has no index to go by. The
counters of the transaction tell what a call, and all functions that it calls, have read: also
an index that was read from end to end. A report reads a table of running totals whole, and is
not among them.
"""

from collections.abc import Callable, Iterator

import pytest
from psycopg import Connection
from psycopg.rows import DictRow

from glue import db
from glue.bench.commerce_calls import Shop
from glue.bench.commerce_cases import LISTS, WRITES
from glue.bench.commerce_shop import make_shop
from glue.bench.open_loop import BECOME

pytestmark = pytest.mark.needs("commerce")

PRODUCTS = 3_000
THINGS = 20
HOT = (
    # Each page of a shop.
    "product_page",
    "get_stock",
    "list_products",
    "list_products by words",
    "list_orders",
    # Each sale, each count.
    "reserve_stock",
    "place_order",
    "adjust_stock",
    "list_stock_movements",
)
TASK = "select commerce.run_stock_events()"
# What an installation has few of, and what is small whatever it sells.
SMALL = {
    "commerce.ledger_readers", "commerce.location_staff", "commerce.locations",
    "commerce.order_transitions", "commerce.price_lists", "commerce.sync_policies",
    "commerce.sync_sources", "commerce.vendors",
}  # fmt: skip
MOST = 300
READ = """
select s.schemaname || '.' || s.relname as name
from pg_stat_xact_user_tables as s
where
    s.schemaname = 'commerce'
    and pg_relation_size(s.relid) > 0
    and (s.seq_scan > 0 or s.idx_tup_fetch > %s)
"""


@pytest.fixture(scope="module")
def shop(
    make_database: Callable[[], str], drop_database: Callable[[str], None]
) -> Iterator[tuple[Connection[DictRow], Shop]]:
    """Given: a shop of the kind that is measured."""
    url = make_database()
    with db.connect(url) as conn:
        make_shop(conn, PRODUCTS, 10 * PRODUCTS, THINGS)
        yield conn, Shop(conn, PRODUCTS)
    drop_database(url)


def counted(
    shop: tuple[Connection[DictRow], Shop],
) -> tuple[Connection[DictRow], Shop]:
    """Hand over what was counted, so that the counters of the transaction begin at 0."""
    shop[0].execute("select pg_stat_force_next_flush()")
    return shop


def scanned(conn: Connection[DictRow]) -> set[str]:
    """Return the tables that grow of which this transaction has read much."""
    return {row["name"] for row in conn.execute(READ, (MOST,)).fetchall()} - SMALL


@pytest.mark.parametrize("name", HOT)
def test_a_hot_call_reads_little(shop: tuple[Connection[DictRow], Shop], name: str) -> None:
    conn, known = counted(shop)
    (case,) = (case for case in (*WRITES, *LISTS) if case.name == name)
    with conn.transaction(force_rollback=True):
        conn.execute("set local enable_seqscan = off")
        call = case.call(known)
        conn.execute(BECOME, (call.claims,))
        rows = conn.execute(call.statement, call.parameters).fetchall()
        assert rows
        conn.execute("reset role")
        assert scanned(conn) == set()


def test_the_task_that_follows_the_ledger_reads_little(
    shop: tuple[Connection[DictRow], Shop],
) -> None:
    conn, _ = counted(shop)
    with conn.transaction(force_rollback=True):
        conn.execute("set local enable_seqscan = off")
        conn.execute(
            "update commerce.ledger_readers as r"
            " set read_id = m.id - 10, noted_id = m.id, noted_xid = 9223372036854775807"
            " from (select max(id) as id from commerce.stock_movements) as m"
            " where r.name = 'events'"
        )
        conn.execute(TASK)
        emitted = conn.execute("select from core.events where type = 'commerce.stock.changed'")
        assert emitted.rowcount > 0
        assert scanned(conn) == set()


@pytest.mark.parametrize("is_sequential", ["on", "off"])
def test_a_scan_would_be_seen(shop: tuple[Connection[DictRow], Shop], is_sequential: str) -> None:
    conn, _ = counted(shop)
    with conn.transaction(force_rollback=True):
        conn.execute(f"set local enable_seqscan = {is_sequential}")
        conn.execute("select sum(quantity) from commerce.stock_movements where variant_id > 0")
        assert scanned(conn) == {"commerce.stock_movements"}
