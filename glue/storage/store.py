"""What a storage can do, whichever it is."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from glue.errors import RowhouseError

INCOMING = "incoming/"
"""Keys of uploads that no job has read yet: never served."""

EXPORTS = "exports/"
"""Keys of archives: served by signed links only."""

PRIVATE = (INCOMING, EXPORTS)
"""What no public address leads to."""

KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
KEY_CHARS = 200

DOWNLOAD_SECONDS = 3600
"""How long a link to a private file is valid."""

CACHE_SECONDS = 365 * 24 * 3600
IMMUTABLE = f"public, max-age={CACHE_SECONDS}, immutable"
"""For files that are named by the hash of their content."""


class StoreError(RowhouseError):
    """The storage refused, or did not answer; another attempt may succeed."""


class MissingObjectError(StoreError):
    """There is nothing under this key."""


class TooLargeError(StoreError):
    """What is there has more bytes than were asked for."""


@dataclass(frozen=True, slots=True)
class SignedUpload:
    """A right to put one file.

    PUT takes the file as the body; POST takes a form of `fields` and the file as `file`.
    """

    method: str
    url: str
    expires_at: datetime
    headers: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as callers get it."""
        return {
            "method": self.method,
            "url": self.url,
            "headers": self.headers,
            "fields": self.fields,
            "expires_at": self.expires_at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class SignedDownload:
    """A right to get one file."""

    url: str
    expires_at: datetime

    def as_json(self) -> dict[str, Any]:
        """Return it as callers get it."""
        return {"url": self.url, "expires_at": self.expires_at.isoformat()}


class Store(Protocol):
    """Files by key. A put replaces the file whole; a reader sees the old or the new one."""

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Keep a file; the same key again replaces it."""

    def get(self, key: str, most: int) -> bytes:
        """Return a file of at most `most` bytes."""

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is removed."""

    def url_path(self, key: str) -> str:
        """Return the path of a file below the base URL of the CDN."""

    def signed_upload(self, key: str, content_type: str) -> SignedUpload | None:
        """Return how a client may put this file itself; None where no server takes it."""


class ArchiveStore(Store, Protocol):
    """A store that also takes large files and gives private ones by signed links."""

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Keep a copy of a local file, which may be larger than the memory."""

    def signed_download(self, key: str) -> SignedDownload | None:
        """Return a link to a private file; None where no server has it."""


def check_key(key: str) -> str:
    """Return a key; raise for one that could lead elsewhere."""
    if len(key) > KEY_CHARS or not KEY.fullmatch(key):
        raise StoreError(f"{key[:60]!r} is not a key of a file")
    return key


def too_large(size: int, most: int) -> TooLargeError:
    """Return the refusal of a file."""
    return TooLargeError(f"The file has {size} bytes, at most {most}.")
