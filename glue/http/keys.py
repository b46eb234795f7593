"""What every part believes: the shared secret, the published keys, the two API keys.

A token is signed with the shared secret (HS256) or with one of the keys of a JWKS (ES256,
RS256, EdDSA), which its `kid` names. This module checks the signature and nothing else: how
a claim is judged, and in whose words it is refused, differs between PostgREST and Realtime.
"""

import asyncio
import json
import logging
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import jwt
from jwt.types import Options

LOG = logging.getLogger("rowhouse.keys")

SHARED = ("HS256", "HS384", "HS512")
KEY_TYPES: Mapping[str, tuple[str, str | None]] = {
    "ES256": ("EC", "P-256"),
    "RS256": ("RSA", None),
    "EdDSA": ("OKP", "Ed25519"),
}
"""The algorithms of published keys: each with its key type and curve."""

KEEP_SECONDS = 300.0
"""How long keys from a URL are believed before they are fetched again."""

REFETCH_SECONDS = 10.0
"""An unknown `kid` makes us fetch again, but not more often than this."""

FETCH_TIMEOUT = 3.0
LARGEST_SET = 200_000
SIGNATURE_ONLY = Options(
    verify_exp=False,
    verify_nbf=False,
    verify_iat=False,
    verify_aud=False,
    verify_iss=False,
    verify_sub=False,
    verify_jti=False,
)


class BadTokenError(Exception):
    """A token is not believed."""


class MalformedTokenError(BadTokenError):
    """It is not a JWT."""


class UnknownKeyError(BadTokenError):
    """No key that may verify signatures has its `kid`, or its algorithm is not accepted."""


class BadSignatureError(BadTokenError):
    """The key does not verify it."""


class JwkSet:
    """The public keys of a file or a URL, by `kid`; kept, and read again when they change."""

    def __init__(self, source: str | Path | None = None) -> None:
        self.source = str(source) if source is not None else None
        self.is_remote = self.source is not None and self.source.startswith(("http://", "https://"))
        self._keys: dict[str, dict[str, Any]] = {}
        self._stamp: tuple[int, int] | None = None
        self._fetched_at = -math.inf
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> dict[str, Any] | None:
        """Return the key of this id as it is published now."""
        await self._refresh(KEEP_SECONDS)
        if kid not in self._keys and self.is_remote:
            await self._refresh(REFETCH_SECONDS)
        return self._keys.get(kid)

    async def published(self) -> list[dict[str, Any]]:
        """Return every key, as a JWKS lists them."""
        await self._refresh(KEEP_SECONDS)
        return list(self._keys.values())

    def read_file(self) -> None:
        """Read the file again if it is another than before; a broken one changes nothing."""
        path = Path(self.source or "")
        try:
            facts = path.stat()
        except OSError:
            self._stamp, self._keys = None, {}
            return
        stamp = (facts.st_mtime_ns, facts.st_ino)
        if stamp == self._stamp:
            return
        try:
            self._keys = read_jwks(path.read_text())
        except (OSError, ValueError) as exc:
            LOG.warning("keys of %s are not usable: %s", path, exc)
        self._stamp = stamp

    async def _refresh(self, longest: float) -> None:
        if self.source is None:
            return
        if not self.is_remote:
            self.read_file()
            return
        if self._fetching is None or self._fetching.done():
            if time.monotonic() - self._fetched_at < longest:
                return
            self._fetched_at = time.monotonic()
            self._fetching = asyncio.create_task(self._replace(self.source))
        # A client that leaves ends its own wait; the others, and the next, still get the keys.
        await asyncio.shield(self._fetching)

    async def _replace(self, url: str) -> None:
        try:
            self._keys = await _fetch(url)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as exc:
            LOG.warning("keys of %s are not to be had: %r", url, exc)


async def _fetch(url: str) -> dict[str, dict[str, Any]]:
    async with (
        asyncio.timeout(FETCH_TIMEOUT),
        httpx.AsyncClient(timeout=FETCH_TIMEOUT) as http,
        http.stream("GET", url, headers={"Accept": "application/json"}) as answer,
    ):
        answer.raise_for_status()
        body = b""
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_SET:
                raise ValueError("the set is too large")
    return read_jwks(body.decode())


def read_jwks(text: str) -> dict[str, dict[str, Any]]:
    """Read a JWKS; keys without an id and keys that are not public are left out."""
    try:
        whole = json.loads(text)
    except RecursionError as exc:
        raise ValueError("the set is nested too deeply") from exc
    keys = whole.get("keys") if isinstance(whole, dict) else None
    if not isinstance(keys, list):
        raise ValueError('a JWKS is {"keys": [...]}')  # noqa: TRY004 - the text is wrong
    return {key["kid"]: key for key in keys if _is_public(key)}


def _is_public(key: object) -> bool:
    # A list of types, not a set: what a stranger publishes as a type may have no hash.
    return (
        isinstance(key, dict)
        and isinstance(key.get("kid"), str)
        and key.get("kty") in [kind for kind, _ in KEY_TYPES.values()]
        and "d" not in key
    )


@dataclass(frozen=True, slots=True)
class Keys:
    """What tokens are signed with, and the two API keys that are not tokens."""

    jwt_secret: str
    publishable_key: str
    secret_key: str
    jwks: JwkSet = field(default_factory=JwkSet, compare=False)

    def role_of(self, key: str) -> str | None:
        """Return the role of one of the two API keys."""
        return {self.publishable_key: "anon", self.secret_key: "service_role"}.get(key)

    async def read(self, token: str) -> dict[str, Any]:
        """Return the claims of a token whose signature is good."""
        header = _header(token)
        algorithm = str(header.get("alg"))
        if algorithm in SHARED:
            return _decode(token, self.jwt_secret, algorithm)
        kid = header.get("kid")
        if algorithm not in KEY_TYPES or not isinstance(kid, str):
            raise UnknownKeyError("the algorithm is not accepted, or no key is named")
        key = await self.jwks.find(kid)
        if key is None or not _may_verify(key, algorithm):
            raise UnknownKeyError("no such key verifies signatures")
        try:
            public = jwt.PyJWK(key, algorithm=algorithm)
        except jwt.PyJWTError as exc:
            raise UnknownKeyError("the key cannot be used") from exc
        return _decode(token, public, algorithm)


def _header(token: str) -> dict[str, Any]:
    try:
        header: dict[str, Any] = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as exc:
        raise MalformedTokenError(f"Expected 3 parts in JWT; got {_count_parts(token)}") from exc
    return header


def _count_parts(token: str) -> int:
    return len([part for part in token.split(".") if part])


def _may_verify(key: Mapping[str, Any], algorithm: str) -> bool:
    """Return whether a key is meant for signatures of this algorithm."""
    kind, curve = KEY_TYPES[algorithm]
    operations = key.get("key_ops", ["verify"])
    return (
        key.get("kty") == kind
        and key.get("crv") == curve
        and key.get("alg", algorithm) == algorithm
        and key.get("use", "sig") == "sig"
        and isinstance(operations, list)
        and "verify" in operations
    )


def _decode(token: str, key: str | jwt.PyJWK, algorithm: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[algorithm], options=SIGNATURE_ONLY
        )
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError, jwt.InvalidKeyError) as exc:
        raise BadSignatureError("the signature is not that of the key") from exc
    except (jwt.PyJWTError, ValueError, RecursionError) as exc:
        raise MalformedTokenError("the claims cannot be read") from exc
    return claims


def postgrest_secret(secret: str, published: Iterable[Mapping[str, Any]]) -> str:
    """Return what PostgREST verifies with: the secret, or a JWKS that holds it with the others."""
    keys = [dict(key) for key in published]
    if not keys:
        return secret
    shared = {"kty": "oct", "alg": "HS256", "use": "sig", "k": _base64url(secret.encode())}
    return json.dumps({"keys": [shared, *keys]})


def _base64url(value: bytes) -> str:
    return jwt.utils.base64url_encode(value).decode()
