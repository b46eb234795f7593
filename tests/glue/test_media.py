"""An image from its upload to its files, through the worker and a local folder."""

import functools
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from PIL import Image, ImageOps, features
from psycopg.types.json import Jsonb

from glue import db, paths
from glue.config import settings
from glue.http.tokens import user_id
from glue.media import uploads
from glue.media.images import decode
from glue.postgres.server import Server
from glue.postgres.state import State
from glue.schema.invariants import verify
from glue.storage.choose import open_store
from glue.storage.folder import FolderStore
from glue.storage.store import SignedUpload, Store, StoreError
from glue.waiting import wait_until
from glue.worker.handlers import Handler, Job, PermanentError, load_handlers
from tests.glue import pictures, storage_servers
from tests.glue.receivers import running_receiver
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

KINDS = ("commerce.sign_upload", "commerce.process_media", "commerce.delete_media_files")


@dataclass
class Shop:
    """A database with a product, and the folder of its images."""

    url: str
    worker_url: str
    folder: Path

    def ask(self, query: str, *values: object) -> Any:
        """Return the value of a query."""
        with db.connect(self.url) as conn:
            row = conn.execute(query.encode(), values).fetchone()
        return None if row is None else next(iter(row.values()))

    def register(self, kind: str = "image/png", **meta: object) -> dict[str, Any]:
        """Announce an upload."""
        made: dict[str, Any] = self.ask(
            "select commerce.register_media(min(id), %s) from commerce.products"
            " where title = 'Shirt'",
            Jsonb({"type": kind, **meta}),
        )
        return made

    def upload(self, content: bytes, kind: str = "image/png", **meta: object) -> dict[str, Any]:
        """Announce an upload, put the file, and say so."""
        made = self.register(kind, **meta)
        FolderStore(self.folder).put(made["upload_key"], content, kind)
        self.complete(made)
        return made

    def complete(self, made: dict[str, Any]) -> dict[str, Any]:
        """Say that the file is there."""
        said: dict[str, Any] = self.ask(
            "select commerce.complete_media_upload(%s, %s)", made["media_id"], made["version"]
        )
        return said

    def work(self, handlers: dict[str, Handler] | None = None) -> None:
        """Let a worker, as its own role, do what is to be done."""
        known = load_handlers()
        with working(self.worker_url, handlers or {kind: known[kind] for kind in KINDS}):
            assert wait_until(self._is_done, 60)

    def _is_done(self) -> bool:
        return bool(self.ask("select not exists (select from core.jobs where status <> 'dead')"))

    def version(self, made: dict[str, Any]) -> dict[str, Any]:
        """Return a version as staff sees it."""
        found = self.ask("select commerce.list_media_versions(%s) -> 'items'", made["media_id"])
        (version,) = [one for one in found if one["version"] == made["version"]]
        return dict(version)

    def kept(self) -> dict[str, bytes]:
        """Return every file by its key."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def file(self, url: str) -> bytes:
        """Return the file behind a URL of the gateway."""
        return (self.folder / url.removeprefix("/media/")).read_bytes()

    def events(self) -> list[str]:
        """Return the types of the events of images, in order."""
        found: list[str] = self.ask(
            "select coalesce(jsonb_agg(type order by id), '[]') from core.events"
            " where topic ~ '^commerce:media:'"
        )
        return [kind.rpartition(".")[2] for kind in found]

    def jobs(self, kind: str = "commerce.process_media") -> list[dict[str, Any]]:
        """Return the results of finished jobs, in order."""
        found: list[dict[str, Any]] = self.ask(
            "select coalesce(jsonb_agg(result order by id), '[]') from core.finished_jobs"
            " where kind = %s",
            kind,
        )
        return found


@pytest.fixture
def shop(
    db_url: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shop]:
    """Given: a shirt, and an empty folder."""
    folder = tmp_path / "media"
    folder.mkdir()
    for name in ("MEDIA_STORAGE", "MEDIA_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(paths, "HOME", tmp_path)
    settings.cache_clear()
    server.set_passwords()
    with db.connect(db_url) as conn:
        conn.execute("select tests.small_stock()")
    yield Shop(db_url, server.url("app_worker", db.database_of(db_url)), folder)
    settings.cache_clear()


def opened(content: bytes) -> Image.Image:
    """Return an image in memory."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def is_near(pixel: Any, colour: tuple[int, ...]) -> bool:
    """Return whether a pixel has a colour, as lossy formats keep it."""
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=False))


def test_a_photo_is_measured_set_upright_and_served_without_its_place(shop: Shop) -> None:
    content = pictures.photo(orientation=6)
    assert pictures.SECRET_PLACE.encode() in content
    made = shop.upload(content, "image/jpeg", file_name="IMG_1.JPG", bytes=len(content))
    shop.work()
    version = shop.version(made)
    assert (version["status"], version["is_active"], version["fault"]) == ("ready", True, None)
    assert (version["content_type"], version["bytes"]) == ("image/jpeg", len(content))
    assert (version["width"], version["height"], version["orientation"]) == (400, 600, 6)
    red, _, blue = bytes.fromhex(version["dominant_colour"][1:])
    assert red > 200
    assert blue < 60
    found = [
        (one["name"], one["format"], one["width"], one["height"]) for one in version["renditions"]
    ]
    assert found == [
        ("thumb", "avif", 107, 160),
        ("thumb", "webp", 107, 160),
        ("card", "avif", 320, 480),
        ("card", "webp", 320, 480),
        ("full", "avif", 400, 600),
        ("full", "webp", 400, 600),
    ]
    # Seen as the phone was held: what was on top of the file is on the right.
    for url in [version["url"], *(one["url"] for one in version["renditions"])]:
        image = opened(shop.file(url))
        middle = image.height // 2
        assert is_near(image.convert("RGB").getpixel((image.width - 5, middle)), pictures.RED)
        assert is_near(image.convert("RGB").getpixel((5, middle)), pictures.BLUE)
        assert not image.getexif()
    for name, kept in shop.kept().items():
        assert pictures.SECRET_PLACE.encode() not in kept, name
        assert not name.startswith("incoming/")
    assert shop.events() == ["registered", "activated"]
    assert shop.jobs() == [
        {
            "media_id": made["media_id"],
            "version": 1,
            "status": "ready",
            "fault": None,
            "detail": None,
            "missing_formats": [],
        }
    ]


def test_files_are_named_by_their_content(shop: Shop) -> None:
    made = shop.upload(pictures.plain())
    shop.work()
    for one in shop.version(made)["renditions"]:
        assert one["bytes"] == len(shop.file(one["url"]))
    for name, content in shop.kept().items():
        digest = hashlib.sha256(content).hexdigest()
        assert name == f"{digest[:2]}/{digest}.{name.rpartition('.')[2]}"


def test_a_deleted_image_leaves_no_file_but_those_of_another_image(shop: Shop) -> None:
    """A rendition of the second one has the content of the first: the job keeps it."""
    kept, gone = (
        shop.upload(pictures.plain(colour=colour)) for colour in (pictures.RED, pictures.BLUE)
    )
    shop.work()
    before = set(shop.kept())
    shared = shop.version(kept)["renditions"][0]["url"].removeprefix("/media/")
    shop.ask(
        "update commerce.media_renditions set storage_key = %s"
        " where media_id = %s and name = 'thumb' and format = 'webp' returning 1",
        shared,
        gone["media_id"],
    )
    shop.ask("select commerce.delete_media(%s)", gone["media_id"])
    shop.work()
    (job,) = shop.jobs("commerce.delete_media_files")
    assert shared not in job["deleted"]
    assert set(shop.kept()) == before - set(job["deleted"])
    assert {one["url"].removeprefix("/media/") for one in shop.version(kept)["renditions"]} < set(
        shop.kept()
    )


class DeletingStore(FolderStore):
    """A folder; the image is deleted while its first file is put there."""

    def __init__(self, shop: Shop, media_id: int) -> None:
        super().__init__(shop.folder)
        self._delete = functools.partial(shop.ask, "select commerce.delete_media(%s)", media_id)
        self._is_deleted = False

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Keep a file."""
        super().put(key, content, content_type)
        if not self._is_deleted:
            self._is_deleted = bool(self._delete())


def test_an_image_that_is_deleted_while_it_is_read_leaves_no_file(shop: Shop) -> None:
    kept = shop.upload(pictures.plain(colour=pictures.RED))
    shop.work()
    before = set(shop.kept())
    gone = shop.upload(pictures.plain(colour=pictures.BLUE))
    with pytest.raises(PermanentError):
        uploads.process_upload(job_of(shop, gone), DeletingStore(shop, gone["media_id"]))
    shop.work()
    assert set(shop.kept()) == before
    assert shop.version(kept)["status"] == "ready"


def test_what_cannot_be_shown_is_refused_by_name_and_the_old_version_stays(shop: Shop) -> None:
    first = shop.upload(pictures.photo(), "image/jpeg")
    shop.work()
    before = shop.kept()
    faults = {
        what: (shop.upload(content(), kind, media_id=first["media_id"]), fault)
        for what, (kind, content, fault) in pictures.BROKEN.items()
    }
    shop.work()
    found = {
        what: (shop.version(made)["status"], shop.version(made)["fault"])
        for what, (made, _) in faults.items()
    }
    assert found == {
        what: ("refused", f"commerce.media_{fault}") for what, (_, fault) in faults.items()
    }
    assert all(shop.version(made)["fault_detail"] for made, _ in faults.values())
    assert shop.version(first)["is_active"]
    assert shop.kept() == before
    assert shop.events().count("refused") == len(faults)
    assert "mislabelled" in {one["fault"] for one in shop.jobs()}
    verdicts = verify(shop.url, module="commerce", timeout_seconds=60)
    assert {verdict.state for verdict in verdicts} == {"ok"}, verdicts


@pytest.mark.parametrize(
    ("setting", "value", "fault"),
    [
        ("commerce.media_max_bytes", 50, "commerce.media_too_large"),
        ("commerce.media_max_pixels", 1000, "commerce.media_too_many_pixels"),
    ],
)
def test_an_operator_sets_the_limits(shop: Shop, setting: str, value: int, fault: str) -> None:
    made = shop.upload(pictures.plain())
    with db.connect(shop.url) as conn:
        conn.execute("update core.settings set value = %s where name = %s", (Jsonb(value), setting))
    shop.work()
    assert shop.version(made)["fault"] == fault


def test_an_upload_that_never_came_is_missing(shop: Shop) -> None:
    made = shop.register()
    shop.complete(made)
    shop.work()
    assert shop.version(made)["fault"] == "commerce.media_missing"


def test_a_product_has_an_image_once(shop: Shop) -> None:
    first = shop.upload(pictures.plain())
    again = shop.upload(pictures.plain())
    shop.work()
    outcomes = {shop.version(made)["fault"] for made in (first, again)}
    assert outcomes == {None, "commerce.media_duplicate"}


def test_a_file_that_is_not_the_announced_one_is_corrupt(shop: Shop) -> None:
    made = shop.upload(pictures.plain(), sha256="0" * 64)
    shop.work()
    assert shop.version(made)["fault"] == "commerce.media_corrupt"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_set_upright(orientation: int) -> None:
    content = pictures.photo(orientation)
    picture = decode(content)
    wanted = ImageOps.exif_transpose(opened(content))
    assert (picture.orientation, picture.image.size) == (orientation, wanted.size)
    assert picture.image.tobytes() == wanted.tobytes()


SOUND: dict[str, tuple[str, bytes, tuple[int, int, int]]] = {
    "a jpeg with a second picture": ("image/jpeg", pictures.phone_jpeg(), pictures.GREEN),
    "a still gif": ("image/gif", pictures.plain("GIF"), pictures.RED),
    "webp": ("image/webp", pictures.plain("WEBP"), pictures.RED),
    "avif": ("image/avif", pictures.plain("AVIF"), pictures.RED),
    "jpeg in cmyk": (
        "image/jpeg",
        pictures.written(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG"),
        (255, 0, 0),
    ),
    "png with 16 bits of grey": (
        "image/png",
        pictures.written(Image.new("I;16", (40, 30), 40_000), "PNG"),
        (156, 156, 156),
    ),
    "png in grey, all of it transparent": (
        "image/png",
        pictures.written(Image.new("LA", (40, 30), (0, 0)), "PNG"),
        (255, 255, 255),
    ),
    "png of one pixel": ("image/png", pictures.plain("PNG", (1, 1)), pictures.RED),
}


def test_every_kind_of_still_image_is_taken(shop: Shop) -> None:
    made = {what: shop.upload(content, kind) for what, (kind, content, _) in SOUND.items()}
    shop.work()
    for what, (kind, _, colour) in SOUND.items():
        version = shop.version(made[what])
        assert (version["status"], version["content_type"]) == ("ready", kind), (what, version)
        assert is_near(bytes.fromhex(version["dominant_colour"][1:]), colour), (what, version)
        assert opened(shop.file(version["url"])).format in {"JPEG", "GIF", "WEBP", "AVIF", "PNG"}


def test_a_colour_profile_is_applied() -> None:
    picture = decode(pictures.swapped_profile())
    pixel = picture.image.getpixel((0, 0))
    assert is_near(pixel, pictures.GREEN), pixel


def test_without_avif_in_pillow_there_is_webp_and_the_job_says_so(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    has = features.check
    monkeypatch.setattr(features, "check", lambda name: name != "avif" and has(name))
    made = shop.upload(pictures.plain())
    refused = shop.upload(pictures.plain("AVIF"), "image/avif")
    shop.work()
    assert {one["format"] for one in shop.version(made)["renditions"]} == {"webp"}
    assert shop.version(refused)["fault"] == "commerce.media_unknown_type"
    assert [one["missing_formats"] for one in shop.jobs()] == [["avif"], ["avif"]]


class KilledError(BaseException):
    """The worker was killed here."""


@dataclass
class DyingStore:
    """A store whose user is killed after some calls."""

    store: Store
    left: int
    calls: list[str] = field(default_factory=list)

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if self.left == 0:
            raise KilledError
        self.left -= 1

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Put, or die."""
        self._call("put")
        self.store.put(key, content, content_type)

    def get(self, key: str, most: int) -> bytes:
        """Get, or die."""
        self._call("get")
        return self.store.get(key, most)

    def delete(self, key: str) -> None:
        """Delete, or die."""
        self._call("delete")
        self.store.delete(key)

    def url_path(self, key: str) -> str:
        """Return the path."""
        return self.store.url_path(key)

    def signed_upload(self, key: str, content_type: str) -> SignedUpload | None:
        """Return the signed upload."""
        return self.store.signed_upload(key, content_type)


def test_a_job_that_is_killed_anywhere_and_runs_again_ends_the_same(shop: Shop) -> None:
    """The upload is replaced by an equal one for each point; nothing else differs."""
    content = pictures.photo()
    deaths = 0
    while True:
        store = DyingStore(open_store(), deaths)
        made = shop.upload(content, "image/jpeg")
        job = job_of(shop, made)
        try:
            uploads.process_upload(job, store)
        except KilledError:
            deaths += 1
            is_recorded = shop.version(made)["status"] == "ready"
            assert is_recorded == (store.calls[-1] == "delete")
            shop.work()
        else:
            shop.work()
            break
        check_ready(shop, made)
        shop.ask("select tests.forget_images()")
    check_ready(shop, made)
    assert store.calls == ["get", *["put"] * 7, "delete"]
    assert deaths == len(store.calls)


def job_of(shop: Shop, made: dict[str, Any]) -> Job:
    """Return the job of an upload, as a worker that dies would hold it."""
    facts = shop.ask(
        "select to_jsonb(j) from core.jobs as j where kind = 'commerce.process_media'"
        " and payload ->> 'media_id' = %s",
        str(made["media_id"]),
    )
    moment = datetime.now(UTC)
    return Job(
        facts["id"], facts["kind"], facts["queue"], facts["payload"], 1, 1, 10, None, None, None,
        moment, moment, uuid4(), shop.worker_url,
    )  # fmt: skip


def check_ready(shop: Shop, made: dict[str, Any]) -> None:
    """Assert that one upload was taken whole: the same files, one event, no upload left."""
    version = shop.version(made)
    assert (version["status"], version["is_active"]) == ("ready", True), version
    urls = {version["url"], *(one["url"] for one in version["renditions"])}
    assert {f"/media/{name}" for name in shop.kept()} == urls
    assert (
        shop.ask(
            "select count(*) from core.events where type = 'commerce.media.activated'"
            " and entity_id = %s",
            str(made["media_id"]),
        )
        == 1
    )


def test_a_storage_that_fails_is_asked_again(shop: Shop) -> None:
    store = open_store()
    failures = [StoreError("503"), StoreError("503")]

    class Failing(DyingStore):
        def _call(self, name: str) -> None:
            if name == "put" and failures:
                raise failures.pop()

    with db.connect(shop.url) as conn:
        conn.execute(
            "update core.job_kinds set backoff_seconds = 0, backoff_cap_seconds = 0"
            " where kind = 'commerce.process_media'"
        )
    made = shop.upload(pictures.plain())
    process = functools.partial(uploads.process_upload, store=Failing(store, 0))
    shop.work({"commerce.process_media": process, "commerce.sign_upload": lambda _: None})
    assert not failures
    assert shop.version(made)["status"] == "ready"


@contextmanager
def supabase_storage(environment: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """Yield what a fake of Supabase Storage keeps, by bucket and key."""
    fake = storage_servers.FakeSupabase()
    found: dict[str, bytes] = {}
    with storage_servers.serving(fake.answer) as url:
        environment.setenv("MEDIA_STORAGE", "supabase")
        environment.setenv("SUPABASE_URL", url)
        environment.setenv("SUPABASE_SERVICE_ROLE_KEY", storage_servers.SERVICE_KEY)
        yield found
        found |= {"/".join(key): kept[0] for key, kept in fake.objects.items()}


@contextmanager
def cloudinary(environment: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """Yield what a fake of Cloudinary keeps, by kind, access and public id."""
    fake = storage_servers.FakeCloudinary()
    found: dict[str, bytes] = {}
    with storage_servers.serving(fake.answer) as url:
        environment.setenv("MEDIA_STORAGE", "cloudinary")
        environment.setenv(
            "CLOUDINARY_URL",
            f"cloudinary://{storage_servers.API_KEY}:{quote(storage_servers.API_SECRET, '')}"
            f"@{storage_servers.CLOUD}",
        )
        environment.setenv("CLOUDINARY_API_URL", url)
        environment.setenv("CLOUDINARY_DELIVERY_URL", url)
        yield found
        found |= {"/".join(key): kept[0] for key, kept in fake.assets.items()}
    assert fake.refusals == []


@pytest.mark.parametrize(
    ("storage", "prefix"), [(supabase_storage, "media/"), (cloudinary, "image/upload/")]
)
def test_an_image_goes_through_a_storage_on_the_network(
    shop: Shop,
    monkeypatch: pytest.MonkeyPatch,
    storage: Callable[[pytest.MonkeyPatch], AbstractContextManager[dict[str, bytes]]],
    prefix: str,
) -> None:
    with storage(monkeypatch) as kept:
        settings.cache_clear()
        made = shop.register("image/jpeg")
        shop.work()
        signed = shop.version(made)["upload"]
        content = pictures.photo()
        if signed["method"] == "PUT":
            sent = httpx.put(signed["url"], content=content, headers=signed["headers"])
        else:
            sent = httpx.post(signed["url"], data=signed["fields"], files={"file": content})
        assert sent.status_code == 200, sent.text
        shop.complete(made)
        shop.work()
        version = shop.version(made)
    assert version["status"] == "ready", version
    # What is kept are the seven files of the version; the upload is gone.
    urls = [version["url"], *(one["url"] for one in version["renditions"])]
    names = {url.rpartition("/")[2].partition(".")[0] for url in urls}
    assert len(names) == 7
    assert {key.rpartition("/")[2].partition(".")[0] for key in kept} == names
    assert all(key.startswith(prefix) for key in kept)
    assert all(pictures.SECRET_PLACE.encode() not in one for one in kept.values())


def test_an_upload_is_signed_by_the_worker(shop: Shop) -> None:
    State(paths.HOME).put(gateway_port=4711, media_secret="secret")
    made = shop.register()
    assert made["upload"] is None
    shop.work()
    signed = shop.version(made)["upload"]
    assert signed["method"] == "PUT"
    assert signed["url"].startswith(f"http://127.0.0.1:4711/media/{made['upload_key']}?expires=")
    assert signed["headers"] == {"Content-Type": "image/png"}
    assert shop.events() == ["registered", "signed"]
    # When: it is decided, the right is gone.
    FolderStore(shop.folder).put(made["upload_key"], pictures.plain(), "image/png")
    shop.complete(made)
    shop.work()
    assert shop.version(made)["upload"] is None


def test_a_replaced_image_is_purged_by_webhook(shop: Shop) -> None:
    with running_receiver() as receiver, db.connect(shop.url) as conn:
        for name, value in (
            ("core.webhook_ports", f"[{receiver.port}]"),
            ("core.webhook_allowed_networks", '["127.0.0.1/32"]'),
            ("commerce.cdn_url", '"https://cdn.example.com/i/"'),
        ):
            conn.execute("update core.settings set value = %s where name = %s", (value, name))
        conn.execute(
            "select set_config('request.jwt.claims', %s, false)",
            (json.dumps({"sub": str(user_id("ada")), "app_metadata": {"roles": ["admin"]}}),),
        )
        conn.execute("update auth.users set raw_app_meta_data = %s", (Jsonb({"roles": ["admin"]}),))
        conn.execute(
            "select core.register_webhook(%s, '{commerce.media.replaced}', 'purge')",
            (receiver.url("/status/204"),),
        )
        first = shop.upload(pictures.plain())
        shop.work()
        old = shop.version(first)
        second = shop.upload(pictures.plain(colour=pictures.BLUE), media_id=first["media_id"])
        shop.work()
        with working(shop.worker_url, requests=4):
            assert wait_until(lambda: len(receiver.requests) == 1, 60)
        sent = json.loads(receiver.requests[0].body)
    assert sent["type"] == "commerce.media.replaced"
    assert set(sent["data"]["urls"]) == {old["url"], *(one["url"] for one in old["renditions"])}
    assert all(url.startswith("https://cdn.example.com/i/") for url in sent["data"]["urls"])
    assert (sent["data"]["version"], sent["data"]["replaced_version"]) == (2, 1)
    assert (shop.version(first)["is_active"], shop.version(second)["is_active"]) == (False, True)
    # The old files stay: the old version can be activated again.
    assert {old["url"].removeprefix("https://cdn.example.com/i/")} <= set(shop.kept())
