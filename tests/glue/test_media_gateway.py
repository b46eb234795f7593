"""The gateway serves the images of the local folder, and takes signed uploads."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from glue import db
from glue.gateway.limits import Limits
from glue.gateway.plan import Plan, RestPart
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.storage.folder import FolderStore
from tests.gateways import INNER, KEYS, running_gateway
from tests.glue import pictures

pytestmark = pytest.mark.once

KEY = "ab/abc.png"
UPLOAD = "incoming/1/2-3f"
CONTENT = pictures.plain()


@dataclass(frozen=True)
class Door:
    """A gateway with a folder."""

    url: str
    store: FolderStore

    def signed(self, key: str = UPLOAD) -> str:
        """Return the URL of a signed upload."""
        signed = self.store.signed_upload(key, "image/png")
        assert signed is not None
        return signed.url


@pytest.fixture
def door(worker_db: str, server: Server, tmp_path: Path) -> Iterator[Door]:
    server.set_passwords()
    port = free_port()
    store = FolderStore(tmp_path / "media", f"http://127.0.0.1:{port}/media", "secret")
    plan = Plan(
        port,
        server.url("authenticator", db.database_of(worker_db)),
        KEYS,
        RestPart("http://127.0.0.1:1", "", INNER),
        limits=Limits(max_upload_bytes=100_000),
        media=store,
    )
    with running_gateway(plan):
        yield Door(f"http://127.0.0.1:{port}", store)


def test_an_image_is_served_for_ever(door: Door) -> None:
    door.store.put(KEY, CONTENT, "image/png")
    shown = httpx.get(f"{door.url}/media/{KEY}")
    assert (shown.status_code, shown.content) == (200, CONTENT)
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Access-Control-Allow-Origin"] == "*"
    head = httpx.head(f"{door.url}/media/{KEY}")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(CONTENT)))
    again = {"If-None-Match": shown.headers["ETag"]}
    assert httpx.get(f"{door.url}/media/{KEY}", headers=again).status_code == 304


@pytest.mark.parametrize(
    "path", ["", "/", "/ab", "/ab/none.png", "/ab/abc.html", f"/{UPLOAD}", "/%61b/abc.png", "/.x"]
)
def test_nothing_else_is_served(door: Door, path: str) -> None:
    door.store.put(KEY, CONTENT, "image/png")
    door.store.put(UPLOAD, CONTENT, "image/png")
    door.store.put("ab/abc.html", b"<script>", "image/png")
    assert httpx.get(f"{door.url}/media{path}").status_code == 404
    assert httpx.delete(f"{door.url}/media{path}").status_code == 404


def test_a_signed_upload_is_taken(door: Door) -> None:
    for content in (b"first", CONTENT, b""):
        taken = httpx.put(door.signed(), content=content)
        assert (taken.status_code, taken.json()) == (201, {"key": UPLOAD})
        assert door.store.get(UPLOAD, 100_000) == content


def test_an_upload_that_is_not_signed_is_refused(door: Door) -> None:
    signed = door.signed()
    for url, status in (
        (signed.partition("?")[0], 403),
        (signed[:-1] + ("0" if signed[-1] != "0" else "1"), 403),
        (signed.replace("2-3f", "2-40"), 403),
        (door.signed(KEY), 404),
        (signed.replace(UPLOAD, "incoming/..%2fx"), 404),
    ):
        assert httpx.put(url, content=b"x").status_code == status, url
    assert not (door.store.folder / "incoming").exists()


def test_an_upload_that_is_too_long_is_refused(door: Door) -> None:
    taken = httpx.put(door.signed(), content=bytes(100_001))
    assert (taken.status_code, taken.json()["code"]) == (413, "body_too_large")
    assert not (door.store.folder / "incoming").exists()


def test_without_a_folder_there_is_no_image(worker_db: str, server: Server) -> None:
    server.set_passwords()
    database = server.url("authenticator", db.database_of(worker_db))
    plan = Plan(free_port(), database, KEYS, RestPart("http://127.0.0.1:1", "", INNER))
    with running_gateway(plan):
        assert httpx.get(f"http://127.0.0.1:{plan.port}/media/{KEY}").status_code == 404
