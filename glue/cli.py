"""The command line: wiring only. Each command is in glue/commands/."""

import importlib
import logging
import sys

import click
import psycopg

from glue.errors import RowhouseError

COMMANDS = {
    "api": "serve the HTTP API alone",
    "bench": "measure, beside a floor in the same run",
    "db": "the database itself: url, psql, reset",
    "down": "stop the local stack; nothing is lost",
    "lint": "static rules and catalog rules",
    "load": "load a CSV into a table",
    "migrate": "bring a database to this release, or back",
    "render": "turn .sql.j2 into sql/rendered",
    "seed": "load reference or demo data",
    "status": "show each part of the local stack",
    "test": "run the pgTAP and Python tests",
    "token": "make a JWT for the local stack",
    "up": "start the local stack",
    "verify": "run every invariant",
}


class Rowhouse(click.Group):
    """A group that loads a command when it is called, and speaks plainly when it fails."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name every command."""
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import one command: `--help` and completion stay quick."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"glue.commands.{name}"), f"{name}_command"
        )
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; no traceback for what the operator can act on."""
        try:
            return super().invoke(ctx)
        except RowhouseError as exc:
            click.echo(f"rowhouse: {exc}", err=True)
            if exc.remedy:
                click.echo(f"  {exc.remedy}", err=True)
            ctx.exit(exc.exit_code)
        except psycopg.OperationalError as exc:
            click.echo(f"rowhouse: cannot reach the database: {exc}", err=True)
            click.echo("  Is it up? `rowhouse status` tells, `rowhouse up` starts it.", err=True)
            ctx.exit(1)
        except psycopg.Error as exc:
            click.echo(f"rowhouse: {exc.sqlstate or 'no sqlstate'}: {exc}", err=True)
            ctx.exit(1)


@click.group(cls=Rowhouse, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Log more, on stderr.")
@click.version_option(package_name="rowhouse")
def main(*, verbose: bool) -> None:
    r"""SQL-first backend for Supabase and plain Postgres.

    \b
    Example:
        rowhouse up --demo
    """
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
