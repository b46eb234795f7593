"""Cloudinary: signed calls of its Upload API, signed delivery URLs.

Images are public assets. An upload that no job has read yet, and an archive, is a raw,
authenticated asset: Cloudinary takes it as it is, and delivers it by signed URLs only.
"""

import base64
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlencode, urlsplit

import httpx

from glue.errors import ConfigError
from glue.storage.store import (
    DOWNLOAD_SECONDS,
    PRIVATE,
    MissingObjectError,
    SignedDownload,
    SignedUpload,
    StoreError,
    check_key,
    too_large,
)

API = "https://api.cloudinary.com"
DELIVERY = "https://res.cloudinary.com"
UPLOAD_SECONDS = 3600
"""How long Cloudinary takes a signature after its timestamp."""

TIMEOUT_SECONDS = 60
UNSIGNED = frozenset({"file", "cloud_name", "resource_type", "api_key"})
SIGNATURE_CHARS = 8


@dataclass(frozen=True, slots=True)
class Account:
    """What CLOUDINARY_URL says: cloudinary://<key>:<secret>@<cloud>."""

    cloud: str
    key: str
    secret: str

    @classmethod
    def of(cls, url: str) -> "Account":
        """Read the URL; the error does not repeat it."""
        parts = urlsplit(url)
        if parts.scheme != "cloudinary" or not (
            parts.hostname and parts.username and parts.password
        ):
            raise ConfigError(
                "CLOUDINARY_URL is not cloudinary://KEY:SECRET@CLOUD",
                "Copy it from the console of Cloudinary.",
            )
        # Not hostname: the name of a cloud may have upper-case letters.
        cloud = parts.netloc.rpartition("@")[2]
        return cls(cloud, unquote(parts.username), unquote(parts.password))


def sign_parameters(parameters: Mapping[str, str], secret: str, algorithm: str = "sha256") -> str:
    """Return the signature of an API call: parameters by name, `&` between, then the secret."""
    text = "&".join(
        f"{name}={value}"
        for name, value in sorted(parameters.items())
        if name not in UNSIGNED and value
    )
    return hashlib.new(algorithm, f"{text}{secret}".encode()).hexdigest()


def sign_delivery(path: str, secret: str, algorithm: str = "sha256") -> str:
    """Return the component of a delivery URL that signs what comes after it, its version apart."""
    digest = hashlib.new(algorithm, f"{path}{secret}".encode()).digest()
    return f"s--{base64.urlsafe_b64encode(digest).decode()[:SIGNATURE_CHARS]}--"


class CloudinaryStore:
    """One cloud of Cloudinary."""

    def __init__(
        self, account: Account, *, api: str = API, delivery: str = DELIVERY, algorithm: str
    ) -> None:
        self._account = account
        self._api = f"{api}/v1_1/{account.cloud}"
        self._delivery = f"{delivery}/{account.cloud}"
        self._algorithm = algorithm
        self._http = httpx.Client(timeout=TIMEOUT_SECONDS)

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Upload by a signed call."""
        self._upload(key, content, content_type)

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Upload from the file."""
        with path.open("rb") as file:
            self._upload(key, file, content_type)

    def get(self, key: str, most: int) -> bytes:
        """Return a file, from its signed delivery URL."""
        url = f"{self._delivery}/{_kind(key)}/{_asset(key)['type']}/{self.url_path(key)}"
        try:
            with self._http.stream("GET", url) as answer:
                if answer.status_code == HTTPStatus.NOT_FOUND:
                    raise MissingObjectError(f"There is no file {key}.")
                if answer.status_code != HTTPStatus.OK:
                    raise StoreError(f"Cloudinary: {answer.status_code} for {key}")
                content = bytearray()
                for chunk in answer.iter_bytes():
                    content += chunk
                    if len(content) > most:
                        said = answer.headers.get("Content-Length", "")
                        raise too_large(int(said) if said.isdigit() else len(content), most)
        except httpx.HTTPError as exc:
            raise StoreError(f"Cloudinary: {type(exc).__name__}: {exc}") from exc
        return bytes(content)

    def delete(self, key: str) -> None:
        """Remove a file, also from the caches of the CDN."""
        fields = self._signed({**_asset(key), "invalidate": "true"})
        self._call(f"{_kind(key)}/destroy", fields)

    def url_path(self, key: str) -> str:
        """Return signature, version and name: the CDN's base is <delivery>/image/upload."""
        name = check_key(key)
        return f"{sign_delivery(name, self._account.secret, self._algorithm)}/v1/{name}"

    def signed_upload(self, key: str, content_type: str) -> SignedUpload:  # noqa: ARG002
        """Return a form for the Upload API: Cloudinary reads the type from the file."""
        fields = self._signed(_asset(key))
        expires = datetime.fromtimestamp(int(fields["timestamp"]) + UPLOAD_SECONDS, UTC)
        return SignedUpload("POST", f"{self._api}/{_kind(key)}/upload", expires, fields=fields)

    def signed_download(self, key: str) -> SignedDownload:
        """Return a call of the Upload API that answers with a private file."""
        expires = int(time.time()) + DOWNLOAD_SECONDS
        fields = self._signed({**_asset(key), "expires_at": str(expires)})
        return SignedDownload(
            f"{self._api}/{_kind(key)}/download?{urlencode(fields)}",
            datetime.fromtimestamp(expires, UTC),
        )

    def _upload(self, key: str, content: bytes | IO[bytes], content_type: str) -> None:
        fields = self._signed({**_asset(key), "overwrite": "true"})
        file = {"file": (key.rpartition("/")[2], content, content_type)}
        self._call(f"{_kind(key)}/upload", fields, files=file)

    def _signed(self, parameters: Mapping[str, str]) -> dict[str, str]:
        timed = {**parameters, "timestamp": str(int(time.time()))}
        return {
            **timed,
            "api_key": self._account.key,
            "signature": sign_parameters(timed, self._account.secret, self._algorithm),
        }

    def _call(self, path: str, fields: Mapping[str, str], **more: Any) -> None:
        try:
            answer = self._http.post(f"{self._api}/{path}", data=fields, **more)
        except httpx.HTTPError as exc:
            raise StoreError(f"Cloudinary: {type(exc).__name__}: {exc}") from exc
        if answer.status_code != HTTPStatus.OK:
            raise StoreError(f"Cloudinary: {answer.status_code} {answer.text[:200]}")


def _kind(key: str) -> str:
    """Return the type of an asset."""
    return "raw" if key.startswith(PRIVATE) else "image"


def _asset(key: str) -> dict[str, str]:
    """Return how Cloudinary names a file: the name of an image has no extension."""
    check_key(key)
    if key.startswith(PRIVATE):
        return {"public_id": key, "type": "authenticated"}
    return {"public_id": key.rpartition(".")[0], "type": "upload"}
