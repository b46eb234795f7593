"""What the suite `commerce` calls: RPCs with arguments that are drawn from a shop."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import DictRow

from glue.bench import calls
from glue.bench.calls import Things


class Shop(Things):
    """What there is to call for: SKUs by number, and things that were prepared."""

    def __init__(self, conn: psycopg.Connection[DictRow], products: int) -> None:
        super().__init__(conn, "bench_commerce", 12)
        self.products = products

    def sku(self) -> str:
        """Return any SKU; some sell more than others, as in the history."""
        return f"BENCH-{1 + int(self.products * self.rng.random() ** 3)}"

    def product(self) -> int:
        """Return the id of any product."""
        return self.any("first") + self.rng.randrange(self.products)

    def location(self) -> str:
        """Return the code of any location."""
        return f"BENCH-{self.rng.randint(1, 5)}"


Case: TypeAlias = calls.Case[Shop]


def pieces(shop: Shop) -> list[dict[str, Any]]:
    """Draw two lines of one piece."""
    return [{"sku": shop.sku(), "quantity": 1} for _ in range(2)]


def payment(shop: Shop) -> dict[str, Any]:
    """Draw an order to be paid, and its total."""
    order = shop.take("placed")
    return {"order_id": order["id"], "payment": {"amount_minor": order["extra"]}}


def five_years(shop: Shop) -> dict[str, Any]:
    """Draw about five years that begin and end on any day."""
    until = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(0, 20))
    return {"since": until - timedelta(days=1800), "until": until}


def month(shop: Shop) -> dict[str, date]:
    """Draw 31 days of five years."""
    since = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(31, 1700))
    return {"since": since, "until": since + timedelta(days=30)}


def half(shop: Shop) -> Mapping[str, date]:
    """Draw about 900 days, half of what is kept."""
    until = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(0, 20))
    return {"since": until - timedelta(days=900), "until": until}
