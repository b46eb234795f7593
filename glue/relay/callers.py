"""Who a key or a token speaks for."""

import math
import time
from dataclasses import dataclass, field
from typing import Any

from glue.http.keys import BadTokenError, Keys, MalformedTokenError

__all__ = ["Bearer", "Keys", "TokenError", "read_key", "read_token"]


class TokenError(Exception):
    """A key or a token is refused: `code` is how a join says so, the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a key or a token speaks for; `expires_at` in seconds of the epoch."""

    claims: dict[str, Any] = field(hash=False)
    expires_at: float | None = None

    def refuse_expired(self) -> None:
        """Raise when its time is over."""
        if self.expires_at is not None and (late := time.time() - self.expires_at) >= 0:
            raise TokenError("InvalidJWTToken", f"Token has expired {late:.0f} seconds ago")


async def read_key(keys: Keys, key: str | None) -> Bearer:
    """Return whom the key of a connection speaks for: one of the two, or a token."""
    if not key:
        raise TokenError("InvalidJWTToken", "API key is missing")
    role = keys.role_of(key)
    if role is not None:
        return Bearer({"role": role})
    return await read_token(keys, key)


async def read_token(keys: Keys, token: str) -> Bearer:
    """Return whom a token speaks for."""
    try:
        claims = await keys.read(token)
    except MalformedTokenError as exc:
        raise TokenError("MalformedJWT", "The token provided is not a valid JWT") from exc
    except BadTokenError as exc:
        raise TokenError("JwtSignatureError", "Failed to validate JWT signature") from exc
    expires_at = _read_time(claims.get("exp"))
    if not isinstance(claims.get("role"), str) or expires_at is None:
        raise TokenError("InvalidJWTToken", "Fields `role` and `exp` are required in JWT")
    bearer = Bearer(claims, expires_at)
    bearer.refuse_expired()
    return bearer


def _read_time(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if math.isfinite(seconds) else None
