"""The command line: wiring only. Each command is in glue/commands/."""

import importlib
import logging
import sys

import click
import psycopg

from glue.errors import RowhouseError

COMMANDS = (
    "api",
    "audit",
    "bench",
    "db",
    "dimension",
    "down",
    "gateway",
    "health",
    "jobs",
    "keys",
    "lint",
    "load",
    "metrics",
    "migrate",
    "relay",
    "render",
    "seed",
    "status",
    "test",
    "token",
    "up",
    "verify",
    "work",
)


class Rowhouse(click.Group):
    """A group that loads a command when it is called, and speaks plainly when it fails."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name every command."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import one command: `--help` and completion stay quick."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"glue.commands.{name}")
        command: click.Command = getattr(module, f"{name}_command")
        return _with_paragraphs(command)

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


def _with_paragraphs(command: click.Command) -> click.Command:
    r"""Let `\b` in a raw docstring mean what click means by it: keep these lines as they are."""
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    for child in getattr(command, "commands", {}).values():
        _with_paragraphs(child)
    return command


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


_with_paragraphs(main)
