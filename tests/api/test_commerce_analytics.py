"""Real clients record sales."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
LEDGERS = ("commerce.stock_movements", "commerce.sales")
EMPTY = (
    "truncate commerce.sales, commerce.stock_movements, commerce.reservation_lines,"
    " commerce.reservations, commerce.stock_levels, commerce.bundle_components,"
    " commerce.prices, commerce.variants, commerce.products, commerce.location_staff,"
    " commerce.locations cascade"
)
MUG: dict[str, Any] = {
    "sku": "MUG",
    "location": "SHOP",
    "quantity": 1,
    "amount_minor": 12900,
    "sold_at": "2026-01-05T10:00:00Z",
}


@pytest.fixture(autouse=True)
def small_stock(running: RunningApi) -> Iterator[None]:
    """Given: the small stock. Ledgers are append-only, so only their owner empties them."""
    with db.connect(running.database) as conn:
        conn.execute("select tests.small_stock()")
    yield
    with db.connect(running.database, autocommit=False) as conn:
        for table in LEDGERS:
            conn.execute(f"alter table {table} disable trigger user")
        conn.execute(EMPTY)
        for table in LEDGERS:
            conn.execute(f"alter table {table} enable trigger user")
        conn.commit()


@CLIENTS
def test_sales_are_recorded(running: RunningApi, call: Call) -> None:
    cleo = running.user("cleo", "warehouse")
    rows = [MUG | {"reference": "r1"}, MUG | {"sku": "SHIRT-L", "location": "main"}]
    first = call(running.api, cleo, "record_sales", {"rows": rows}).data
    assert first == {"recorded": 2, "repeated": 0}
    again = call(running.api, cleo, "record_sales", {"rows": rows[:1]}).data
    assert again == {"recorded": 0, "repeated": 1}
    assert call(running.api, cleo, "get_stock", {"sku": "MUG"}).data["on_hand"] == 2
    bad = call(running.api, cleo, "record_sales", {"rows": [MUG | {"quantity": 9}]})
    assert (bad.status, bad.message) == (409, "commerce.insufficient_stock")
    ada = call(running.api, running.user("ada"), "record_sales", {"rows": rows})
    assert (ada.status, ada.message) == (403, "core.not_permitted")


def test_sales_that_are_sent_twice_at_once_count_once(running: RunningApi) -> None:
    cleo = running.user("cleo", "warehouse")

    def send(_: int) -> Any:
        body = {"rows": [MUG], "idempotency_key": "k"}
        return call_with_python(running.api, cleo, "record_sales", body).data

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert answers == [{"recorded": 1, "repeated": 0}] * 4
    assert call_with_python(running.api, cleo, "get_stock", {"sku": "MUG"}).data["on_hand"] == 2
