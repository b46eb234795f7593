"""The environment, read once."""

import functools

from pydantic_settings import BaseSettings, SettingsConfigDict

from glue.server import Server


class Settings(BaseSettings):
    """What the operator may set; each is an environment variable of the same name."""

    model_config = SettingsConfigDict(extra="ignore")

    database_url: str | None = None
    """Any Postgres >= 15. When set, no server is started or stopped."""

    database_admin_url: str | None = None
    """Who creates roles and the stand-in there; default: `database_url` itself."""

    worker_database_url: str | None = None
    """The same database as the role of the worker; default: as every command."""

    relay_database_url: str | None = None
    """The same database as the role of the relay; default: `rowhouse_relay` there."""

    supabase_jwt_secret: str | None = None
    """What tokens are signed with there; default: this checkout's own secret."""

    supabase_jwks: str | None = None
    """The file or URL of the published signing keys; default: this checkout's own keys."""

    cors_origins: str = "*"
    """The origins whose pages may read answers, separated by commas; `*` for all."""


@functools.cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings()


def is_local() -> bool:
    """Tell whether the checkout's own server is meant."""
    return settings().database_url is None


def database_url() -> str:
    """Return the database that commands work on: the given one, or the checkout's own."""
    return settings().database_url or Server().url()


def admin_url() -> str:
    """Return the same database as the role that may create roles there."""
    given = settings().database_admin_url or settings().database_url
    return given or Server().url("supabase_admin")
