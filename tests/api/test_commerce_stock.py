"""Real clients adjust, reserve, transfer and count stock."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@pytest.fixture
def warehouse(running: RunningApi) -> Caller:
    """Return a member of the warehouse, where the small stock is."""
    with db.connect(running.database) as conn:
        conn.execute("select tests.forget_stock(), tests.small_stock()")
    return running.user("cleo", "warehouse")


@CLIENTS
def test_stock_is_adjusted_and_reserved(running: RunningApi, warehouse: Caller, call: Call) -> None:
    body: dict[str, Any] = {"sku": "SHIRT-S", "location": "MAIN", "delta": 5, "reason": "found"}
    assert call(running.api, warehouse, "adjust_stock", body).data["on_hand"] == 15
    ada = running.user("ada")
    lines = {"lines": [{"sku": "SHIRT-S", "quantity": 2}]}
    held = call(running.api, ada, "reserve_stock", lines).data
    assert held["lines"] == [{"sku": "SHIRT-S", "location": "MAIN", "quantity": 2}]
    number = {"reservation_id": held["reservation_id"]}
    other = call(running.api, running.user("bob"), "confirm_reservation", number)
    assert (other.status, other.message) == (404, "commerce.unknown_reservation")
    kept = call(running.api, ada, "confirm_reservation", number).data
    assert (kept["status"], kept["expires_at"] > held["expires_at"]) == ("open", True)
    sold = call(running.api, warehouse, "confirm_reservation", number)
    assert sold.data["status"] == "confirmed"
    assert call(running.api, ada, "get_stock", {"sku": "SHIRT-S"}).data["available"] == 16
    assert call(running.api, ada, "release_reservation", number).data["status"] == "released"
    assert call(running.api, running.user("eve"), "list_reservations", {}).data["items"] == []
    page = call(running.api, ada, "list_reservations", {"page_size": 1}).data
    (item,) = page["items"]
    assert (item["reservation_id"], item["status"]) == (held["reservation_id"], "released")
    rest = call(running.api, ada, "list_reservations", {"after": page["next"]}).data
    assert item not in rest["items"]
    assert {one["user_id"] for one in rest["items"]} == {item["user_id"]}
    short = call(running.api, ada, "reserve_stock", {"lines": [{"sku": "SHIRT-L", "quantity": 21}]})
    assert (short.status, short.message) == (409, "commerce.insufficient_stock")
    page = call(
        running.api, warehouse, "list_stock_movements", {"sku": "SHIRT-S", "page_size": 2}
    ).data
    assert [item["type"] for item in page["items"]] == ["release", "reserve"]
    past = {"sku": "SHIRT-S", "at": "2026-01-01T00:00:00Z"}
    assert call(running.api, warehouse, "stock_as_of", past).data["locations"] == []


@CLIENTS
def test_stock_moves_between_locations(running: RunningApi, warehouse: Caller, call: Call) -> None:
    body = {"sku": "MUG", "from_location": "SHOP", "to_location": "MAIN", "quantity": 2}
    sent = call(running.api, warehouse, "transfer_stock", body).data
    assert sent["in_transit"] == 2
    receipt = {"transfer_id": sent["transfer_id"], "quantity": 1, "is_last": True}
    ended = call(running.api, warehouse, "receive_transfer", receipt).data
    assert (ended["received"], ended["lost"], ended["in_transit"]) == (1, 1, 0)
    buyer = running.user("bob", "buyer", "admin")
    for who in (warehouse, buyer):
        (listed,) = call(running.api, who, "list_transfers", {"location": "MAIN"}).data["items"]
        assert listed == ended
    limits = {"sku": "MUG", "location": "MAIN", "safety_stock": 1}
    assert call(running.api, buyer, "set_stock_limits", limits).data["available"] == 0
    split = {"sku": "MUG", "location": "MAIN", "buckets": 2}
    assert call(running.api, buyer, "split_stock", split).data["on_hand"] == 1


@CLIENTS
def test_stock_is_counted(running: RunningApi, warehouse: Caller, call: Call) -> None:
    take = call(running.api, warehouse, "open_stock_take", {"location": "SHOP"}).data
    number = {"stock_take_id": take["stock_take_id"]}
    counts = {**number, "counts": [{"sku": "MUG", "counted": 1}]}
    (line,) = call(running.api, warehouse, "count_stock", counts).data["lines"]
    assert line["correction"] == -2
    call(running.api, warehouse, "submit_stock_take", number)
    decision = {**number, "is_approved": True}
    refused = call(running.api, warehouse, "decide_stock_take", decision)
    assert (refused.status, refused.message) == (403, "commerce.approval_by_counter")
    boss = running.user("dan", "admin")
    assert call(running.api, boss, "decide_stock_take", decision).data["status"] == "approved"
    assert call(running.api, boss, "get_stock_take", number).data["status"] == "approved"
    assert call(running.api, boss, "get_stock", {"sku": "MUG"}).data["on_hand"] == 1
    (listed,) = call(running.api, boss, "list_stock_takes", {"location": "SHOP"}).data["items"]
    assert (listed["stock_take_id"], listed["status"]) == (take["stock_take_id"], "approved")
    assert call(running.api, warehouse, "list_stock_takes", {}).data["items"] == []


def test_a_call_that_is_sent_twice_at_once_counts_once(
    running: RunningApi, warehouse: Caller
) -> None:
    calls: dict[str, dict[str, Any]] = {
        "adjust_stock": {"sku": "MUG", "location": "SHOP", "delta": 1, "reason": "found"},
        "reserve_stock": {"lines": [{"sku": "MUG", "quantity": 1}]},
        "transfer_stock": {
            "sku": "MUG",
            "from_location": "SHOP",
            "to_location": "MAIN",
            "quantity": 1,
        },
    }
    for name, body in calls.items():

        def send(_: int, name: str = name, body: dict[str, Any] = body) -> Any:
            sent = {**body, "idempotency_key": name}
            return call_with_python(running.api, warehouse, name, sent).data

        with ThreadPoolExecutor(4) as pool:
            first, *others = pool.map(send, range(4))
        assert first is not None
        assert others == [first] * 3
    stock = call_with_python(running.api, warehouse, "get_stock", {"sku": "MUG"}).data
    assert (stock["on_hand"], stock["reserved"], stock["in_transit"]) == (3, 1, 1)
