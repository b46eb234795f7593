"""Real clients place, pay, pack, ship, return and read orders."""

from collections.abc import Callable
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
ADDRESS = {"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}
ORDER: dict[str, Any] = {"lines": [{"sku": "SHIRT-L", "quantity": 2}], "ship_to": ADDRESS}
RPCS = (
    "place_order",
    "pay_order",
    "pack_order",
    "ship_order",
    "deliver_order",
    "cancel_order",
    "return_order",
    "refund_order",
    "get_order",
    "list_orders",
    "list_order_events",
    "order_as_of",
    "list_parcels",
    "rebuild_orders",
    "set_tax_rate",
    "list_tax_rates",
)
Ask = Callable[..., Any]


@pytest.fixture(scope="module", autouse=True)
def stock(running: RunningApi) -> None:
    """Given: the small stock."""
    with db.connect(running.database) as conn:
        conn.execute("select tests.forget_stock(), tests.small_stock()")


@pytest.fixture
def ask(running: RunningApi, call: Call) -> Ask:
    """Return a function that calls an RPC and returns its data, or its message if refused."""

    def ask(caller: Caller, name: str, **body: Any) -> Any:
        answer = call(running.api, caller, name, body)
        return answer.message if answer.code else answer.data

    return ask


@CLIENTS
def test_an_admin_sets_the_tax_of_a_country(running: RunningApi, ask: Ask) -> None:
    ada, admin = running.user("ada"), running.user("dora", "admin")
    body = {"tax_class": "standard", "rate_percent": 0, "country": "xx"}
    made = ask(admin, "set_tax_rate", **body)
    assert (made["country"], made["rate_percent"]) == ("XX", 0)
    assert ask(ada, "set_tax_rate", **body) == "core.not_permitted"
    items = ask(ada, "list_tax_rates", page_size=500)["items"]
    assert made in items
    abroad = {**ORDER, "ship_to": {**ADDRESS, "country": "Xx"}}
    assert ask(ada, "place_order", **abroad)["tax_minor"] == 0
    placed = ask(ada, "place_order", **ORDER)
    assert placed["tax_minor"] > 0
    for order in ask(ada, "list_orders", page_size=2)["items"]:
        ask(ada, "cancel_order", order_id=order["id"], reason="Test.")


@CLIENTS
def test_an_order_goes_from_placed_to_refunded(running: RunningApi, ask: Ask) -> None:
    ada, admin = running.user("ada"), running.user("dora", "admin")
    placed = ask(ada, "place_order", **ORDER)
    order = placed["order_id"]
    payment = {"amount_minor": placed["total_minor"], "method": "card"}
    assert ask(ada, "pay_order", order_id=order, payment=payment) == "core.not_permitted"
    paid = ask(running.service, "pay_order", order_id=order, payment=payment, expected_version=1)
    assert (paid["version"], paid["status"]) == (2, "paid")

    cleo = running.user("cleo", "warehouse")
    parcels = ask(cleo, "list_parcels", location="MAIN", status="open")["items"]
    (parcel,) = [parcel for parcel in parcels if parcel["order_id"] == order]
    assert parcel["pieces"] == [{"sku": "SHIRT-L", "quantity": 2}]
    one = [{"parcel": parcel["parcel"], "sku": "SHIRT-L", "quantity": 1}]
    assert ask(cleo, "pack_order", order_id=order, parcels=one)["status"] == "paid"
    assert ask(cleo, "ship_order", order_id=order, parcels=[1])["status"] == "paid"
    assert ask(cleo, "pack_order", order_id=order)["status"] == "packed"
    assert ask(cleo, "ship_order", order_id=order, tracking="T")["status"] == "shipped"
    assert ask(cleo, "deliver_order", order_id=order, parcels=[1, 2])["status"] == "delivered"
    back = [{"sku": "SHIRT-L", "quantity": 2, "location": "MAIN", "state": "on_hand"}]
    assert ask(cleo, "return_order", order_id=order, lines=back)["status"] == "returned"
    assert ask(admin, "refund_order", order_id=order)["status"] == "refunded"
    assert ask(admin, "cancel_order", order_id=order) == "commerce.transition_refused"

    found = ask(ada, "get_order", order_id=order)
    assert found["refunded_minor"] == found["paid_minor"] == placed["total_minor"]
    events = ask(ada, "list_order_events", order_id=order)["items"]
    assert [event["version"] for event in events] == list(range(1, 10))
    assert ask(ada, "order_as_of", order_id=order, version=9) == found
    assert ask(ada, "order_as_of", order_id=order, version=2)["status"] == "paid"
    listed = ask(ada, "list_orders", status="refunded", page_size=1)["items"]
    assert [item["id"] for item in listed] == [order]


@CLIENTS
def test_an_order_is_its_customers_own(running: RunningApi, ask: Ask) -> None:
    ada, bob = running.user("ada"), running.user("bob")
    order = ask(ada, "place_order", **ORDER)["order_id"]
    for rpc in ("get_order", "list_order_events", "cancel_order"):
        assert ask(bob, rpc, order_id=order) == "commerce.unknown_order"
    assert order not in [item["id"] for item in ask(bob, "list_orders")["items"]]
    assert ask(ada, "list_parcels") == "core.not_permitted"
    assert ask(ada, "cancel_order", order_id=order, reason="Twice.")["status"] == "cancelled"


@CLIENTS
def test_one_key_places_one_order(
    running: RunningApi, ask: Ask, request: pytest.FixtureRequest
) -> None:
    ada = running.user("ada")
    key = request.node.name
    first = ask(ada, "place_order", **ORDER, idempotency_key=key)
    assert ask(ada, "place_order", **ORDER, idempotency_key=key) == first
    assert ask(ada, "cancel_order", order_id=first["order_id"])["status"] == "cancelled"


@CLIENTS
def test_orders_are_rebuilt_by_an_operation(running: RunningApi, ask: Ask) -> None:
    assert ask(running.user("ada"), "rebuild_orders") == "core.not_permitted"
    operation = ask(running.user("dora", "admin"), "rebuild_orders")["operation_id"]
    with db.connect(running.database) as conn:
        conn.execute("select core.run_operation_chunks(%s)", (operation,))
    found = ask(running.user("dora", "admin"), "get_operation", operation_id=operation)
    assert found["status"] == "succeeded"


@CLIENTS
@pytest.mark.parametrize("name", RPCS)
def test_an_anonymous_caller_is_refused(running: RunningApi, call: Call, name: str) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "place_order": ORDER,
        "pay_order": {"order_id": 1, "payment": {}},
        "return_order": {"order_id": 1, "lines": []},
        "list_orders": {},
        "list_parcels": {},
        "rebuild_orders": {},
        "set_tax_rate": {"tax_class": "standard", "rate_percent": 1},
        "list_tax_rates": {},
    }
    body = bodies.get(name, {"order_id": 1})
    assert call(running.api, running.anon, name, body).code == "42501"
