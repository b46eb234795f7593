"""Who asks: an API key, or a user's token, which then counts instead."""

import json
import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

import jwt

from glue.gateway.problems import bad_token, invalid_api_key, no_api_key, secret_in_browser
from glue.http.keys import BadSignatureError, BadTokenError, Keys, MalformedTokenError

SKEW_SECONDS = 30
"""How far the clock of who signs may be ahead, as PostgREST allows."""

BEGINNINGS = ("iat", "nbf")
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL in a JSON text: an even number of backslashes before it are characters."""

KEY_ROLES = ("anon", "service_role")


@dataclass(frozen=True, slots=True)
class Caller:
    """The role of a request, its user, and its claims as one JSON text."""

    role: str
    claims: str
    subject: str | None = None

    inner_claims: str = ""
    """The claims for the API behind: the same, without a time that is ahead of this clock."""

    @classmethod
    def of(cls, claims: Mapping[str, Any]) -> "Caller":
        """Read the claims of a key or a token; without a role they are those of anon."""
        role = claims.get("role", "anon")
        # `none` would give the role of the login back.
        if not isinstance(role, str) or role in ("", "none"):
            raise bad_token("PGRST303", "The role of the token is not usable")
        whole = {**claims, "role": role}
        now = int(time.time())
        begun = {name: min(whole[name], now) for name in BEGINNINGS if whole.get(name) is not None}
        subject = claims.get("sub")
        return cls(
            role,
            _to_json(whole),
            subject if isinstance(subject, str) else None,
            _to_json(whole | begun),
        )

    def token(self, secret: str) -> str:
        """Return a token for the API, which knows this secret alone."""
        return jwt.PyJWS().encode(self.inner_claims.encode(), secret, "HS256", {"typ": "JWT"})


def _to_json(claims: Mapping[str, Any]) -> str:
    """Write claims as a text that Postgres takes: without NUL, and without half a character."""
    try:
        text = json.dumps(claims, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (ValueError, RecursionError) as exc:
        raise bad_token("PGRST303", "Parsing claims failed") from exc
    if NUL.search(text):
        raise bad_token("PGRST303", "Parsing claims failed")
    return text


async def read_caller(keys: Keys, headers: Mapping[str, str], query: str) -> Caller:
    """Return the caller; raise when the key is missing, or key or token is not valid."""
    scheme, _, given = headers.get("Authorization", "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else ""
    key = headers.get("apikey") or read_query_key(query)
    if not key and token.startswith("sb_"):
        # A scraper of metrics can send a bearer, and no header of its own.
        key = token
    if not key:
        raise no_api_key()
    by_key = await _read_key(keys, key)
    if not token or token == key:
        claims = by_key
    elif token.startswith("sb_"):
        claims = await _read_key(keys, token)
    else:
        claims = await read_claims(keys, token)
    is_secret = keys.secret_key in (key, token)
    if is_secret and headers.get("User-Agent", "").startswith("Mozilla/"):
        raise secret_in_browser()
    return Caller.of(claims)


def read_query_key(query: str) -> str | None:
    """Return the key that an address holds, as that of a WebSocket does."""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name == "apikey":
            return unquote_plus(value)
    return None


async def _read_key(keys: Keys, key: str) -> dict[str, Any]:
    """Return whom a key speaks for: one of the two, or a legacy key, which is a token."""
    role = keys.role_of(key)
    if role is not None:
        return {"role": role}
    try:
        claims = await keys.read(key)
    except BadTokenError as exc:
        raise invalid_api_key() from exc
    if claims.get("role") not in KEY_ROLES:
        raise invalid_api_key()
    _judge_times(claims)
    return claims


async def read_claims(keys: Keys, token: str) -> dict[str, Any]:
    """Return the claims of a user's token that is good now."""
    try:
        claims = await keys.read(token)
    except MalformedTokenError as exc:
        raise bad_token("PGRST301", str(exc)) from exc
    except BadSignatureError as exc:
        raise bad_token("PGRST301", "JWT cryptographic operation failed") from exc
    except BadTokenError as exc:
        raise bad_token("PGRST301", "No suitable key was found to decode the JWT") from exc
    _judge_times(claims)
    return claims


def _judge_times(claims: Mapping[str, Any]) -> None:
    now = time.time()
    expires, begins, issued = (_read_time(claims, name) for name in ("exp", "nbf", "iat"))
    if expires is not None and now >= expires:
        raise bad_token("PGRST303", "JWT expired")
    if begins is not None and now < begins - SKEW_SECONDS:
        raise bad_token("PGRST303", "JWT not yet valid")
    if issued is not None and now < issued - SKEW_SECONDS:
        raise bad_token("PGRST303", "JWT issued at future")


def _read_time(claims: Mapping[str, Any], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise bad_token("PGRST303", f"The JWT '{name}' claim must be a number")
    try:
        seconds = float(value)
    except OverflowError:
        seconds = math.inf
    if not math.isfinite(seconds):
        raise bad_token("PGRST303", f"The JWT '{name}' claim must be a number")
    return seconds


def address_of(headers: Mapping[str, str]) -> str:
    """Return the address that asks, or that the outermost trusted proxy saw."""
    return headers["X-Forwarded-For"].partition(",")[0]


def sender_of(caller: Caller, headers: Mapping[str, str]) -> str | None:
    """Return whose large bodies are counted together; those of the secret key are not."""
    if caller.role == "service_role":
        return None
    return f"user {caller.subject}" if caller.subject else address_of(headers)
