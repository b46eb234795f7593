"""Suite `commerce`: every RPC of the module, as requests that arrive at a fixed rate.

A shop of 100,000 products, five locations and a million movements of five years is made by
statements over whole tables. Then each RPC is called about fifty times, all of them mixed,
over 16 connections; reports follow at a lower rate. What a call needs, such as an order that
is paid, is prepared before. A new location has no full range here: one with it gets a level
per variant, in the same transaction.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.commerce_shop import make_shop
from glue.bench.figures import Figure, Watch, percentile
from glue.bench.open_loop import Call, offer
from glue.db import connect

SUITE = "commerce"
BAR = 200.0
PRODUCTS = 100_000
MOVEMENTS = 1_000_000
CALLS = 50
RATE = 100.0
REPORT_RATE = 5.0
ADDRESS = {"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}


def claims(number: int) -> str:
    """Return the claims of an admin."""
    return json.dumps(
        {
            "sub": f"00000000-0000-4000-8000-{number:012}",
            "role": "authenticated",
            "app_metadata": {"roles": ["admin"]},
        }
    )


class Shop:
    """What there is to call for: SKUs by number, and things that were prepared."""

    def __init__(self, conn: psycopg.Connection[DictRow], products: int) -> None:
        self.products = products
        self.rng = random.Random(12)  # noqa: S311 - a repeatable draw, not a secret
        self._things: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in conn.execute("select * from bench_commerce.things order by kind, n").fetchall():
            self._things[row["kind"]].append(row)
        self._used: dict[str, int] = defaultdict(int)

    def take(self, kind: str) -> dict[str, Any]:
        """Return a thing that no other call gets."""
        self._used[kind] += 1
        return self._things[kind][self._used[kind] - 1]

    def thing(self, kind: str) -> int:
        """Return the id of a thing that no other call gets."""
        return int(self.take(kind)["id"])

    def next(self, name: str) -> int:
        """Return a number that no other call of the name gets."""
        self._used[f"new {name}"] += 1
        return self._used[f"new {name}"]

    def sku(self) -> str:
        """Return any SKU; some sell more than others, as in the history."""
        return f"BENCH-{1 + int(self.products * self.rng.random() ** 3)}"

    def product(self) -> int:
        """Return the id of any product."""
        return int(self._things["first"][0]["id"]) + self.rng.randrange(self.products)

    def location(self) -> str:
        """Return the code of any location."""
        return f"BENCH-{self.rng.randint(1, 5)}"

    def any(self, kind: str) -> int:
        """Return the id of any thing of a kind; other calls may get it too."""
        return int(self.rng.choice(self._things[kind])["id"])


Draw = Callable[[Shop], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """An RPC with what to call it with; `label` tells apart two cases of one RPC."""

    rpc: str
    draw: Draw
    label: str = ""
    caller: int = 1

    @property
    def name(self) -> str:
        """The RPC, and what it is asked."""
        return f"{self.rpc} {self.label}".strip()

    def call(self, shop: Shop) -> Call:
        """Return a request with drawn arguments."""
        drawn = self.draw(shop)
        named = ", ".join(f"{name} => %s" for name in drawn)
        values = tuple(
            Jsonb(value) if isinstance(value, dict | list) else value for value in drawn.values()
        )
        # S608: the names are this file's own.
        return Call(f"select * from api.{self.rpc}({named})", values, claims(self.caller))  # noqa: S608


def _pieces(shop: Shop) -> list[dict[str, Any]]:
    return [{"sku": shop.sku(), "quantity": 1} for _ in range(2)]


def _payment(shop: Shop) -> dict[str, Any]:
    order = shop.take("placed")
    return {"order_id": order["id"], "payment": {"amount_minor": order["extra"]}}


def _by(name: str, kind: str, **more: Any) -> Draw:
    """Draw a thing that only this call gets."""
    return lambda shop: {name: shop.thing(kind), **more}


def _of(name: str, kind: str, **more: Any) -> Draw:
    """Draw a thing that others may get too."""
    return lambda shop: {name: shop.any(kind), **more}


def _five_years(shop: Shop) -> dict[str, Any]:
    """Draw about five years that begin and end on any day."""
    until = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(0, 20))
    return {"since": until - timedelta(days=1800), "until": until}


def _month(shop: Shop) -> dict[str, date]:
    since = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(31, 1700))
    return {"since": since, "until": since + timedelta(days=30)}


def _half(shop: Shop) -> dict[str, date]:
    until = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(0, 20))
    return {"since": until - timedelta(days=900), "until": until}


WRITES = (
    Case(
        "adjust_stock",
        lambda s: {
            "sku": s.sku(), "location": s.location(), "delta": 1, "reason": "counted",
            "idempotency_key": f"adjust-{s.next('adjust')}",
        },
    ),
    Case(
        "transfer_stock",
        lambda s: {
            "sku": s.sku(), "from_location": "BENCH-1", "to_location": "BENCH-2", "quantity": 1,
        },
    ),
    Case("receive_transfer", _by("transfer_id", "transfer", quantity=1, is_last=True)),
    Case(
        "set_stock_limits",
        lambda s: {"sku": s.sku(), "location": s.location(), "safety_stock": s.rng.randint(0, 9)},
    ),
    Case("split_stock", lambda s: {"sku": s.sku(), "location": s.location(), "buckets": 4}),
    Case("reserve_stock", lambda s: {"lines": _pieces(s)}),
    Case("confirm_reservation", _by("reservation_id", "reservation")),
    Case("release_reservation", _by("reservation_id", "reservation")),
    Case("open_stock_take", lambda s: {"location": f"TAKE-{s.thing('place')}"}),
    Case(
        "count_stock",
        lambda s: {
            "stock_take_id": s.any("counting"), "counts": [{"sku": s.sku(), "counted": 5}],
        },
    ),
    Case("submit_stock_take", _by("stock_take_id", "counted")),
    Case("decide_stock_take", _by("stock_take_id", "submitted", is_approved=True), caller=2),
    Case("place_order", lambda s: {"lines": _pieces(s), "ship_to": ADDRESS}),
    Case("pay_order", _payment),
    Case("pack_order", _by("order_id", "paid")),
    Case("ship_order", _by("order_id", "packed")),
    Case("deliver_order", _by("order_id", "shipped")),
    Case("cancel_order", _by("order_id", "cancellable", reason="changed")),
    Case(
        "return_order",
        lambda s: {
            "order_id": (o := s.take("returnable"))["id"],
            "lines": [
                {"sku": o["key"], "quantity": 1, "location": o["place"], "state": "on_hand"}
            ],
        },
    ),
    Case("refund_order", _by("order_id", "refundable", amount_minor=100)),
    Case(
        "set_vendor",
        lambda s: {"code": f"NEW-{s.next('vendor')}", "vendor": {"name": "New", "currency": "PHP"}},
    ),
    Case(
        "set_reorder_rule",
        lambda s: {
            "sku": f"BENCH-{5000 % s.products + s.next('rule')}",
            "location": "BENCH-5",
            "rule": {
                "vendor": "BENCH", "method": "min_max", "minimum": 5, "maximum": 20,
                "unit_cost_minor": 100,
            },
        },
    ),
    Case("approve_reorder", _by("proposal_id", "proposal")),
    Case("dismiss_reorder", _by("proposal_id", "proposal", reason="not needed")),
    Case(
        "receive_purchase",
        lambda s: {
            "purchase_order_id": (o := s.take("receivable"))["id"],
            "lines": [{"sku": o["key"], "quantity": 10}],
        },
    ),
    Case("cancel_purchase", _by("purchase_order_id", "purchase", reason="late")),
    Case("confirm_purchase", _by("purchase_order_id", "purchase", vendor_reference="A-1")),
    Case("retry_purchase", _by("purchase_order_id", "failed")),
    Case(
        "create_product",
        lambda s: {
            "product": {
                "title": "New", "sku": f"NEW-{s.next('product')}", "price_minor": 100,
                "category": "bench-1",
            }
        },
    ),
    Case(
        "update_product",
        lambda s: {
            "product_id": s.thing("product"), "patch": {"title": "Changed"}, "expected_version": 1,
        },
    ),
    Case("delete_product", _by("product_id", "deletable")),
    Case("restore_product", _by("product_id", "deleted")),
    Case("publish_product", _by("product_id", "publishable")),
    Case("unpublish_product", _by("product_id", "product")),
    Case(
        "set_price",
        lambda s: {
            "sku": s.take("priced")["key"], "price_list": "standard", "amount_minor": 900,
            "valid_from": datetime(2100, 1, 1, tzinfo=UTC),
        },
    ),
    Case(
        "create_location",
        lambda s: {
            "code": f"NEW-{s.next('location')}", "name": "New", "has_full_range": False,
        },
    ),
    Case("update_location", lambda s: {"location": s.location(), "name": "Bench, moved"}),
    Case(
        "record_sales",
        lambda s: {
            "rows": [
                {
                    "sku": s.sku(), "location": s.location(), "quantity": 1, "amount_minor": 100,
                    "sold_at": "2026-01-02T10:00:00Z", "reference": f"r{s.next('sale')}-{n}",
                }
                for n in range(5)
            ]
        },
    ),
    Case(
        "register_media",
        lambda s: {"product_id": s.product(), "meta": {"type": "image/png"}},
    ),
    Case(
        "complete_media_upload", _by("media_id", "pending_media", version=1),
    ),
    Case("activate_media_version", _by("media_id", "media", version=1)),
    Case(
        "update_media",
        lambda s: {
            "media_id": (m := s.take("media"))["id"], "patch": {"position": 5},
            "expected_version": m["extra"],
        },
    ),
    Case(
        "push_pms_changes",
        lambda s: {
            "changes": [
                {
                    "entity": "inventory", "external_id": f"{s.sku()}@BENCH-3",
                    "version": s.next("change"), "at": "2026-01-01T00:00:00Z", "seen": 0,
                    "fields": {"on_hand": 9000},
                }
            ]
        },
    ),
    Case("resolve_conflict", _by("conflict_id", "conflict", choice="ours")),
)  # fmt: skip
LISTS = (
    Case("get_stock", lambda s: {"sku": s.sku()}),
    Case("list_stock_movements", lambda s: {"sku": s.sku()}),
    Case("list_stock_movements", lambda s: {"sku": s.sku(), "location": s.location()}, "at one"),
    Case("stock_as_of", lambda s: {"sku": s.sku(), "at": datetime(2025, 6, 1, tzinfo=UTC)}),
    Case("get_stock_take", _of("stock_take_id", "counting")),
    Case("get_order", _of("order_id", "delivered")),
    Case("list_orders", lambda _: {}),
    Case("list_orders", lambda _: {"status": "paid"}, "of a status"),
    Case("list_order_events", _of("order_id", "delivered")),
    Case("order_as_of", _of("order_id", "delivered", version=2)),
    Case("list_parcels", lambda s: {"location": s.location(), "status": "open"}),
    Case("list_vendors", lambda _: {}),
    Case("list_reorder_rules", lambda _: {}),
    Case("list_reorder_proposals", lambda _: {}),
    Case("list_purchase_orders", lambda _: {}),
    Case("get_purchase_order", _of("purchase_order_id", "receivable")),
    Case("publishable_faults", lambda s: {"product_id": s.product()}),
    Case("get_product", lambda s: {"product_id": s.product()}),
    Case("list_products", lambda _: {}),
    Case("list_products", lambda s: {"search": f"product {s.rng.randint(10, 99)}"}, "by words"),
    Case("list_products", lambda s: {"search": s.sku()[:-1]}, "by the beginning of a SKU"),
    Case(
        "list_products",
        lambda s: {"category": f"bench-{s.rng.randint(1, 200)}", "status": "published"},
        "of a category",
    ),
    Case(
        "validate_record",
        lambda _: {"entity": "commerce.product", "record": {"title": "New"}},
    ),
    Case("list_price_lists", lambda _: {}),
    Case("list_locations", lambda _: {}),
    Case("product_page", lambda s: {"product_id": s.product()}),
    Case("list_media", _of("product_id", "media_product")),
    Case("list_media_versions", _of("media_id", "media")),
    Case("list_sync_conflicts", lambda _: {}),
    Case("sync_status", lambda _: {}),
)
REPORTS = (
    Case("sales_summary", lambda s: {**_half(s), "by": "week"}, "by week, 900 days"),
    Case("sales_summary", lambda s: {**_five_years(s), "by": "month"}, "by month, five years"),
    Case("sales_summary", lambda s: {**_month(s), "by": "sku"}, "by SKU, a month"),
    Case("sales_summary", lambda s: {**_five_years(s), "by": "sku"}, "by SKU, five years"),
    Case(
        "sales_summary", lambda s: {**_five_years(s), "by": "category"},
        "by category, five years",
    ),
    Case(
        "sales_summary", lambda s: {**_five_years(s), "by": "location"},
        "by location, five years",
    ),
    Case("inventory_turnover", lambda s: {**_month(s), "by": "sku"}, "by SKU, a month"),
    Case("inventory_turnover", lambda s: {**_five_years(s), "by": "sku"}, "by SKU, five years"),
    Case("inventory_turnover", lambda s: {**_half(s), "by": "category"}, "by category, 900 days"),
    Case("stock_ageing", lambda _: {"by": "sku"}, "by SKU"),
    Case("stock_ageing", lambda _: {"by": "location"}, "by location"),
    Case("top_movers", _half, "of 900 days"),
    Case("low_stock", lambda s: {"location": s.location()}),
)  # fmt: skip


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure in a database that goes afterwards."""
    products = max(500, round(PRODUCTS * min(1.0, scale)))
    calls = max(2, round(CALLS * scale))
    watch("commerce: making the shop")
    with connect(url) as conn:
        make_shop(conn, products, max(5_000, round(MOVEMENTS * min(1.0, scale))), 2 * calls)
        shop = Shop(conn, products)
    watch("commerce: writes and lists")
    figures = _offer(url, shop, [*WRITES, *LISTS], calls, RATE)
    watch("commerce: reports")
    figures += _offer(url, shop, REPORTS, calls, REPORT_RATE)
    return [*figures, _broken(url)]


def _offer(url: str, shop: Shop, cases: Sequence[Case], calls: int, rate: float) -> list[Figure]:
    """Offer each case so many times, mixed; return a figure for each."""
    drawn = [case for case in cases for _ in range(calls)]
    shop.rng.shuffle(drawn)
    latencies = offer(url, [case.call(shop) for case in drawn], rate)
    spent: dict[str, list[float]] = defaultdict(list)
    for case, latency in zip(drawn, latencies, strict=True):
        spent[case.name].append(latency)
    return [
        Figure(
            SUITE, case.name, "ms", round(median(spent[case.name]), 1),
            round(p95 := percentile(spent[case.name], 0.95), 1), None, None, BAR, p95 <= BAR,
        )
        for case in cases
    ]  # fmt: skip


def _broken(url: str) -> Figure:
    """Count the rules of the module that the calls have broken."""
    with connect(url) as conn:
        row = conn.execute(
            "select count(*) as it from core.invariants as i where i.module = 'commerce'"
            " and (core.run_invariant(i.name)).violations > 0"
        ).fetchone()
    broken = row["it"] if row else None
    return Figure(
        SUITE, "invariants that do not hold afterwards", "invariants", broken or 0, None, None,
        None, 0, broken == 0,
    )  # fmt: skip
