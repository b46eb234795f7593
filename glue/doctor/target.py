"""The installation that is examined: a database, and where it is."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from glue import config, paths
from glue.errors import ConfigError
from glue.postgres.state import PASSWORDS, State

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Target:
    """A database; `is_stack` where it is the one of this checkout's local stack."""

    url: str
    is_stack: bool
    home: Path = paths.HOME

    @property
    def admin_url(self) -> str:
        """The same database as the role that may create others beside it."""
        return config.admin_url() if self.url == config.known_database_url() else self.url

    @property
    def is_own_server(self) -> bool:
        """Whether the server is the one of this checkout: its port, a password that it made."""
        state, parts = State(self.home), urlsplit(self.url)
        made = {state.get(f"password_{role}") for role in PASSWORDS}
        is_there = parts.hostname in _LOOPBACK and parts.port == state.get("postgres_port")
        return self.is_stack or (is_there and self.password in made)

    @property
    def password(self) -> str:
        """The password in its address."""
        return unquote(urlsplit(self.url).password or "")

    @property
    def user(self) -> str:
        """The role in its address."""
        return unquote(urlsplit(self.url).username or "")


def find_target(url: str | None) -> Target:
    """Return what is meant: a given address, DATABASE_URL, or the local stack."""
    if url is not None:
        return Target(url, is_stack=False)
    known = config.known_database_url()
    if known is None:
        raise ConfigError(
            "there is nothing to examine: no local database, and DATABASE_URL is not set",
            "Run `rowhouse up`, or set DATABASE_URL.",
        )
    return Target(known, is_stack=config.is_local())
