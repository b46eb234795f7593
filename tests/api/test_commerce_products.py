"""Real clients create, publish, list and price products; rules, locations, rights."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
NUMBERS = count(1)


@pytest.fixture(scope="module", autouse=True)
def shop(running: RunningApi) -> None:
    """Given: a category, a location and no limit of anonymous callers."""
    with db.connect(running.database) as conn:
        conn.execute(
            "insert into master.categories (category_key, name) values ('api-tea', 'Tea')"
            " on conflict do nothing"
        )
    admin = running.user("dora", "admin")
    answer = call_with_python(
        running.api, admin, "create_location", {"code": "api-main", "name": "Main"}
    )
    assert answer.data["code"] == "API-MAIN"


@pytest.fixture
def buyer(running: RunningApi) -> Caller:
    """Return a buyer."""
    return running.user("cleo", "buyer")


def a_product(**fields: Any) -> dict[str, Any]:
    """Return a product that can be published, with a SKU of its own."""
    sku = f"API-{next(NUMBERS)}"
    return {"title": "Tea", "category": "api-tea", "sku": sku, "price_minor": 990} | fields


def created(running: RunningApi, caller: Caller, **fields: Any) -> dict[str, Any]:
    """Create a product."""
    product: dict[str, Any] = call_with_python(
        running.api, caller, "create_product", {"product": a_product(**fields)}
    ).data
    return product


@CLIENTS
def test_a_product_lives_from_draft_to_deletion(
    running: RunningApi, call: Call, buyer: Caller
) -> None:
    def rpc(name: str, **body: Any) -> Any:
        answer = call(running.api, buyer, name, body)
        assert answer.code is None, answer
        return answer.data

    product = rpc("create_product", product=a_product())
    key = {"product_id": product["id"]}
    assert (product["status"], product["version"]) == ("draft", 1)
    changed = rpc("update_product", **key, patch={"title": "Black tea"}, expected_version=1)
    assert (changed["title"], changed["version"]) == ("Black tea", 2)
    assert rpc("publishable_faults", **key) == []
    assert rpc("publish_product", **key)["status"] == "published"
    assert rpc("get_product", **key)["variants"][0]["price_minor"] == 990
    priced = rpc(
        "set_price",
        sku=product["variants"][0]["sku"],
        price_list="standard",
        amount_minor=1200,
        sale_amount_minor=900,
    )
    assert (priced["price_minor"], priced["sale_price_minor"]) == (1200, 900)
    assert rpc("unpublish_product", **key)["status"] == "archived"
    assert rpc("delete_product", **key)["deleted_at"] is not None
    assert rpc("restore_product", **key)["deleted_at"] is None
    found = rpc("list_products", search=product["variants"][0]["sku"], status="archived")
    assert [item["title"] for item in found["items"]] == ["Black tea"]


@CLIENTS
def test_a_customer_sees_published_products_and_writes_none(
    running: RunningApi, call: Call, buyer: Caller
) -> None:
    draft, sold = created(running, buyer), created(running, buyer)
    call(running.api, buyer, "publish_product", {"product_id": sold["id"]})
    ada = running.user("ada")
    answer = call(running.api, ada, "get_product", {"product_id": draft["id"]})
    assert (answer.status, answer.message) == (404, "commerce.unknown_product")
    assert call(running.api, ada, "get_product", {"product_id": sold["id"]}).code is None
    page = call(running.api, ada, "list_products", {"category": "api-tea"}).data
    assert {item["status"] for item in page["items"]} == {"published"}
    assert draft["id"] not in {item["id"] for item in page["items"]}
    for name, body in {
        "create_product": {"product": a_product()},
        "update_product": {"product_id": sold["id"], "patch": {}, "expected_version": 2},
        "delete_product": {"product_id": sold["id"]},
        "restore_product": {"product_id": sold["id"]},
        "publish_product": {"product_id": draft["id"]},
        "unpublish_product": {"product_id": sold["id"]},
        "publishable_faults": {"product_id": sold["id"]},
        "set_price": {"sku": "X", "price_list": "standard", "amount_minor": 1},
        "validate_record": {"entity": "commerce.product", "record": {}},
        "create_location": {"code": "X", "name": "X"},
        "update_location": {"location": "API-MAIN"},
        "set_validation_rule": {"entity": "commerce.product", "name": "local_x", "rule": {}},
        "list_validation_rules": {},
    }.items():
        answer = call(running.api, ada, name, body)
        assert (name, answer.status, answer.message) == (name, 403, "core.not_permitted")


@CLIENTS
def test_all_faults_are_reported_at_once(running: RunningApi, call: Call, buyer: Caller) -> None:
    record = a_product(title="", sale_price_minor=991, barcode="4006381333932")
    faults = call(
        running.api, buyer, "validate_record", {"entity": "commerce.product", "record": record}
    ).data
    assert [(fault["field"], fault["code"]) for fault in faults] == [
        ("title", "title_required"),
        ("variants.0.barcode", "barcode_valid"),
        ("variants.0", "sale_below_price"),
    ]
    answer = call(running.api, buyer, "create_product", {"product": record})
    assert (answer.status, answer.message) == (422, "commerce.invalid_product")
    bare = created(running, buyer, category=None, price_minor=None)
    answer = call(running.api, buyer, "publish_product", {"product_id": bare["id"]})
    assert (answer.status, answer.message) == (422, "commerce.product_not_publishable")
    faults = call(running.api, buyer, "publishable_faults", {"product_id": bare["id"]}).data
    assert [fault["code"] for fault in faults] == ["category_required", "price_required"]


@CLIENTS
def test_an_admin_adds_a_rule_that_counts_at_once(
    running: RunningApi, call: Call, buyer: Caller
) -> None:
    admin = running.user("dora", "admin")
    rule = {
        "field": "title",
        "kind": "length",
        "argument": {"max": 10},
        "message": "At most 10 characters.",
    }
    name = {"entity": "commerce.product", "name": "local_short"}
    assert call(running.api, admin, "set_validation_rule", {**name, "rule": rule}).code is None
    try:
        answer = call(running.api, buyer, "create_product", {"product": a_product(title="T" * 11)})
        assert answer.message == "commerce.invalid_product"
        rules = call(
            running.api, admin, "list_validation_rules", {"entity": "commerce.product"}
        ).data
        assert "local_short" in {item["name"] for item in rules["items"]}
    finally:
        call(running.api, admin, "set_validation_rule", {**name, "rule": None})
    answer = call(running.api, buyer, "create_product", {"product": a_product(title="T" * 11)})
    assert answer.code is None


@CLIENTS
def test_two_editors_do_not_overwrite_each_other(
    running: RunningApi, call: Call, buyer: Caller
) -> None:
    product = created(running, buyer)
    body = {"product_id": product["id"], "patch": {"title": "Mine"}, "expected_version": 1}
    assert call(running.api, buyer, "update_product", body).data["version"] == 2
    answer = call(running.api, running.user("dora", "admin"), "update_product", body)
    assert (answer.status, answer.message) == (409, "commerce.version_conflict")


@CLIENTS
def test_locations_and_price_lists_are_listed(running: RunningApi, call: Call) -> None:
    admin = running.user("dora", "admin")
    body = {"location": "api-main", "name": "Main house", "pick_position": 7}
    assert call(running.api, admin, "update_location", body).data["position"] == 7
    ada = running.user("ada")
    items = call(running.api, ada, "list_locations", {}).data["items"]
    assert "Main house" in {item["name"] for item in items}
    lists = call(running.api, ada, "list_price_lists", {}).data["items"]
    assert "standard" in {item["code"] for item in lists}
    assert call(running.api, running.anon, "list_price_lists", {}).code == "42501"


def test_pages_follow_each_other_while_products_are_created(
    running: RunningApi, buyer: Caller
) -> None:
    ids = [created(running, buyer, title="Paged leaf")["id"] for _ in range(5)]
    seen: list[int] = []
    after = None
    while True:
        body = {"search": "paged le", "page_size": 2, "after": after}
        page = call_with_python(running.api, buyer, "list_products", body).data
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
        if len(ids) < 7:
            ids.append(created(running, buyer, title="Paged leaf")["id"])
    assert seen == ids


def test_one_idempotency_key_creates_one_product(running: RunningApi, buyer: Caller) -> None:
    body = {"product": a_product(title="Once"), "idempotency_key": "api-once"}

    def send(_: int) -> Any:
        return call_with_python(running.api, buyer, "create_product", body)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert {answer.code for answer in answers} == {None}
    assert len({answer.data["id"] for answer in answers}) == 1
    with db.connect(running.database) as conn:
        row = conn.execute("select count(*) as n from commerce.products where title = 'Once'")
        assert row.fetchone() == {"n": 1}


def test_one_sku_goes_to_one_of_many_products(running: RunningApi, buyer: Caller) -> None:
    product = a_product(title="Raced")

    def send(_: int) -> Any:
        return call_with_python(running.api, buyer, "create_product", {"product": product})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    refused = [answer for answer in answers if answer.code is not None]
    assert len(refused) == 7
    assert {(answer.status, answer.message) for answer in refused} == {
        (422, "commerce.invalid_product")
    }


@pytest.mark.parametrize(
    "product",
    [None, [], "x", 7, {}, {"title": "T"}, {"title": "T", "sku": "a\u0001"}, {"a" * 10_000: 1}],
)
def test_bad_products_are_refused(running: RunningApi, buyer: Caller, product: Any) -> None:
    answer = call_with_python(running.api, buyer, "create_product", {"product": product})
    assert (answer.status, answer.message) == (422, "commerce.invalid_product")
