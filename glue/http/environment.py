"""Reading what a process needs from its environment alone, where no local stack says it."""

from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from glue.config import settings
from glue.errors import ConfigError
from glue.http.keys import JwkSet, Keys

Parts = TypeVar("Parts", bound=BaseSettings)

SHORTEST_SECRET = 32
"""Bytes: RFC 7518 asks for as many as HS256's hash has, and PostgREST for no fewer."""


class Secrets(BaseSettings):
    """What gateway and relay believe in; each is an environment variable of the same name."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, use_attribute_docstrings=True
    )

    supabase_jwt_secret: str = Field(repr=False)
    """What the tokens of clients are signed with."""

    supabase_publishable_key: str = Field(repr=False)
    """The key that clients send as `apikey`: `sb_publishable_…`."""

    supabase_secret_key: str = Field(repr=False)
    """The key of servers, which act as `service_role`: `sb_secret_…`."""


def read_environment(kind: type[Parts]) -> Parts:
    """Return the variables of a kind; raise with the names of those that are not set."""
    try:
        return kind()
    except ValidationError as exc:
        names = sorted(".".join(map(str, error["loc"])).upper() for error in exc.errors())
        raise ConfigError(
            f"not set, or not usable: {', '.join(names)}",
            "Set these environment variables; docs/deploy.md says what each is.",
        ) from None


def keys_from_environment() -> Keys:
    """Return what clients' keys and tokens are verified with."""
    given = read_environment(Secrets)
    refuse_short(given.supabase_jwt_secret, "SUPABASE_JWT_SECRET")
    return Keys(
        given.supabase_jwt_secret,
        given.supabase_publishable_key,
        given.supabase_secret_key,
        JwkSet(settings().supabase_jwks),
    )


def refuse_short(secret: str, name: str) -> None:
    """Raise where a secret can be guessed."""
    if len(secret.encode()) < SHORTEST_SECRET:
        raise ConfigError(
            f"{name} is shorter than {SHORTEST_SECRET} bytes",
            "Make one: `openssl rand -base64 48`.",
        )
