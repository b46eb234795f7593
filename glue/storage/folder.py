"""Files in a local folder; the gateway of the stack serves them and takes uploads."""

import hashlib
import hmac
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from glue.storage.store import (
    DOWNLOAD_SECONDS,
    MissingObjectError,
    SignedDownload,
    SignedUpload,
    StoreError,
    check_key,
    too_large,
)

UPLOAD_SECONDS = 3600


class FolderStore:
    """A folder; `uploads` is the URL of its files at the gateway, `secret` signs for it."""

    def __init__(self, folder: Path, uploads: str | None = None, secret: str | None = None) -> None:
        self.folder = folder
        self._uploads = uploads
        self._secret = secret

    def path(self, key: str) -> Path:
        """Return the file of a key: below the folder, also where it holds links."""
        path = (self.folder / check_key(key)).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise StoreError(f"{key!r} leads out of {self.folder}")
        return path

    def put(self, key: str, content: bytes, content_type: str) -> None:  # noqa: ARG002
        """Write beside, then rename; the name of the file says its type."""
        with self.draft(key) as file:
            file.write(content)

    def put_file(self, key: str, path: Path, content_type: str) -> None:  # noqa: ARG002
        """Copy beside, then rename."""
        with path.open("rb") as source, self.draft(key) as file:
            shutil.copyfileobj(source, file)

    @contextmanager
    def draft(self, key: str) -> Iterator[IO[bytes]]:
        """Yield a file that gets this key when the block ends, and goes when it fails."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def get(self, key: str, most: int) -> bytes:
        """Return a file."""
        try:
            with self.path(key).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size > most:
                    raise too_large(size, most)
                return file.read()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as exc:
            raise MissingObjectError(f"There is no file {key}.") from exc

    def delete(self, key: str) -> None:
        """Remove a file."""
        self.path(key).unlink(missing_ok=True)

    def url_path(self, key: str) -> str:
        """Return the key: the gateway serves /media/<key>."""
        return check_key(key)

    def signed_upload(self, key: str, content_type: str) -> SignedUpload | None:
        """Return a PUT to the gateway; None without one."""
        if self._uploads is None or self._secret is None:
            return None
        expires = int(time.time()) + UPLOAD_SECONDS
        return SignedUpload(
            "PUT",
            self._signed_url("PUT", key, expires),
            datetime.fromtimestamp(expires, UTC),
            {"Content-Type": content_type},
        )

    def signed_download(self, key: str) -> SignedDownload | None:
        """Return a GET of the gateway; None without one."""
        if self._uploads is None or self._secret is None:
            return None
        expires = int(time.time()) + DOWNLOAD_SECONDS
        return SignedDownload(
            self._signed_url("GET", key, expires), datetime.fromtimestamp(expires, UTC)
        )

    def may(self, method: str, key: str, expires: str, signature: str) -> bool:
        """Return whether a request has a right that this folder signed."""
        if self._secret is None or not expires.isascii() or not expires.isdigit():
            return False
        is_signed = hmac.compare_digest(self._sign(method, key, int(expires)), signature)
        return is_signed and time.time() < int(expires)

    def _signed_url(self, method: str, key: str, expires: int) -> str:
        query = urlencode({"expires": expires, "signature": self._sign(method, key, expires)})
        return f"{self._uploads}/{check_key(key)}?{query}"

    def _sign(self, method: str, key: str, expires: int) -> str:
        text = f"{method}\n{check_key(key)}\n{expires}".encode()
        return hmac.new(str(self._secret).encode(), text, hashlib.sha256).hexdigest()
