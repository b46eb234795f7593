"""rowhouse db psql: the database by hand."""

import os
import shutil

import click

from glue.backup.programs import split_password
from glue.cli_options import url_option
from glue.db import connect
from glue.errors import ConfigError
from glue.postgres.server import Server


def _program(name: str) -> str:
    """Return a client program beside the server's, or the one on PATH."""
    beside = Server().bin / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise ConfigError(f"{name} is not there", "Run `make install`.")
    return found


@click.command("psql", context_settings={"ignore_unknown_options": True})
@url_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql_command(url: str, arguments: tuple[str, ...]) -> None:
    r"""Open psql; further arguments go to psql itself.

    \b
    Example:
        rowhouse db psql -c 'select core.now()'
    """
    psql, (bare, secret) = _program("psql"), split_password(url)
    # psql's own words name no command that helps.
    connect(url).close()
    os.execve(psql, [psql, bare, *arguments], os.environ | secret)  # noqa: S606 - as asked
