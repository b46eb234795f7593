"""JWTs for the local stack, signed with the checkout's own secret or signing key."""

import hashlib
import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt

from glue.config import Settings
from glue.errors import ConfigError
from glue.http.signing import ALGORITHM, private
from glue.postgres.state import State

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says about its bearer."""

    role: str = "authenticated"
    user: str | None = None
    app_roles: Sequence[str] = ()
    expires_in: timedelta = timedelta(hours=1)


def user_id(name: str) -> uuid.UUID:
    """Return the id of a named user: the same name is always the same user."""
    return uuid.UUID(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest())


def parse_duration(text: str) -> timedelta:
    """Read `30m`, `1h`, `7d`."""
    found = re.fullmatch(r"([1-9][0-9]{0,5})([smhdw])", text)
    if found is None:
        raise ConfigError(f"{text!r} is not a duration", "Write a number and a unit: 30m, 1h, 7d.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def local_secret(state: State, settings: Settings) -> str:
    """Return the secret of this checkout's stack; refuse when another stack is meant."""
    secret = state.get("jwt_secret")
    if settings.database_url is not None:
        raise ConfigError(
            "DATABASE_URL is set: its tokens are not signed with this checkout's secret",
            "Sign in there, or unset DATABASE_URL to get a token for the local stack.",
        )
    if secret is None:
        raise ConfigError("there is no local stack yet", "Run `rowhouse up`.")
    if settings.supabase_jwt_secret not in (None, secret):
        raise ConfigError(
            "SUPABASE_JWT_SECRET is not this checkout's secret",
            "Unset it to get a token for the local stack.",
        )
    return str(secret)


def mint(secret: str, claims: Claims) -> str:
    """Return a token as Supabase Auth would have made it, signed with the shared secret."""
    return jwt.encode(_payload(claims), secret, algorithm="HS256")


def mint_with_key(key: dict[str, Any], claims: Claims) -> str:
    """Return the same, signed with a signing key of the checkout (ES256)."""
    return jwt.encode(
        _payload(claims), private(key), algorithm=ALGORITHM, headers={"kid": key["kid"]}
    )


def _payload(claims: Claims) -> dict[str, Any]:
    now = int(time.time())
    payload: dict[str, Any] = {
        "iss": "rowhouse",
        "aud": "authenticated",
        "role": claims.role,
        "iat": now,
        "exp": now + int(claims.expires_in.total_seconds()),
        "jti": str(uuid.uuid4()),
        "app_metadata": {"provider": "email", "roles": list(claims.app_roles)},
        "user_metadata": {},
    }
    if claims.user is not None:
        payload |= {
            "sub": str(user_id(claims.user)),
            "email": f"{claims.user}@example.invalid",
            "is_anonymous": False,
        }
    return payload
