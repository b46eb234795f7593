"""The environment, read once."""

import functools
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from glue.errors import ConfigError
from glue.postgres.server import Server

URLS = (
    "database_url",
    "database_url_session",
    "database_url_read",
    "database_admin_url",
    "worker_database_url",
    "worker_database_url_session",
    "relay_database_url",
)


class Settings(BaseSettings):
    """What the operator may set; each is an environment variable of the same name."""

    model_config = SettingsConfigDict(extra="ignore", use_attribute_docstrings=True)

    database_url: str | None = None
    """Any Postgres >= 15. When set, no server is started or stopped."""

    database_url_session: str | None = None
    """The same database without the pooler that `database_url` leads through; default: that
    itself. Commands, the relay, listeners and Python jobs use it; API, gateway and the lanes
    of the worker go through the pooler."""

    database_pooler_prepares: bool = False
    """Whether that pooler keeps the prepared statements of its clients: PgBouncer does from
    1.21 on, with max_prepared_statements."""

    database_url_read: str | None = None
    """A streaming replica of that database: the gateway lets it answer what only reads."""

    database_admin_url: str | None = None
    """Who creates roles and the stand-in there; default: `database_url` itself."""

    worker_database_url: str | None = None
    """The same database as the role of the worker; default: as every command."""

    worker_database_url_session: str | None = None
    """The same without the pooler; default: that login at the host of
    `database_url_session`."""

    relay_database_url: str | None = None
    """The same database as the role of the relay; default: `rowhouse_relay` there."""

    backup_key_file: str | None = None
    """The secret key of physical backups; default: `backup.key` beside the state of the local
    stack."""

    supabase_jwt_secret: str | None = None
    """What tokens are signed with there; default: this checkout's own secret."""

    supabase_jwks: str | None = None
    """The file or URL of the published signing keys; default: this checkout's own keys."""

    canary_url: str | None = None
    """Where the API is whose Realtime the worker's canary subscribes to; without it no worker
    measures."""

    canary_key: str = Field(default="", repr=False)
    """The API key of that subscriber. Its token is signed with SUPABASE_JWT_SECRET; without
    that, the key is the token, which must then be a JWT."""

    pms_url: str | None = None
    """Where the API of the PMS is; without it nothing is reconciled."""

    pms_token: str = Field(default="", repr=False)
    """The bearer token that the PMS expects."""

    ticketmaster_api_key: str = Field(default="", repr=False)
    """The key of Ticketmaster's Discovery API; without it, and without one in the vault, the
    feed does not run. So it is with the keys of the other feeds."""

    spotify_client_id: str = Field(default="", repr=False)
    """The id of the app at Spotify."""

    spotify_client_secret: str = Field(default="", repr=False)
    """Its secret."""

    setlistfm_api_key: str = Field(default="", repr=False)
    """The key of setlist.fm's API."""

    ticketmaster_url: str | None = None
    """Another address of the API; also `spotify_url`, `spotify_accounts_url`,
    `setlistfm_url`."""

    spotify_url: str | None = None
    spotify_accounts_url: str | None = None
    setlistfm_url: str | None = None

    cors_origins: str = "*"
    """The origins whose pages may read answers, separated by commas; `*` for all."""

    media_storage: str = "folder"
    """Where images are kept: folder, supabase or cloudinary."""

    media_folder: str | None = None
    """The folder of images; default: `media` beside the state of the local stack."""

    media_bucket: str = "media"
    """The public bucket of Supabase Storage; uploads go to `<bucket>-incoming`."""

    supabase_url: str | None = None
    """The project whose storage is used."""

    supabase_service_role_key: str | None = None
    """Its secret key."""

    cloudinary_url: str | None = None
    """The account: cloudinary://KEY:SECRET@CLOUD."""

    cloudinary_api_url: str | None = None
    """Its Upload API; default: https://api.cloudinary.com."""

    cloudinary_delivery_url: str | None = None
    """Its CDN, where uploads are read; default: https://res.cloudinary.com."""

    cloudinary_signature_algorithm: str = "sha256"
    """How the account verifies signatures: sha256 or sha1."""


@functools.cache
def settings() -> Settings:
    """Return the settings of this process; a variable that is set to nothing is not set."""
    given = Settings()
    for name in URLS:
        url = getattr(given, name) or None
        if url is not None:
            check_url(url, name.upper())
        setattr(given, name, url)
    for name in ("database_url_session", "database_url_read"):
        if getattr(given, name) and not given.database_url:
            raise ConfigError(
                f"{name.upper()} is set and DATABASE_URL is not",
                "Set DATABASE_URL: the pooler, or the primary.",
            )
    return given


def check_url(url: str, name: str) -> None:
    """Refuse what does not lead to a database. The words never repeat it: it has a password."""
    remedy = "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, special characters as %XX."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as exc:
        raise ConfigError(f"the port in {name} is not a number from 1 to 65535", remedy) from exc
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigError(f"{name} is not a Postgres URL", remedy)
    if port == 0:
        raise ConfigError(f"the port in {name} is 0", remedy)
    try:
        conninfo_to_dict(url)
    except psycopg.Error as exc:
        raise ConfigError(f"{name} cannot be read as a Postgres URL", remedy) from exc


def is_local() -> bool:
    """Return whether the checkout's own server is meant."""
    return settings().database_url is None


def database_url() -> str:
    """Return the database that commands work on: the given one, or the checkout's own."""
    given = settings()
    return given.database_url_session or given.database_url or _local().url()


def session_of(url: str) -> str:
    """Return the way around the pooler: the same login and database, without it."""
    given = settings()
    if given.database_url_session is None:
        return url
    if url in {given.database_url, given.database_url_session}:
        return given.database_url_session
    if url == given.worker_database_url and given.worker_database_url_session:
        return given.worker_database_url_session
    mine, session = urlsplit(url), urlsplit(given.database_url_session)
    login, host = mine.netloc.rpartition("@")[0], session.netloc.rpartition("@")[2]
    return urlunsplit(mine._replace(netloc=f"{login}@{host}", query=session.query))


def pooled_of(url: str) -> str:
    """Return the way through the pooler, if that of a command is around it."""
    given = settings()
    if given.database_url is not None and url == given.database_url_session:
        return given.database_url
    return url


def replica_of(url: str) -> str:
    """Return the same login on the server of DATABASE_URL_READ."""
    mine, there = urlsplit(url), urlsplit(settings().database_url_read or url)
    login, host = mine.netloc.rpartition("@")[0], there.netloc.rpartition("@")[2]
    return urlunsplit(mine._replace(netloc=f"{login}@{host}", query=there.query))


def known_database_url() -> str | None:
    """Return the database that commands work on; None where the local one was never made."""
    return None if is_local() and not Server().port else database_url()


def admin_url() -> str:
    """Return the same database as the role that may create roles there."""
    given = settings().database_admin_url or settings().database_url_session
    given = given or settings().database_url
    return given or _local().url("supabase_admin")


def live_admin_url() -> str:
    """Return the database as its administrator, whom no policy hides a row from; it is up."""
    if is_local() and Server().pid is None:
        raise ConfigError("the local database is not up", "Run `rowhouse up --detach`.")
    return admin_url()


def _local() -> Server:
    server = Server()
    if not server.port:
        raise ConfigError(
            "there is no local database yet and DATABASE_URL is not set",
            "Run `rowhouse up`, or set DATABASE_URL.",
        )
    return server
