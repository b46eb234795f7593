"""What a relay without a local stack is to do."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from glue.config import check_url
from glue.http.environment import keys_from_environment, read_environment
from glue.relay.relay import Plan


class Source(BaseSettings):
    """Each is an environment variable of the same name."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, use_attribute_docstrings=True
    )

    relay_database_url: str = Field(repr=False)
    """The database as `rowhouse_relay`, around a pooler in transaction mode."""

    relay_cursor_file: Path
    """Where the relay keeps how far it has read: on a volume that outlives a restart."""


def plan_from_environment(host: str, port: int) -> Plan:
    """Return the plan; raise where the environment lacks something."""
    source = read_environment(Source)
    check_url(source.relay_database_url, "RELAY_DATABASE_URL")
    keys = keys_from_environment()
    return Plan(source.relay_database_url, port, keys, source.relay_cursor_file, host)
