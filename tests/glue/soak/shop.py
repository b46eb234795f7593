"""Writers of commerce: a customer who orders, and a warehouse that counts."""

import random
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue.clients.rpc import RefusedError
from glue.http.tokens import user_id
from tests.glue.soak.calls import Caller, GaveUpError
from tests.glue.soak.writer import Writer, values

ADDRESS = {"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}
SKU, LOCATION = "SHIRT-L", "MAIN"
LATE = {"commerce.reservation_expired", "commerce.transition_refused"}
"""An order whose time to pay ended while the clock was ahead."""


class Warehouse(Writer):
    """Adds pieces, or takes one, each change with a reference of its own."""

    def __init__(self, rng: random.Random, caller: Caller) -> None:
        super().__init__(rng)
        self.caller = caller
        self.changed: set[str] = set()
        self.tried: set[str] = set()

    async def step(self) -> None:
        """Change the stock."""
        key = self.key()
        self.tried.add(key)
        delta = self.rng.choice([5, 3, 3, -1])
        try:
            await self.caller.call(
                "adjust_stock",
                sku=SKU,
                location=LOCATION,
                delta=delta,
                reason="Counted.",
                reference=key,
                idempotency_key=key,
            )
        except RefusedError as exc:
            if not str(exc).startswith("commerce.insufficient_stock"):
                raise
        else:
            self.changed.add(key)

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Each acknowledged change was posted once, each other one at most once."""
        posted = values(
            conn, "select reference from commerce.stock_movements where reference is not null"
        )
        times = {key: posted.count(key) for key in self.tried}
        return [f"change {key} of the stock was lost" for key in self.changed if not times[key]] + [
            f"change {key} of the stock was posted {n} times" for key, n in times.items() if n > 1
        ]


class Customer(Writer):
    """Places orders; pays some, cancels some."""

    def __init__(
        self, rng: random.Random, caller: Caller, admin: Caller, user: str, pause: float = 0.1
    ) -> None:
        super().__init__(rng)
        self.caller, self.admin, self.user, self.pause = caller, admin, user, pause
        self.orders: dict[int, str] = {}
        """The last acknowledged status of each order."""

    async def step(self) -> None:
        """Place an order and do something with it."""
        lines = [{"sku": SKU, "quantity": self.rng.choice([1, 1, 2])}]
        try:
            placed = await self.caller.call(
                "place_order", lines=lines, ship_to=ADDRESS, idempotency_key=self.key()
            )
        except RefusedError as exc:
            if str(exc).startswith("commerce.insufficient_stock"):
                return
            raise
        order = placed["order_id"]
        if order in self.orders:
            self.refused[f"order {order} was given twice"] += 1
        self.orders[order] = "placed"
        act = self.rng.choice([self._pay, self._pay, self._cancel, None])
        if act is not None:
            try:
                await act(order, placed)
            except GaveUpError:
                self.orders[order] = "unknown"
                raise

    async def _pay(self, order: int, placed: dict[str, Any]) -> None:
        payment = {"amount_minor": placed["total_minor"], "method": "card"}
        try:
            await self.admin.call(
                "pay_order", order_id=order, payment=payment, idempotency_key=self.key()
            )
        except RefusedError as exc:
            if exc.args[0].partition(":")[0] not in LATE:
                raise
            self.orders[order] = "late"
        else:
            self.orders[order] = "paid"

    async def _cancel(self, order: int, _: dict[str, Any]) -> None:
        try:
            await self.caller.call("cancel_order", order_id=order)
        except RefusedError:
            # It has no key: the first try may have done it.
            if (await self.caller.call("get_order", order_id=order))["status"] != "cancelled":
                raise
        self.orders[order] = "cancelled"

    def faults(self, conn: psycopg.Connection[DictRow]) -> list[str]:
        """Each order is there once, as it was acknowledged; each payment once."""
        rows = {
            row["id"]: row
            for row in conn.execute(
                "select id, status, paid_minor, total_minor from commerce.orders"
                " where user_id = %s",
                (user_id(self.user),),
            )
        }
        found = [f"order {order} was lost" for order in self.orders.keys() - rows.keys()]
        if len(rows) > len(self.orders) + self.unknown:
            found.append(f"{len(rows)} orders for {len(self.orders)} that were acknowledged")
        for order, row in rows.items():
            said = self.orders.get(order, "unknown")
            if said in ("paid", "cancelled") and row["status"] != said:
                found.append(f"order {order} was {said}, and is {row['status']}")
            if row["status"] == "paid" and row["paid_minor"] != row["total_minor"]:
                found.append(f"order {order} was paid {row['paid_minor']}")
        return found
