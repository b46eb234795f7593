"""What calls of commerce can name: one of each thing that it lists, and a product to write."""

import json
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import DictRow

Connection: TypeAlias = psycopg.Connection[DictRow]

_VARIANT: dict[str, Any] = {
    "sku": "MUG",
    "options": {"size": "L"},
    "barcode": "4006381333931",
    "unit": "piece",
    "weight_grams": 300,
    "length_mm": 80,
    "width_mm": 80,
    "height_mm": 95,
    "price_minor": 500,
    "sale_price_minor": 400,
    "prices": [
        {
            "price_list": "standard",
            "amount_minor": 500,
            "sale_amount_minor": 400,
            "valid_from": "2026-01-01T00:00:00Z",
            "valid_until": "2027-01-01T00:00:00Z",
        }
    ],
    "components": [],
}
_BUNDLE = {"sku": "SET-2", "components": [{"sku": "MUG", "quantity": 2}]}
_PRODUCT = {
    "title": "Mug",
    "description": "d",
    "category": "kitchen",
    "brand": None,
    "attributes": {"a": 1},
    "starts_at": "2026-01-01T00:00:00Z",
    "ends_at": "2027-01-01T00:00:00Z",
    "variants": [_VARIANT],
}


def prepare_commerce(conn: Connection, user: str) -> dict[str, str | None]:
    """Make what tests.busy_stock says; the right values of parameters about products."""
    conn.execute("select tests.busy_stock(%s)", (user,))
    mug = conn.execute("select product_id from commerce.variants where sku = 'MUG'").fetchone()
    assert mug is not None
    new = _PRODUCT | {"variants": [_VARIANT | {"sku": "MUG-2"}, _BUNDLE]}
    return {
        "patch": json.dumps(_PRODUCT),
        "price_list": "standard",
        "product": json.dumps(new),
        "product_id": str(mug["product_id"]),
        "record": json.dumps(_PRODUCT),
    }
