"""Real clients announce images, complete their uploads, change and list them."""

from collections.abc import Iterator
from typing import Any

import pytest

from glue import db
from tests.api.clients import Call, Caller, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)
PRODUCT = """
insert into master.categories (category_key, name) values ('t_media', 'T')
on conflict do nothing;
insert into commerce.products (title, category_id, status, published_at, created_at, updated_at)
select 'T media', id, 'published', now(), now(), now()
from master.categories where category_key = 't_media';
"""
CLEAR = """
delete from commerce.media_versions where true;
delete from commerce.media where true;
delete from commerce.products where title = 'T media';
"""


@pytest.fixture
def product(running: RunningApi) -> Iterator[int]:
    """Given: a product without images."""
    with db.connect(running.database) as conn:
        conn.execute(PRODUCT)
        row = conn.execute("select id from commerce.products where title = 'T media'").fetchone()
        assert row is not None
        yield row["id"]
        conn.execute(CLEAR)


@pytest.fixture
def buyer(running: RunningApi) -> Caller:
    """A user who may add images."""
    return running.user("ada", "buyer")


def record(running: RunningApi, made: dict[str, Any], content: str) -> None:
    """Record an upload as the worker does."""
    with db.connect(running.database) as conn:
        conn.execute(
            "select commerce.record_upload(%s, %s, tests.image_facts(%s))",
            (made["media_id"], made["version"], content),
        )


@CLIENTS
def test_an_image_is_announced_completed_and_listed(
    running: RunningApi, call: Call, product: int, buyer: Caller
) -> None:
    meta = {"type": "image/png", "file_name": "a.png", "alt_text": "Ä", "bytes": 100}
    body = {"product_id": product, "meta": meta, "idempotency_key": f"once {product}"}
    made = call(running.api, buyer, "register_media", body).data
    assert (made["version"], made["status"], made["upload"]) == (1, "pending", None)
    assert call(running.api, buyer, "register_media", body).data == made
    key = {"media_id": made["media_id"], "version": 1}
    said = call(running.api, buyer, "complete_media_upload", key).data
    assert (said["status"], said["job_id"] > 0) == ("pending", True)
    record(running, made, "one")
    bob = running.user("bob")
    (shown,) = call(running.api, bob, "list_media", {"product_id": product}).data["items"]
    assert (shown["alt_text"], shown["image"]["url"]) == ("Ä", "/media/one.png")
    assert len(shown["image"]["renditions"]) == 2


@CLIENTS
def test_an_image_is_replaced_and_put_back(
    running: RunningApi, call: Call, product: int, buyer: Caller
) -> None:
    first: dict[str, Any] = {}
    for content in ("one", "two"):
        meta = {"type": "image/png", "media_id": first.get("media_id")}
        body = {"product_id": product, "meta": meta}
        first = call(running.api, buyer, "register_media", body).data
        record(running, first, content)
    key = {"media_id": first["media_id"]}
    back = call(running.api, buyer, "activate_media_version", {**key, "version": 1}).data
    assert back == {**key, "version": 1, "replaced_version": 2}
    page = call(running.api, buyer, "list_media_versions", {**key, "page_size": 1}).data
    rest = call(running.api, buyer, "list_media_versions", {**key, "after": page["next"]}).data
    versions = [(one["version"], one["is_active"]) for one in page["items"] + rest["items"]]
    assert versions == [(2, False), (1, True)]
    patch = {**key, "patch": {"alt_text": "New"}, "expected_version": 1}
    assert call(running.api, buyer, "update_media", patch).data == {**key, "version": 2}
    stale = call(running.api, buyer, "update_media", {**patch, "patch": {"position": 1}})
    assert (stale.status, stale.message) == (409, "commerce.version_conflict")
    last = call(running.api, buyer, "delete_media", key)
    assert (last.status, last.message) == (409, "commerce.last_image")
    body = {"product_id": product, "meta": {"type": "image/png"}}
    record(running, call(running.api, buyer, "register_media", body).data, "three")
    assert call(running.api, buyer, "delete_media", key).data["media_id"] == first["media_id"]
    (shown,) = call(running.api, buyer, "list_media", {"product_id": product}).data["items"]
    assert shown["image"]["url"] == "/media/three.png"


BODIES: dict[str, dict[str, Any]] = {
    "register_media": {"product_id": 1, "meta": {"type": "image/png"}},
    "complete_media_upload": {"media_id": 1, "version": 1},
    "list_media_versions": {"media_id": 1},
    "activate_media_version": {"media_id": 1, "version": 1},
    "delete_media": {"media_id": 1},
    "update_media": {"media_id": 1, "patch": {}, "expected_version": 1},
}


@CLIENTS
@pytest.mark.parametrize("name", [*BODIES, "list_media"])
def test_anonymous_callers_are_refused(running: RunningApi, call: Call, name: str) -> None:
    body = BODIES.get(name, {"product_id": 1})
    assert call(running.api, running.anon, name, body).code == "42501"


@CLIENTS
@pytest.mark.parametrize("name", list(BODIES))
def test_customers_are_refused(running: RunningApi, call: Call, name: str) -> None:
    answer = call(running.api, running.user("bob"), name, BODIES[name])
    assert (answer.status, answer.message) == (403, "core.not_permitted")


@pytest.mark.parametrize(
    "refused",
    [
        ({"type": "image/svg+xml"}, 415, "commerce.media_unknown_type"),
        ({"type": "image/png", "bytes": 10**9}, 413, "commerce.media_too_large"),
        ({"type": "image/png", "bytes": "1e400"}, 422, "commerce.invalid_media"),
        ({"type": "image/png", "position": 10**30}, 422, "commerce.invalid_media"),
        ({"type": {"a": 1}}, 422, "commerce.invalid_media"),
        ({"type": "image/png", "alt_text": "x" * 20_000}, 422, "commerce.invalid_media"),
        ({"type": "image/png", "alt_text": "\u001f"}, 422, "commerce.invalid_media"),
        ("image/png", 422, "commerce.invalid_media"),
        (None, 422, "commerce.invalid_media"),
    ],
)
def test_bad_metadata_changes_nothing(
    running: RunningApi, product: int, buyer: Caller, refused: tuple[object, int, str]
) -> None:
    meta, status, key = refused
    body = {"product_id": product, "meta": meta}
    answer = call_with_python(running.api, buyer, "register_media", body)
    assert (answer.status, answer.message) == (status, key)
    shown = call_with_python(running.api, buyer, "list_media", {"product_id": product})
    assert shown.data["items"] == []
