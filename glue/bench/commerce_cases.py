"""Every RPC of commerce, with what to call it with."""

from datetime import UTC, datetime

from glue.bench.calls import by, claims, of
from glue.bench.commerce_calls import Case, five_years, half, month, payment, pieces

ADDRESS = {"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}

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
    Case("receive_transfer", by("transfer_id", "transfer", quantity=1, is_last=True)),
    Case(
        "set_stock_limits",
        lambda s: {"sku": s.sku(), "location": s.location(), "safety_stock": s.rng.randint(0, 9)},
    ),
    Case("split_stock", lambda s: {"sku": s.sku(), "location": s.location(), "buckets": 4}),
    Case("reserve_stock", lambda s: {"lines": pieces(s)}),
    Case("confirm_reservation", by("reservation_id", "reservation")),
    Case("release_reservation", by("reservation_id", "reservation")),
    Case("open_stock_take", lambda s: {"location": f"TAKE-{s.thing('place')}"}),
    Case(
        "count_stock",
        lambda s: {
            "stock_take_id": s.any("counting"), "counts": [{"sku": s.sku(), "counted": 5}],
        },
    ),
    Case("submit_stock_take", by("stock_take_id", "counted")),
    Case(
        "decide_stock_take", by("stock_take_id", "submitted", is_approved=True),
        claims=claims(2, "admin"),
    ),
    Case("place_order", lambda s: {"lines": pieces(s), "ship_to": ADDRESS}),
    Case("pay_order", payment),
    Case("pack_order", by("order_id", "paid")),
    Case("ship_order", by("order_id", "packed")),
    Case("deliver_order", by("order_id", "shipped")),
    Case("cancel_order", by("order_id", "cancellable", reason="changed")),
    Case(
        "return_order",
        lambda s: {
            "order_id": (o := s.take("returnable"))["id"],
            "lines": [
                {"sku": o["key"], "quantity": 1, "location": o["place"], "state": "on_hand"}
            ],
        },
    ),
    Case("refund_order", by("order_id", "refundable", amount_minor=100)),
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
    Case("approve_reorder", by("proposal_id", "proposal")),
    Case("dismiss_reorder", by("proposal_id", "proposal", reason="not needed")),
    Case(
        "receive_purchase",
        lambda s: {
            "purchase_order_id": (o := s.take("receivable"))["id"],
            "lines": [{"sku": o["key"], "quantity": 10}],
        },
    ),
    Case("cancel_purchase", by("purchase_order_id", "purchase", reason="late")),
    Case("confirm_purchase", by("purchase_order_id", "purchase", vendor_reference="A-1")),
    Case("retry_purchase", by("purchase_order_id", "failed")),
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
    Case("delete_product", by("product_id", "deletable")),
    Case("restore_product", by("product_id", "deleted")),
    Case("publish_product", by("product_id", "publishable")),
    Case("unpublish_product", by("product_id", "product")),
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
        "complete_media_upload", by("media_id", "pending_media", version=1),
    ),
    Case("activate_media_version", by("media_id", "media", version=1)),
    Case(
        "update_media",
        lambda s: {
            "media_id": (m := s.take("media"))["id"], "patch": {"position": 5},
            "expected_version": m["extra"],
        },
    ),
    Case("delete_media", by("media_id", "spare_media")),
    Case(
        "set_tax_rate",
        lambda s: {"tax_class": f"bench_{s.next('tax')}", "rate_percent": 5},
    ),
    Case(
        "set_sync_policy",
        lambda s: {
            "source": "pms", "entity": "product", "field": "title",
            "policy": s.rng.choice(("we_win", "pms_wins")),
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
    Case("resolve_conflict", by("conflict_id", "conflict", choice="ours")),
)  # fmt: skip
LISTS = (
    Case("get_stock", lambda s: {"sku": s.sku()}),
    Case("list_stock_movements", lambda s: {"sku": s.sku()}),
    Case("list_stock_movements", lambda s: {"sku": s.sku(), "location": s.location()}, "at one"),
    Case("stock_as_of", lambda s: {"sku": s.sku(), "at": datetime(2025, 6, 1, tzinfo=UTC)}),
    Case("list_transfers", lambda _: {}),
    Case("list_reservations", lambda _: {}),
    Case("list_stock_takes", lambda _: {}),
    Case("get_stock_take", of("stock_take_id", "counting")),
    Case("get_order", of("order_id", "delivered")),
    Case("list_orders", lambda _: {}),
    Case("list_orders", lambda _: {"status": "paid"}, "of a status"),
    Case("list_order_events", of("order_id", "delivered")),
    Case("order_as_of", of("order_id", "delivered", version=2)),
    Case("list_parcels", lambda s: {"location": s.location(), "status": "open"}),
    Case("list_vendors", lambda _: {}),
    Case("list_reorder_rules", lambda _: {}),
    Case("list_reorder_proposals", lambda _: {}),
    Case("list_purchase_orders", lambda _: {}),
    Case("get_purchase_order", of("purchase_order_id", "receivable")),
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
    Case("list_media", of("product_id", "media_product")),
    Case("list_media_versions", of("media_id", "media")),
    Case("list_sync_conflicts", lambda _: {}),
    Case("sync_status", lambda _: {}),
    Case("list_sync_policies", lambda _: {}),
    Case("list_tax_rates", lambda _: {}),
)
REPORTS = (
    Case("sales_summary", lambda s: {**half(s), "by": "week"}, "by week, 900 days"),
    Case("sales_summary", lambda s: {**five_years(s), "by": "month"}, "by month, five years"),
    Case("sales_summary", lambda s: {**month(s), "by": "sku"}, "by SKU, a month"),
    Case("sales_summary", lambda s: {**five_years(s), "by": "sku"}, "by SKU, five years"),
    Case(
        "sales_summary", lambda s: {**five_years(s), "by": "category"},
        "by category, five years",
    ),
    Case(
        "sales_summary", lambda s: {**five_years(s), "by": "location"},
        "by location, five years",
    ),
    Case("inventory_turnover", lambda s: {**month(s), "by": "sku"}, "by SKU, a month"),
    Case("inventory_turnover", lambda s: {**five_years(s), "by": "sku"}, "by SKU, five years"),
    Case("inventory_turnover", lambda s: {**half(s), "by": "category"}, "by category, 900 days"),
    Case("stock_ageing", lambda _: {"by": "sku"}, "by SKU"),
    Case("stock_ageing", lambda _: {"by": "location"}, "by location"),
    Case("top_movers", half, "of 900 days"),
    Case("low_stock", lambda s: {"location": s.location()}),
)  # fmt: skip
