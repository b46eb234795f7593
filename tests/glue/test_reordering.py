"""What is proposed, compared with an independent computation, and on real vendors."""

import csv
import gzip
import math
import random
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import paths

pytestmark = pytest.mark.needs("commerce")

DATA = paths.ROOT.parent / "shared" / "data"
NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
"""A Wednesday."""
DAYS = 28
TAKEN = 7
"""Of so many purchase orders of AdventureWorks one is received."""
MICRO = Decimal("0.000001")
Conn = psycopg.Connection[DictRow]

HISTORY = """
select commerce._post_movements(
    array[row(
        %(variant)s, %(quantity)s, 'sell', 'on_hand', %(location)s, 0, 'sold', null, null
    )::commerce.posting],
    p_effective_at => %(at)s
)
"""
STOCK = """
select commerce._post_movements(
    array[row(
        %(variant)s, %(quantity)s, 'receive', 'supplier', null, null, 'on_hand',
        %(location)s, 0
    )::commerce.posting]
)
"""
RULE = """
insert into commerce.reorder_rules (
    variant_id, location_id, vendor_id, method, minimum, maximum, pack_size, service_factor,
    cover_days, lead_time_days, unit_cost_minor, created_at, updated_at
)
values (
    %(variant)s, %(location)s, %(vendor)s, %(method)s, %(minimum)s, %(maximum)s, %(pack)s,
    %(factor)s, %(cover)s, %(lead)s, 100, core.now(), core.now()
)
"""
ORDER = """
insert into commerce.purchase_orders (
    vendor_id, location_id, status, currency, total_minor, created_at, sent_at
)
values (
    %(vendor)s, %(location)s, 'sent', 'USD',
    (select sum(q) * 100 from unnest(%(quantities)s::integer[]) as q), core.now(), core.now()
)
returning id
"""
LINES = """
insert into commerce.purchase_order_lines (
    purchase_order_id, line, variant_id, quantity, most, unit_cost_minor
)
select
    %(order)s, n.line, v.id, n.quantity, commerce._most_receivable(n.quantity), 100
from unnest(%(skus)s::text[], %(quantities)s::integer[])
    with ordinality as n (sku, quantity, line)
inner join commerce.variants as v on n.sku = v.sku
"""
RECEIVE = """
select commerce._receive_purchase(jsonb_build_object(
    'purchase_order_id', %(order)s::bigint, 'is_last', true, 'lines', coalesce(
        (
            select jsonb_agg(jsonb_build_object('sku', n.sku, 'quantity', n.quantity))
            from unnest(%(skus)s::text[], %(came)s::integer[]) as n (sku, quantity)
            where n.quantity > 0
        ),
        '[]'
    )
))
"""
NEED = """
select n.quantity, n.reorder_point from commerce._list_reorder_needs(%s) as n
"""


def one(conn: Conn, query: str, *values: Any, **named: Any) -> Any:
    """Return the only value of a row."""
    row = conn.execute(query.encode(), named or values).fetchone()
    assert row is not None
    return next(iter(row.values()))


@pytest.fixture
def shop(conn: Conn) -> Conn:
    """A variant, a location and two vendors at a known moment, in one transaction."""
    conn.execute("select tests.set_clock(%s)", (NOW,))
    conn.execute("select tests.small_purchases()")
    conn.execute("delete from commerce.reorder_rules where true")
    conn.execute(
        "update core.settings set value = to_jsonb(%s)"
        " where name = 'commerce.reorder_history_days'",
        (DAYS,),
    )
    return conn


def make_case(rng: random.Random) -> dict[str, Any]:
    """Return a random history and rule."""
    method = rng.choice(["min_max", "demand", "demand"])
    minimum = rng.choice([None, rng.randint(0, 60)])
    maximum = rng.choice([None, rng.randint(max(minimum or 1, 1), 150)])
    if method == "min_max":
        minimum = rng.randint(0, 60)
        maximum = rng.randint(max(minimum, 1), 150)
    return {
        "method": method,
        "minimum": minimum,
        "maximum": maximum,
        "pack": rng.choice([1, 1, 6, 12, 50]),
        "factor": Decimal(rng.choice(["0", "1", "1.645", "2.33"])),
        "cover": rng.randint(1, 30),
        "lead": rng.choice([None, 0, rng.randint(1, 40)]),
        "vendor_lead": rng.randint(0, 30),
        "order_days": sorted(rng.sample(range(1, 8), rng.randint(1, 7))),
        "on_hand": rng.randint(0, 80),
        "held": [(rng.randint(1, 20), rng.choice([-1, 1])) for _ in range(rng.randint(0, 2))],
        "in_transit": rng.choice([0, rng.randint(1, 30)]),
        "bought": [
            (rng.randint(1, 30), rng.choice(["draft", "sent", "failed", "cancelled", "received"]))
            for _ in range(rng.randint(0, 2))
        ],
        "sales": [
            (rng.randint(1, 9), timedelta(days=rng.uniform(0, DAYS + 3)))
            for _ in range(rng.choice([0, rng.randint(1, 60)]))
        ],
    }


def expect(case: dict[str, Any]) -> tuple[int, int]:
    """Return quantity and reorder point as the documentation states them."""
    sold = Counter[int]()
    for quantity, ago in case["sales"]:
        if ago < timedelta(days=DAYS):
            sold[ago.days] += quantity
    series = [Decimal(sold[day]) for day in range(DAYS)]
    wait = next(
        ahead for ahead in range(7) if (NOW + timedelta(ahead)).isoweekday() in case["order_days"]
    )
    lead = case["vendor_lead"] if case["lead"] is None else case["lead"]
    with localcontext() as context:
        context.prec = 60
        mean = sum(series, Decimal(0)) / DAYS
        deviation = (sum(((day - mean) ** 2 for day in series), Decimal(0)) / DAYS).sqrt()
        safety = case["factor"] * deviation * Decimal(lead + wait).sqrt()

        def pieces(days: int) -> int:
            exact: Decimal = mean * days + safety
            return math.ceil(exact.quantize(MICRO, ROUND_HALF_UP))

        point, target = pieces(lead + wait), pieces(lead + wait + case["cover"])
    if case["method"] == "min_max":
        point, target = case["minimum"], case["maximum"]
    else:
        point = max(point, case["minimum"] or 0)
        target = min(max(target, point), case["maximum"] or 1_000_000)
    position = (
        case["on_hand"]
        + case["in_transit"]
        - sum(quantity for quantity, ahead in case["held"] if ahead > 0)
        + sum(q for q, status in case["bought"] if status in ("draft", "sent", "failed"))
    )
    if position >= point or position >= target:
        return 0, point
    return math.ceil((target - position) / case["pack"]) * case["pack"], point


def play(conn: Conn, case: dict[str, Any]) -> tuple[int, int]:
    """Return what the database finds."""
    ids = {
        "variant": one(conn, "select id from commerce.variants where sku = 'SHIRT-L'"),
        "location": one(conn, "select id from commerce.locations where code = 'SHOP'"),
        "vendor": one(
            conn,
            "update commerce.vendors set lead_time_days = %s, order_days = %s::smallint[]"
            " where code = 'ACME' returning id",
            case["vendor_lead"],
            case["order_days"],
        ),
    }
    conn.execute(RULE, {**ids, **case})
    conn.execute(
        "insert into commerce.stock_levels (variant_id, location_id) values (%s, %s)"
        " on conflict do nothing",
        (ids["variant"], ids["location"]),
    )
    total = case["on_hand"] + sum(quantity for quantity, _ in case["sales"])
    if total:
        conn.execute(STOCK, {**ids, "quantity": total})
    for quantity, ago in case["sales"]:
        conn.execute(HISTORY, {**ids, "quantity": quantity, "at": NOW - ago})
    conn.execute(
        "update commerce.stock_levels set in_transit = %s, backorder_limit = 100"
        " where variant_id = %s and location_id = %s",
        (case["in_transit"], ids["variant"], ids["location"]),
    )
    for quantity, ahead in case["held"]:
        held = one(conn, "select tests.reserve(tests.user('ada'), 'SHIRT-L', 'SHOP', %s)", quantity)
        conn.execute(
            "update commerce.reservations set expires_at = %s where id = %s",
            (NOW + ahead * timedelta(minutes=5), held),
        )
    for quantity, status in case["bought"]:
        buy(conn, ids, quantity, status)
    (row,) = conn.execute(NEED, (ids["location"],)).fetchall()
    return row["quantity"], row["reorder_point"]


def buy(conn: Conn, ids: dict[str, Any], quantity: int, status: str) -> None:
    """Order so many pieces, of which one more has come already."""
    order = one(
        conn,
        "insert into commerce.purchase_orders"
        " (vendor_id, location_id, status, currency, created_at, sent_at, closed_at, fault)"
        " values (%s, %s, %s, 'PHP', %s, %s, %s, %s) returning id",
        ids["vendor"],
        ids["location"],
        status,
        NOW,
        NOW,
        NOW if status in ("cancelled", "received") else None,
        "HTTP 500" if status == "failed" else None,
    )
    conn.execute(
        "insert into commerce.purchase_order_lines"
        " (purchase_order_id, line, variant_id, quantity, most, received, unit_cost_minor)"
        " values (%s, 1, %s, %s, %s, 1, 100)",
        (order, ids["variant"], quantity + 1, quantity + 1),
    )


def test_what_is_proposed_is_what_the_documentation_says(shop: Conn) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")  # noqa: T201 - pytest shows it with a failure
    rng = random.Random(seed)  # noqa: S311 - cases, not secrets
    for _ in range(120):
        case = make_case(rng)
        # Without stock nothing can be held; a vendor and a location have one draft.
        if not case["on_hand"] and not case["sales"]:
            case["held"] = []
        if {status for _, status in case["bought"]} == {"draft"}:
            del case["bought"][1:]
        with shop.transaction(force_rollback=True):
            assert play(shop, case) == expect(case), case


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Read a CSV file, packed or not."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        yield from csv.DictReader(file)


@pytest.mark.skipif(
    not (DATA / "suppliers" / "aw_product_vendors.csv").exists()
    or not (DATA / "commerce" / "aw_product_inventory.csv").exists(),
    reason="the data of AdventureWorks is not here",
)
def test_the_purchases_of_adventure_works(shop: Conn) -> None:
    """Its reorder points propose; its purchase orders are received as they came."""
    commerce, suppliers = DATA / "commerce", DATA / "suppliers"
    products = {row["product_id"]: row for row in rows_of(commerce / "aw_products.csv")}
    offers: dict[str, dict[str, str]] = {}
    for row in rows_of(suppliers / "aw_product_vendors.csv"):
        offers.setdefault(row["product_id"], row)
    stock: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_of(commerce / "aw_product_inventory.csv"):
        stock[row["location_id"]][row["product_id"]] += int(row["quantity"])
    names = {row["vendor_id"]: row["name"] for row in rows_of(suppliers / "aw_vendors.csv")}

    with shop.cursor() as cursor:
        cursor.executemany(
            "insert into commerce.vendors (code, name, currency, created_at, updated_at)"
            " values (%s, %s, 'USD', core.now(), core.now())",
            list(names.items()),
        )
        cursor.executemany(
            "insert into commerce.locations (code, name, created_at, updated_at)"
            " values (%s, %s, core.now(), core.now())",
            [(code, f"Location {code}") for code in stock],
        )
        cursor.executemany(
            "insert into commerce.variants (product_id, sku, options, created_at, updated_at)"
            " select p.id, %s, jsonb_build_object('n', %s::text), core.now(), core.now()"
            " from commerce.products as p where p.title = 'Shirt'",
            [(products[number]["product_number"], number) for number in offers],
        )
    ids = {
        row["code"]: row["id"]
        for row in shop.execute(
            "select code, id from commerce.vendors union all select 'L' || code, id"
            " from commerce.locations union all select sku, id from commerce.variants"
        )
    }

    expected = 0
    for location, counts in stock.items():
        for number, quantity in counts.items():
            if number not in offers:
                continue
            offer, product = offers[number], products[number]
            place = {
                "variant": ids[product["product_number"]],
                "location": ids[f"L{location}"],
                "vendor": ids[offer["vendor_id"]],
            }
            if quantity:
                shop.execute(STOCK, {**place, "quantity": quantity})
            point, top = int(product["reorder_point"]), int(product["safety_stock_level"])
            shop.execute(
                RULE,
                {
                    **place,
                    "method": "min_max",
                    "minimum": point,
                    "maximum": top,
                    "pack": int(offer["min_order_qty"]),
                    "factor": 0,
                    "cover": 1,
                    "lead": int(offer["average_lead_time_days"]),
                },
            )
            expected += quantity < point
    assert expected > 100
    for location in stock:
        shop.execute("select commerce._propose_reorders(%s)", (ids[f"L{location}"],))
    made = shop.execute(
        "select p.quantity, p.pack_size, p.reasons from commerce.reorder_proposals as p"
    ).fetchall()
    assert len(made) == expected
    for proposal in made:
        missing = proposal["reasons"]["target"] - proposal["reasons"]["on_hand"]
        assert missing <= proposal["quantity"] < missing + proposal["pack_size"]

    received: Counter[str] = _receive_all(shop, ids, products, suppliers)
    assert received["lines"] > 500
    assert received["short"] > 10
    for name in ("purchase_totals_are_sums", "receipts_are_moved", "open_purchases_are_incomplete"):
        assert one(shop, "select (core.run_invariant(%s)).violations", f"commerce.{name}") == 0


def _receive_all(
    conn: Conn, ids: dict[str, int], products: dict[str, dict[str, str]], suppliers: Path
) -> Counter[str]:
    """Order what AdventureWorks ordered, receive what came; count what happened."""
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    came: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_of(suppliers / "aw_purchase_order_details.csv.gz"):
        sku = products[row["product_id"]]["product_number"]
        if sku in ids:
            lines[row["purchase_order_id"]][sku] += int(row["order_qty"])
            came[row["purchase_order_id"]][sku] += int(float(row["received_qty"]))
    counts = Counter[str]()
    for row in rows_of(suppliers / "aw_purchase_order_headers.csv.gz"):
        number = row["purchase_order_id"]
        if number not in lines or int(number) % TAKEN:
            continue
        skus, quantities = list(lines[number]), list(lines[number].values())
        order = one(
            conn,
            ORDER,
            vendor=ids[row["vendor_id"]],
            location=ids["L1"],
            quantities=quantities,
        )
        conn.execute(LINES, {"order": order, "skus": skus, "quantities": quantities})
        arrived = [came[number][sku] for sku in skus]
        answer = one(conn, RECEIVE, order=order, skus=skus, came=arrived)
        counts["lines"] += len(skus)
        counts["short"] += answer["is_short"]
        assert [line["received"] for line in answer["lines"]] == arrived
    return counts
