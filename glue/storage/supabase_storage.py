"""Supabase Storage, through the official client: a public bucket, and a private one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from storage3.exceptions import StorageApiError
from storage3.utils import StorageException
from supabase import create_client
from supabase.lib.client_options import SyncClientOptions

from glue.storage.store import (
    CACHE_SECONDS,
    DOWNLOAD_SECONDS,
    PRIVATE,
    MissingObjectError,
    SignedDownload,
    SignedUpload,
    StoreError,
    check_key,
    too_large,
)

UPLOAD_TIME = timedelta(hours=2)
"""How long a signed upload of Supabase Storage is valid."""

TIMEOUT_SECONDS = 60
NOT_FOUND = "404"


class SupabaseStore:
    """Two buckets: `<bucket>` is public; `<bucket>-incoming` has uploads and archives."""

    def __init__(self, url: str, secret_key: str, bucket: str) -> None:
        options = SyncClientOptions(httpx_client=httpx.Client(timeout=TIMEOUT_SECONDS))
        self._client = create_client(url, secret_key, options)
        self._bucket = bucket

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Upload; the storage answers with `max-age=` and what stands here."""
        with _errors(key):
            self._of(key).upload(
                check_key(key),
                content,
                {
                    "content-type": content_type,
                    "cache-control": f"{CACHE_SECONDS}, immutable",
                    "upsert": "true",
                },
            )

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Upload from the file."""
        with _errors(key), path.open("rb") as file:
            self._of(key).upload(
                check_key(key), file, {"content-type": content_type, "upsert": "true"}
            )

    def get(self, key: str, most: int) -> bytes:
        """Return a file; its size is asked for first."""
        bucket = self._of(key)
        with _errors(key):
            facts: dict[str, Any] = bucket.info(check_key(key))
            size = int(facts.get("size") or (facts.get("metadata") or {}).get("size") or 0)
            if size > most:
                raise too_large(size, most)
            content: bytes = bucket.download(key)
        return content

    def delete(self, key: str) -> None:
        """Remove a file."""
        with _errors(key):
            self._of(key).remove([check_key(key)])

    def url_path(self, key: str) -> str:
        """Return the key: the CDN's base is <url>/storage/v1/object/public/<bucket>."""
        return check_key(key)

    def signed_upload(self, key: str, content_type: str) -> SignedUpload:
        """Return a PUT to the storage."""
        with _errors(key):
            made = self._of(key).create_signed_upload_url(check_key(key))
        return SignedUpload(
            "PUT",
            made["signed_url"],
            datetime.now(UTC) + UPLOAD_TIME,
            {"Content-Type": content_type},
        )

    def signed_download(self, key: str) -> SignedDownload:
        """Return a link to the private bucket."""
        with _errors(key):
            made = self._of(key).create_signed_url(check_key(key), DOWNLOAD_SECONDS)
        expires = datetime.now(UTC) + timedelta(seconds=DOWNLOAD_SECONDS)
        return SignedDownload(made["signedURL"], expires)

    def _of(self, key: str) -> Any:
        suffix = "-incoming" if key.startswith(PRIVATE) else ""
        return self._client.storage.from_(f"{self._bucket}{suffix}")


@contextmanager
def _errors(key: str) -> Iterator[None]:
    """Raise what goes wrong as an error of ours; a bucket that is missing is no file missing."""
    try:
        yield
    except StorageApiError as exc:
        if str(exc.status) == NOT_FOUND and "bucket" not in str(exc.message).lower():
            raise MissingObjectError(f"There is no file {key}.") from exc
        raise StoreError(f"Supabase Storage: {exc.status} {exc.message}") from exc
    except (StorageException, httpx.HTTPError) as exc:
        raise StoreError(f"Supabase Storage: {type(exc).__name__}: {exc}") from exc
