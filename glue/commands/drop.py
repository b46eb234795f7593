"""rowhouse drop: take a module out of the project, as if it had not been made."""

import click
import psycopg
from psycopg.conninfo import make_conninfo

from glue import config, paths
from glue.cli_options import editing_checkout, json_option, print_table, yes_option
from glue.db import connect
from glue.errors import ConfigError
from glue.migrate.ledger import applied_steps
from glue.migrate.run import module_of
from glue.skeletons.removal import plan_removal

_PATIENCE_SECONDS = 5


@click.group("drop")
def drop_command() -> None:
    r"""Take a module out of the project.

    \b
    Example:
        rowhouse drop module library
    """


@drop_command.command("module")
@click.argument("name")
@yes_option
@click.option("--dry-run", is_flag=True, help="List the files; remove nothing.")
@json_option
def module_command(name: str, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    r"""Remove the files of a module: sources, tests, migrations, page, and its line in README.

    For a module that is not released. Where another module uses it, or where a migration of
    it is frozen, nothing is removed. A database that has it goes back with
    `rowhouse migrate down` before, once for each `rowhouse migrate up` that changed something.

    \b
    Example:
        rowhouse migrate down --yes
        rowhouse drop module library --yes
        rowhouse accept
    """
    with editing_checkout():
        removal = plan_removal(paths.ROOT, name)
        if steps := [step for step in _applied_steps() if module_of(step) == name]:
            raise ConfigError(
                f"{name} stands in the database: {steps[-1]} is applied",
                "Run `rowhouse migrate down --yes` until it is gone; its rows are lost.",
            )
        changes = dict.fromkeys(removal.files, "removed") | dict.fromkeys(removal.pages, "changed")
        listed = [
            {"file": path.relative_to(paths.ROOT).as_posix(), "change": change}
            for path, change in changes.items()
        ]
        print_table(listed, as_json=as_json)
        if dry_run:
            click.echo("nothing was removed", err=True)
            return
        if not yes:
            raise ConfigError(
                f"{len(removal.files)} files would be removed, with all that was written in them",
                "Say --yes.",
            )
        removal.take()
        click.echo("next:\n  rowhouse accept", err=True)


def _applied_steps() -> list[str]:
    """Return the once-only steps of the database; none where it cannot be asked."""
    url = config.known_database_url()
    if url is None:
        return []
    try:
        with connect(make_conninfo(url, connect_timeout=_PATIENCE_SECONDS)) as conn:
            return applied_steps(conn)
    except psycopg.Error:
        return []
