"""Real clients record sales and read reports, as JSON and as CSV."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
MUG: dict[str, Any] = {
    "sku": "MUG",
    "location": "SHOP",
    "quantity": 1,
    "amount_minor": 12900,
    "sold_at": "2026-01-05T10:00:00Z",
}
JANUARY = {"since": "2026-01-01", "until": "2026-01-31"}
REPORTS: dict[str, tuple[dict[str, str], list[str]]] = {
    "sales_summary": (
        JANUARY | {"by": "sku"},
        ["key", "name", "currency", "quantity", "amount_minor", "as_of"],
    ),
    "inventory_turnover": (
        JANUARY | {"by": "sku"},
        [
            "key",
            "name",
            "sold_quantity",
            "opening_quantity",
            "closing_quantity",
            "turnover",
            "as_of",
        ],
    ),
    "stock_ageing": (
        {"by": "location"},
        [
            "key",
            "name",
            "quantity",
            "days_0_30",
            "days_31_60",
            "days_61_90",
            "days_over_90",
            "as_of",
        ],
    ),
    "top_movers": (
        JANUARY,
        ["sku", "title", "quantity", "quantity_before", "change", "change_percent", "as_of"],
    ),
    "low_stock": (
        {"location": "SHOP"},
        ["sku", "title", "free_quantity", "minimum", "missing", "as_of"],
    ),
}


@pytest.fixture(autouse=True)
def small_stock(running: RunningApi) -> None:
    """Given: the small stock."""
    with db.connect(running.database) as conn:
        conn.execute("select tests.forget_stock(), tests.small_stock()")


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


@pytest.fixture
def sold(running: RunningApi) -> None:
    """Sell a mug and all shirts of the shop that are free; one of them is to be kept."""
    rows = [MUG, MUG | {"sku": "SHIRT-S", "quantity": 4, "amount_minor": 40000}]
    cleo = running.user("cleo", "warehouse")
    assert call_with_python(running.api, cleo, "record_sales", {"rows": rows}).data["recorded"] == 2
    kept = {"sku": "SHIRT-S", "location": "SHOP", "safety_stock": 1}
    dan = running.user("dan", "admin")
    assert call_with_python(running.api, dan, "set_stock_limits", kept).code is None


@CLIENTS
@pytest.mark.usefixtures("sold")
def test_reports_are_read(running: RunningApi, call: Call) -> None:
    analyst = running.user("bob", "analyst")

    def ask(name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = call(running.api, analyst, name, REPORTS[name][0]).data
        assert [list(row) for row in rows] == [REPORTS[name][1]] * len(rows)
        assert all(row["as_of"] for row in rows)
        return rows

    assert [(row["key"], row["currency"], row["amount_minor"]) for row in ask("sales_summary")] == [
        ("SHIRT-S", "PHP", 40000),
        ("MUG", "PHP", 12900),
    ]
    assert [(row["key"], row["sold_quantity"]) for row in ask("inventory_turnover")] == [
        ("SHIRT-S", 4),
        ("MUG", 1),
    ]
    assert {row["key"]: row["days_0_30"] for row in ask("stock_ageing")} == {"MAIN": 30, "SHOP": 3}
    assert [(row["sku"], row["quantity"]) for row in ask("top_movers")] == [
        ("SHIRT-S", 4),
        ("MUG", 1),
    ]
    assert [(row["sku"], row["missing"]) for row in ask("low_stock")] == [("SHIRT-S", 1)]


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_csv_for_who_accepts_that(running: RunningApi, name: str, method: str) -> None:
    arguments, columns = REPORTS[name]
    analyst = running.user("bob", "analyst")
    answer = httpx.request(
        method,
        f"{running.api.url}/rest/v1/rpc/{name}",
        params=arguments if method == "GET" else None,
        json=arguments if method == "POST" else None,
        headers={
            "apikey": analyst.key,
            "Authorization": f"Bearer {analyst.token}",
            "Accept": "text/csv",
        },
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == columns
    told = call_with_python(running.api, analyst, name, arguments).data
    expected = [{key: "" if v is None else str(v) for key, v in row.items()} for row in told]
    for row in expected + rows:
        row.pop("as_of")
    assert rows == expected


@CLIENTS
def test_reports_refuse(running: RunningApi, call: Call) -> None:
    analyst = running.user("bob", "analyst")
    for name, (arguments, _) in REPORTS.items():
        refused = call(running.api, running.user("ada"), name, arguments)
        assert (refused.status, refused.message) == (403, "core.not_permitted")
        bad = {key: "2026-02-01" if key == "since" else "x" for key in arguments}
        if "until" in bad:
            bad["until"] = "2026-01-01"
        wrong = call(running.api, analyst, name, bad)
        assert wrong.message in {
            "commerce.invalid_period",
            "commerce.unknown_grouping",
            "commerce.unknown_location",
        }


@CLIENTS
def test_the_page_of_a_product_is_cached(running: RunningApi, call: Call) -> None:
    with db.connect(running.database) as conn:
        products = {
            row["title"]: row["id"]
            for row in conn.execute("select title, id from commerce.products").fetchall()
        }
    ada = running.user("ada")
    number = {"product_id": products["Shirt"]}
    page = call(running.api, ada, "product_page", number).data
    assert page["title"] == "Shirt"
    assert [(one["sku"], one["available"]) for one in page["variants"]] == [
        ("SHIRT-L", 20),
        ("SHIRT-S", 13),
    ]
    assert call(running.api, ada, "product_page", number).data == page
    draft = call(running.api, ada, "product_page", {"product_id": products["Mug"]})
    assert (draft.status, draft.message) == (404, "commerce.unknown_product")
    checks = call(running.api, ada, "health_cache", {}).data["checks"]
    (hits,) = (one for one in checks if one["name"] == "commerce.product_page.hits")
    assert hits["value"] > 0
