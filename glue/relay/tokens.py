"""Who a key or a token speaks for."""

import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from jwt.types import Options

ALGORITHMS = ["HS256", "HS384", "HS512"]
UNCHECKED = Options(verify_exp=False, verify_aud=False, verify_nbf=False, verify_iat=False)
"""What is not the library's to say: its words are not those of Supabase Realtime."""


class TokenError(Exception):
    """A key or a token is refused: `code` is how a join says so, the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Keys:
    """What tokens are signed with, and the two keys that are no tokens."""

    jwt_secret: str
    publishable_key: str
    secret_key: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a key or a token speaks for; `expires_at` in seconds of the epoch."""

    claims: dict[str, Any] = field(hash=False)
    expires_at: float | None = None


def read_key(keys: Keys, key: str | None) -> Bearer:
    """Return whom the key of a connection speaks for: one of the two, or a token."""
    if not key:
        raise TokenError("InvalidJWTToken", "API key is missing")
    if key == keys.publishable_key:
        return Bearer({"role": "anon"})
    if key == keys.secret_key:
        return Bearer({"role": "service_role"})
    return read_token(keys, key)


def read_token(keys: Keys, token: str) -> Bearer:
    """Return whom a token speaks for."""
    # The signature first: what a forger wrote is not worth an answer.
    try:
        claims = jwt.decode(token, keys.jwt_secret, algorithms=ALGORITHMS, options=UNCHECKED)
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError) as exc:
        raise TokenError("JwtSignatureError", "Failed to validate JWT signature") from exc
    except jwt.PyJWTError as exc:
        raise TokenError("MalformedJWT", "The token provided is not a valid JWT") from exc
    expires_at = claims.get("exp")
    if not isinstance(claims.get("role"), str) or not isinstance(expires_at, int | float):
        raise TokenError("InvalidJWTToken", "Fields `role` and `exp` are required in JWT")
    late = time.time() - expires_at
    if late >= 0:
        raise TokenError("InvalidJWTToken", f"Token has expired {late:.0f} seconds ago")
    return Bearer(claims, expires_at)
