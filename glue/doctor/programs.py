"""Client programs of Postgres on this machine, which backups need."""

from collections.abc import Iterator

from glue.backup.programs import client, server_major
from glue.doctor.findings import WARNING, Finding
from glue.doctor.target import Target
from glue.errors import ConfigError


def examine(target: Target) -> Iterator[Finding]:
    """Look for those of the server's version."""
    try:
        client("pg_dump", server_major(target.url))
    except ConfigError as exc:
        yield Finding(
            "programs",
            "client_missing",
            WARNING,
            f"{str(exc)[:1].upper()}{str(exc)[1:]}.",
            "rowhouse db backup and restore do not work on this machine.",
            exc.remedy,
        )
