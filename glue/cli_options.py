"""Options that several commands share, spelled once."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from glue import paths
from glue.config import (
    admin_url,
    check_url,
    database_url,
    known_database_url,
    session_of,
    settings,
)
from glue.db import server_of, with_database
from glue.schema.texts import editing


def _default_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    if not value:
        return database_url()
    check_url(value, "--url or DATABASE_URL")
    return session_of(value) if value == settings().database_url else value


url_option = click.option(
    "--url",
    envvar="DATABASE_URL",
    callback=_default_url,
    help="Postgres to work on.  [default: the local stack's]",
)


def _given_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if not value:
        return None
    check_url(value, "--url or DATABASE_URL")
    return session_of(value) if value == settings().database_url else value


given_url_option = click.option(
    "--url",
    envvar="DATABASE_URL",
    callback=_given_url,
    help="Postgres to work on.  [default: the local stack's]",
)
"""For a command that may need no database: it asks for the default itself."""

host_option = click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where connections are taken, with --port; 0.0.0.0 is every address of this machine.",
)
port_option = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Serve alone on this port, from the environment, without a local stack.",
)

lock_budget_option = click.option(
    "--lock-budget",
    type=click.FloatRange(min=0),
    metavar="MS",
    envvar="ROWHOUSE_LOCK_BUDGET_MS",
    help="Measure on a copy first; refuse if a table is blocked longer.  [also: the variable"
    " ROWHOUSE_LOCK_BUDGET_MS]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON on stdout, for scripts.")
yes_option = click.option("--yes", is_flag=True, help="Go on, though rows or files are lost.")
unasked_option = click.option("--yes", is_flag=True, help="Do not ask.")
apply_option = click.option("--yes", is_flag=True, help="Do it; without --yes, only report.")


def say(words: str) -> None:
    """Report to the operator on stderr; data goes to stdout."""
    click.echo(words, err=True)


def admin_of(url: str) -> str:
    """Return the administrator of the server that `url` leads to.

    That of DATABASE_URL also for another database there; elsewhere the login of `url` itself.
    """
    known = known_database_url()
    is_ours = known is not None and (url == known or server_of(url) == server_of(known))
    return with_database(admin_url() if is_ours else url, "postgres")


def name_checkout() -> None:
    """Say which checkout or project a command edits, where it runs outside of it."""
    if not paths.here().is_relative_to(paths.ROOT):
        kind = "project" if paths.is_project(paths.ROOT) else "checkout"
        click.echo(f"the {kind} is {paths.ROOT}", err=True)


@contextmanager
def editing_checkout() -> Iterator[None]:
    """Let this command alone edit the checkout; say which one it is, where that is not plain."""
    name_checkout()
    with editing(paths.ROOT):
        yield


def counted(number: int, thing: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def print_table(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """Print rows on stdout: a JSON array, or columns as wide as their widest value."""
    if as_json:
        click.echo(json.dumps(rows, default=str, ensure_ascii=False))
        return
    if not rows:
        return
    cells = [[str(name) for name in rows[0]], *([_cell(v) for v in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    """Return a value as a column shows it; with three decimals at most."""
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
