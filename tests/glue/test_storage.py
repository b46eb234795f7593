"""The three storages behind one interface: a folder, Supabase Storage, Cloudinary."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from glue import paths
from glue.config import settings
from glue.errors import ConfigError
from glue.postgres.state import State
from glue.storage.choose import open_store
from glue.storage.cloudinary import Account, CloudinaryStore, sign_delivery, sign_parameters
from glue.storage.folder import FolderStore
from glue.storage.store import ArchiveStore, MissingObjectError, StoreError, TooLargeError
from glue.storage.supabase_storage import SupabaseStore
from tests.glue import pictures, storage_servers
from tests.glue.storage_servers import FakeCloudinary, FakeSupabase, serving

pytestmark = pytest.mark.once

IMAGE = "ab/abc.png"
UPLOAD = "incoming/1/2-3f"
ARCHIVE = "exports/3f.zip"
CONTENT = pictures.plain("PNG")
OTHER = pictures.plain("PNG", colour=pictures.BLUE)
ACCOUNT = f"cloudinary://{storage_servers.API_KEY}:s3cr%2Ft%26@{storage_servers.CLOUD}"


@contextmanager
def in_folder(folder: Path) -> Iterator[ArchiveStore]:
    """Yield a folder."""
    yield FolderStore(folder)


@contextmanager
def in_supabase(_: Path) -> Iterator[ArchiveStore]:
    """Yield a store at a fake of Supabase Storage."""
    with serving(FakeSupabase().answer) as url:
        yield SupabaseStore(url, storage_servers.SERVICE_KEY, "media")


@contextmanager
def in_cloudinary(_: Path) -> Iterator[ArchiveStore]:
    """Yield a store at a fake of Cloudinary, which refuses nothing that is signed well."""
    fake = FakeCloudinary()
    with serving(fake.answer) as url:
        yield CloudinaryStore(Account.of(ACCOUNT), api=url, delivery=url, algorithm="sha256")
    assert fake.refusals == []


@pytest.fixture(params=[in_folder, in_supabase, in_cloudinary])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ArchiveStore]:
    opened: Callable[[Path], AbstractContextManager[ArchiveStore]] = request.param
    with opened(tmp_path) as store:
        yield store


@pytest.mark.parametrize("key", [IMAGE, UPLOAD])
def test_a_file_is_kept_replaced_and_removed(store: ArchiveStore, key: str) -> None:
    with pytest.raises(MissingObjectError):
        store.get(key, 1000)
    for content in (CONTENT, OTHER, OTHER):
        store.put(key, content, "image/png")
        assert store.get(key, 100_000) == content
    store.delete(key)
    store.delete(key)
    with pytest.raises(MissingObjectError):
        store.get(key, 1000)


@pytest.mark.parametrize("key", [IMAGE, ARCHIVE])
def test_a_local_file_is_kept(store: ArchiveStore, tmp_path: Path, key: str) -> None:
    path = tmp_path / "local"
    for content in (CONTENT, OTHER):
        path.write_bytes(content)
        store.put_file(key, path, "application/zip")
        assert store.get(key, 100_000) == content


def test_a_file_that_is_too_large_is_not_read(store: ArchiveStore) -> None:
    store.put(UPLOAD, CONTENT, "image/png")
    assert store.get(UPLOAD, len(CONTENT)) == CONTENT
    with pytest.raises(TooLargeError, match=rf"^The file has {len(CONTENT)} bytes, at most 20"):
        store.get(UPLOAD, 20)


BAD_KEYS = (
    "", "/etc/passwd", "..", "../x", "a/../../x", "a//b", "a/./b", "A", "a\\b", "a\x00", "a b",
    "%2e%2e/x", "a/", ".hidden", "a/.hidden", "é", "a\n", "a" * 201,
)  # fmt: skip


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_leads_nowhere_else(store: ArchiveStore, key: str) -> None:
    for call in (
        lambda: store.put(key, b"x", "image/png"),
        lambda: store.get(key, 10),
        lambda: store.delete(key),
        lambda: store.url_path(key),
        lambda: store.put_file(key, Path(__file__), "application/zip"),
    ):
        with pytest.raises(StoreError, match="is not a key"):
            call()


# -- the folder


def test_a_folder_is_not_left_by_a_link(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "x").write_text("secret")
    (inside / "link").symlink_to(outside)
    store = FolderStore(inside)
    for call in (lambda: store.get("link/x", 10), lambda: store.put("link/y", b"", "image/png")):
        with pytest.raises(StoreError, match="leads out"):
            call()
    assert [path.name for path in outside.iterdir()] == ["x"]


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(IMAGE, CONTENT, "image/png")

    def write_half() -> None:
        with store.draft(IMAGE) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert store.get(IMAGE, 10_000) == CONTENT
    assert [path.name for path in (tmp_path / "ab").iterdir()] == ["abc.png"]


def test_a_signature_of_the_folder_is_for_one_key_and_one_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path, "http://127.0.0.1:1/media", "secret")
    signed = store.signed_upload(UPLOAD, "image/png")
    assert signed is not None
    query = dict(httpx.URL(signed.url).params)
    right = (UPLOAD, query["expires"], query["signature"])
    assert store.may("PUT", *right)
    assert not store.may("PUT", "incoming/1/2-40", *right[1:])
    assert not store.may("PUT", UPLOAD, str(int(right[1]) + 1), right[2])
    assert not store.may("PUT", UPLOAD, right[1], "0" * 64)
    assert not store.may("PUT", UPLOAD, "x", right[2])
    assert not FolderStore(tmp_path, "http://127.0.0.1:1/media", "other").may("PUT", *right)
    assert not FolderStore(tmp_path).may("PUT", *right)
    assert FolderStore(tmp_path).signed_upload(UPLOAD, "image/png") is None
    assert not store.may("GET", *right)
    monkeypatch.setattr("glue.storage.folder.time.time", lambda: int(right[1]) + 0.0)
    assert not store.may("PUT", *right)


def test_a_download_of_the_folder_is_no_upload(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, "http://127.0.0.1:1/media", "secret")
    signed = store.signed_download(ARCHIVE)
    assert signed is not None
    assert signed.as_json()["url"].startswith(f"http://127.0.0.1:1/media/{ARCHIVE}?")
    assert timedelta(minutes=59) < signed.expires_at - datetime.now(UTC) <= timedelta(hours=1)
    query = dict(httpx.URL(signed.url).params)
    assert store.may("GET", ARCHIVE, query["expires"], query["signature"])
    assert not store.may("PUT", ARCHIVE, query["expires"], query["signature"])
    assert FolderStore(tmp_path).signed_download(ARCHIVE) is None


# -- Supabase Storage


def test_supabase_takes_a_signed_upload_and_serves_with_caching() -> None:
    fake = FakeSupabase()
    with serving(fake.answer) as url:
        store = SupabaseStore(url, storage_servers.SERVICE_KEY, "media")
        signed = store.signed_upload(UPLOAD, "image/png")
        assert signed.method == "PUT"
        assert timedelta(hours=1) < signed.expires_at - datetime.now(UTC) <= timedelta(hours=2)
        taken = httpx.put(signed.url, content=CONTENT, headers=signed.headers)
        assert taken.status_code == 200
        assert httpx.put(signed.url + "x", content=b"").status_code == 400
        assert store.get(UPLOAD, 10_000) == CONTENT
        store.put(IMAGE, CONTENT, "image/png")
        public = f"{url}/storage/v1/object/public/media/{store.url_path(IMAGE)}"
        shown = httpx.get(public)
        assert shown.content == CONTENT
        assert shown.headers["Cache-Control"] == "max-age=31536000, immutable"
        assert shown.headers["Content-Type"] == "image/png"
    # An upload is in the private bucket.
    assert set(fake.objects) == {("media-incoming", UPLOAD), ("media", IMAGE)}


def test_supabase_signs_the_download_of_an_archive() -> None:
    fake = FakeSupabase()
    with serving(fake.answer) as url:
        store = SupabaseStore(url, storage_servers.SERVICE_KEY, "media")
        with pytest.raises(MissingObjectError):
            store.signed_download(ARCHIVE)
        store.put(ARCHIVE, CONTENT, "application/zip")
        signed = store.signed_download(ARCHIVE)
        assert timedelta(minutes=59) < signed.expires_at - datetime.now(UTC) <= timedelta(hours=1)
        assert httpx.get(signed.url).content == CONTENT
        assert httpx.get(signed.url + "x").status_code == 400
    assert set(fake.objects) == {("media-incoming", ARCHIVE)}


def test_a_bucket_that_is_missing_is_no_file_that_is_missing() -> None:
    with serving(FakeSupabase(buckets=()).answer) as url:
        store = SupabaseStore(url, storage_servers.SERVICE_KEY, "media")
        for call in (
            lambda: store.get(UPLOAD, 10),
            lambda: store.put(UPLOAD, b"x", "image/png"),
            lambda: store.signed_upload(UPLOAD, "image/png"),
        ):
            with pytest.raises(StoreError, match="Bucket not found") as raised:
                call()
            assert not isinstance(raised.value, MissingObjectError)


def test_a_key_that_supabase_refuses_is_an_error() -> None:
    with serving(FakeSupabase().answer) as url:
        store = SupabaseStore(url, "sb_secret_wrong", "media")
        with pytest.raises(StoreError, match="403"):
            store.get(UPLOAD, 10)


def test_a_storage_that_does_not_answer_is_an_error() -> None:
    with serving(FakeSupabase().answer) as url:
        pass
    stores: list[ArchiveStore] = [
        SupabaseStore(url, storage_servers.SERVICE_KEY, "media"),
        CloudinaryStore(Account.of(ACCOUNT), api=url, delivery=url, algorithm="sha1"),
    ]
    for store in stores:
        with pytest.raises(StoreError, match="ConnectError"):
            store.get(UPLOAD, 10)
        with pytest.raises(StoreError, match="ConnectError"):
            store.put(UPLOAD, b"x", "image/png")
        with pytest.raises(StoreError, match="ConnectError"):
            store.delete(UPLOAD)


# -- Cloudinary


def test_parameters_are_signed_as_in_the_documentation() -> None:
    parameters = {
        "timestamp": "1315060510",
        "public_id": "sample_image",
        "eager": "w_400,h_300,c_pad|w_260,h_200,c_crop",
        "api_key": "1234",
        "file": "x",
        "folder": "",
    }
    assert sign_parameters(parameters, "abcd", "sha1") == "bfd09f95f331f558cbd1320e67aa8d488770583e"


def test_deliveries_are_signed_as_by_the_official_clients() -> None:
    assert sign_delivery("c_crop,h_20,w_10/image.jpg", "b", "sha1") == "s--Ai4Znfl3--"
    assert sign_delivery("image.jpg", "b", "sha1") == "s----SjmNDA--"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_cloudinary_takes_a_signed_upload_and_delivers_signed_urls(algorithm: str) -> None:
    fake = FakeCloudinary(algorithm)
    with serving(fake.answer) as url:
        store = CloudinaryStore(Account.of(ACCOUNT), api=url, delivery=url, algorithm=algorithm)
        signed = store.signed_upload(UPLOAD, "image/png")
        taken = httpx.post(signed.url, data=signed.fields, files={"file": b"any content"})
        assert (signed.method, taken.status_code) == ("POST", 200)
        assert store.get(UPLOAD, 10_000) == b"any content"
        store.put(IMAGE, CONTENT, "image/png")
        base = f"{url}/{storage_servers.CLOUD}/image/upload"
        path = store.url_path(IMAGE)
        assert httpx.get(f"{base}/{path}").content == CONTENT
        assert fake.refusals == []
        # What was signed cannot be changed.
        other = {**signed.fields, "public_id": "incoming/9/9-9"}
        assert httpx.post(signed.url, data=other, files={"file": b"x"}).status_code == 401
        assert httpx.get(f"{base}/{path.replace('abc', 'abd')}").status_code == 401
        hidden = f"{url}/{storage_servers.CLOUD}/raw/authenticated/v1/{UPLOAD}"
        assert httpx.get(hidden).status_code == 401
    assert set(fake.assets) == {
        ("raw", "authenticated", UPLOAD),
        ("image", "upload", "ab/abc"),
    }


def test_cloudinary_signs_the_download_of_an_archive() -> None:
    fake = FakeCloudinary()
    with serving(fake.answer) as url:
        store = CloudinaryStore(Account.of(ACCOUNT), api=url, delivery=url, algorithm="sha256")
        store.put(ARCHIVE, CONTENT, "application/zip")
        signed = store.signed_download(ARCHIVE)
        assert httpx.get(signed.url).content == CONTENT
        assert fake.refusals == []
        assert httpx.get(signed.url.replace("3f.zip", "40.zip")).status_code == 401
    assert set(fake.assets) == {("raw", "authenticated", ARCHIVE)}


def test_what_cloudinary_refuses_is_an_error() -> None:
    fake = FakeCloudinary()
    with serving(fake.answer) as url:
        wrong = Account(storage_servers.CLOUD, storage_servers.API_KEY, "wrong")
        store = CloudinaryStore(wrong, api=url, delivery=url, algorithm="sha256")
        with pytest.raises(StoreError, match="401"):
            store.put(IMAGE, CONTENT, "image/png")
        with pytest.raises(StoreError, match="401"):
            store.get(IMAGE, 10)
        sound = CloudinaryStore(Account.of(ACCOUNT), api=url, delivery=url, algorithm="sha256")
        with pytest.raises(StoreError, match="Invalid image file"):
            sound.put(IMAGE, b"not an image", "image/png")


# -- the choice


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., ArchiveStore]]:
    """A function that sets variables and opens the store."""
    monkeypatch.setattr(paths, "HOME", tmp_path)
    names = ("MEDIA_STORAGE", "MEDIA_FOLDER", "MEDIA_BUCKET", "SUPABASE_URL",
             "SUPABASE_SERVICE_ROLE_KEY", "CLOUDINARY_URL", "CLOUDINARY_API_URL")  # fmt: skip
    for name in names:
        monkeypatch.delenv(name, raising=False)

    def choose(**variables: str) -> ArchiveStore:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return open_store()

    yield choose
    settings.cache_clear()


def test_images_are_beside_the_state_of_the_stack(
    environment: Callable[..., ArchiveStore], tmp_path: Path
) -> None:
    store = environment(MEDIA_STORAGE="")
    assert isinstance(store, FolderStore)
    assert store.folder == tmp_path / "media"
    assert store.signed_upload(UPLOAD, "image/png") is None
    State(tmp_path).put(gateway_port=4711, media_secret="x")
    signed = environment(MEDIA_FOLDER="").signed_upload(UPLOAD, "image/png")
    assert signed is not None
    assert signed.url.startswith("http://127.0.0.1:4711/media/incoming/")
    other = environment(MEDIA_FOLDER=str(tmp_path / "other"))
    assert isinstance(other, FolderStore)
    assert other.folder == tmp_path / "other"


def test_the_environment_chooses(environment: Callable[..., ArchiveStore]) -> None:
    with serving(FakeSupabase().answer) as url:
        assert isinstance(
            environment(
                MEDIA_STORAGE="supabase",
                SUPABASE_URL=url,
                SUPABASE_SERVICE_ROLE_KEY=storage_servers.SERVICE_KEY,
            ),
            SupabaseStore,
        )
    assert isinstance(
        environment(MEDIA_STORAGE="cloudinary", CLOUDINARY_URL=ACCOUNT), CloudinaryStore
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"MEDIA_STORAGE": "ftp"}, "names no storage"),
        ({"MEDIA_STORAGE": "supabase"}, "its address or key is not set"),
        ({"MEDIA_STORAGE": "cloudinary"}, "its account is not set"),
        (
            {"MEDIA_STORAGE": "cloudinary", "CLOUDINARY_URL": "https://a:hunter2@b"},
            "is not cloudinary://",
        ),
    ],
)
def test_a_choice_that_cannot_be_used_is_named(
    environment: Callable[..., ArchiveStore], variables: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)) as raised:
        environment(**variables)
    assert "hunter2" not in str(raised.value)
