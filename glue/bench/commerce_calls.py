"""What the suite `commerce` calls: RPCs with arguments that are drawn from a shop."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.open_loop import Call


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


def pieces(shop: Shop) -> list[dict[str, Any]]:
    """Draw two lines of one piece."""
    return [{"sku": shop.sku(), "quantity": 1} for _ in range(2)]


def payment(shop: Shop) -> dict[str, Any]:
    """Draw an order to be paid, and its total."""
    order = shop.take("placed")
    return {"order_id": order["id"], "payment": {"amount_minor": order["extra"]}}


def by(name: str, kind: str, **more: Any) -> Draw:
    """Draw a thing that only this call gets."""
    return lambda shop: {name: shop.thing(kind), **more}


def of(name: str, kind: str, **more: Any) -> Draw:
    """Draw a thing that others may get too."""
    return lambda shop: {name: shop.any(kind), **more}


def five_years(shop: Shop) -> dict[str, Any]:
    """Draw about five years that begin and end on any day."""
    until = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(0, 20))
    return {"since": until - timedelta(days=1800), "until": until}


def month(shop: Shop) -> dict[str, date]:
    """Draw 31 days of five years."""
    since = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(31, 1700))
    return {"since": since, "until": since + timedelta(days=30)}


def half(shop: Shop) -> dict[str, date]:
    """Draw about 900 days, half of what is kept."""
    until = datetime.now(UTC).date() - timedelta(days=shop.rng.randint(0, 20))
    return {"since": until - timedelta(days=900), "until": until}
