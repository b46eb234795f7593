"""Real clients buy: vendors, rules, proposals, and orders until they are received."""

from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
GIVEN = """
insert into commerce.locations (code, name, created_at, updated_at)
values (%(code)s, 'Of the clients', core.now(), core.now());
"""
VARIANT = """
with category as (
    insert into master.categories (category_key, name) values (%(key)s, %(key)s)
    returning id
),
product as (
    insert into commerce.products (title, category_id, created_at, updated_at)
    select 'A client''s', c.id, core.now(), core.now() from category as c
    returning id
)
insert into commerce.variants (product_id, sku, created_at, updated_at)
select p.id, %(code)s, core.now(), core.now() from product as p
"""
PROPOSE = """
select commerce._propose_reorders(l.id) from commerce.locations as l where l.code = %s
"""


class Shop:
    """A location and a variant of their own for each client."""

    def __init__(self, running: RunningApi, call: Call) -> None:
        self.running, self.call = running, call
        self.code = f"API-{call.__name__.rpartition('_')[2].upper()}"
        with db.connect(running.database) as conn:
            conn.execute("delete from core.jobs where kind = 'commerce.send_purchase'")
            known = conn.execute(
                "select from commerce.locations where code = %s", (self.code,)
            ).fetchone()
            if known is None:
                conn.execute(GIVEN, {"code": self.code})
                conn.execute(VARIANT, {"code": self.code, "key": self.code.lower()})

    def ask(self, name: str, *, role: str = "buyer", **body: Any) -> Any:
        """Call as a user with an app role; return the answer."""
        answer = self.call(self.running.api, self.running.user("ada", role), name, body)
        assert answer.code is None, answer.message
        return answer.data

    def order(self, quantity: int) -> Any:
        """Return a purchase order of so many pieces, made of a proposal."""
        vendor = {"name": "A vendor", "currency": "PHP", "lead_time_days": 3}
        assert self.ask("set_vendor", role="admin", code=self.code, vendor=vendor)["is_active"]
        rule = {
            "vendor": self.code,
            "method": "min_max",
            "minimum": 1000,
            "maximum": 1000,
            "unit_cost_minor": 250,
        }
        self.ask("set_reorder_rule", sku=self.code, location=self.code, rule=rule)
        with db.connect(self.running.database) as conn:
            conn.execute(PROPOSE, (self.code,))
        proposals = self.ask("list_reorder_proposals", page_size=500)["items"]
        (proposal,) = [item for item in proposals if item["sku"] == self.code]
        approved = self.ask("approve_reorder", proposal_id=proposal["id"], quantity=quantity)
        return approved["purchase_order_id"]


@CLIENTS
def test_an_order_is_made_confirmed_and_received(running: RunningApi, call: Call) -> None:
    shop = Shop(running, call)
    order = shop.order(100)
    vendors = shop.ask("list_vendors", page_size=500)["items"]
    assert shop.code in {vendor["code"] for vendor in vendors}
    rules = shop.ask("list_reorder_rules", page_size=500)["items"]
    assert shop.code in {rule["sku"] for rule in rules}
    confirmed = shop.ask("confirm_purchase", purchase_order_id=order, vendor_reference="T-1")
    assert (confirmed["status"], confirmed["total_minor"]) == ("acknowledged", 25000)

    lines = [{"sku": shop.code, "quantity": 60}]
    for _ in range(2):
        part = shop.ask(
            "receive_purchase",
            role="admin",
            purchase_order_id=order,
            lines=lines,
            idempotency_key=f"{shop.code}-{order}",
        )
        assert part["lines"][0]["received"] == 60
    lines[0]["quantity"] = 50
    shop.ask("receive_purchase", role="admin", purchase_order_id=order, lines=lines)
    seen = shop.ask("get_purchase_order", purchase_order_id=order)
    assert (seen["status"], seen["is_short"], seen["lines"][0]["is_over"]) == (
        "received",
        False,
        True,
    )
    listed = shop.ask("list_purchase_orders", status="received", page_size=1)["items"]
    assert [item["id"] for item in listed] == [order]


@CLIENTS
def test_an_order_fails_and_is_cancelled(running: RunningApi, call: Call) -> None:
    shop = Shop(running, call)
    order = shop.order(40)
    with db.connect(running.database) as conn:
        conn.execute(
            "update commerce.purchase_orders set status = 'failed', fault = 'HTTP 500',"
            " sent_at = core.now() where id = %s",
            (order,),
        )
    assert shop.ask("retry_purchase", purchase_order_id=order)["status"] == "sent"
    cancelled = shop.ask("cancel_purchase", purchase_order_id=order, reason="They closed.")
    assert (cancelled["status"], cancelled["closed_reason"]) == ("cancelled", "They closed.")

    with db.connect(running.database) as conn:
        conn.execute(PROPOSE, (shop.code,))
    proposals = shop.ask("list_reorder_proposals", page_size=500)["items"]
    (proposal,) = [item for item in proposals if item["sku"] == shop.code]
    dismissed = shop.ask("dismiss_reorder", proposal_id=proposal["id"], reason="Not now.")
    assert dismissed["status"] == "dismissed"


BODIES: dict[str, dict[str, Any]] = {
    "set_vendor": {"code": "A", "vendor": {}},
    "list_vendors": {},
    "set_reorder_rule": {"sku": "A", "location": "A", "rule": {}},
    "list_reorder_rules": {},
    "list_reorder_proposals": {},
    "approve_reorder": {"proposal_id": 1},
    "dismiss_reorder": {"proposal_id": 1, "reason": "No."},
    "list_purchase_orders": {},
    "get_purchase_order": {"purchase_order_id": 1},
    "receive_purchase": {"purchase_order_id": 1, "lines": []},
    "cancel_purchase": {"purchase_order_id": 1, "reason": "No."},
    "retry_purchase": {"purchase_order_id": 1},
    "confirm_purchase": {"purchase_order_id": 1, "vendor_reference": "A"},
}


@pytest.mark.parametrize("name", BODIES)
def test_only_staff_may_call(running: RunningApi, name: str) -> None:
    customer = call_with_python(running.api, running.user("ada"), name, BODIES[name])
    assert (customer.code, customer.message) == ("PT403", "core.not_permitted")
    assert call_with_python(running.api, running.anon, name, BODIES[name]).code == "42501"
