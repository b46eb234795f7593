"""The command line: wiring only. Each command is in glue/commands/."""

import importlib
import logging
import os
import signal
import sys
import threading
from difflib import get_close_matches
from typing import NoReturn, TextIO

import click
import psycopg

from glue.errors import INTERRUPTED, RowhouseError
from glue.paths import ROOT, require_root
from glue.schema.modules import require_release

COMMANDS = (
    "accept",
    "adopt",
    "api",
    "attach",
    "audit",
    "bench",
    "calendars",
    "db",
    "detach",
    "dimension",
    "discover",
    "docs",
    "doctor",
    "down",
    "drop",
    "env",
    "flags",
    "gateway",
    "guide",
    "ha",
    "health",
    "init",
    "jobs",
    "keys",
    "lint",
    "load",
    "metrics",
    "migrate",
    "module",
    "new",
    "open",
    "relay",
    "remove",
    "render",
    "rpc",
    "secrets",
    "seed",
    "settings",
    "setup",
    "status",
    "sync",
    "test",
    "token",
    "top",
    "up",
    "upgrade",
    "verify",
    "work",
)


ANYWHERE = {"guide", "init", "setup"}
"""Commands that need neither a project nor a checkout."""

HELP = {"-h", "--help"}


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; refuse to run one where it has nothing to work on."""
        if not HELP.intersection(args) and args[0] not in ANYWHERE:
            require_root()
            require_release(ROOT)
        close = get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and close:
            ctx.fail(f"No such command '{args[0]}'. Is {close[0]} meant?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; no traceback for what the operator can act on."""
        try:
            done = super().invoke(ctx)
            _flush()
        except RowhouseError as exc:
            return _fail(ctx, str(exc), exc.remedy, exc.exit_code)
        except psycopg.OperationalError as exc:
            if exc.sqlstate is not None and not exc.sqlstate.startswith(_UNREACHABLE):
                return _fail(ctx, *_words(exc))
            refusals = importlib.import_module("glue.refusals")
            remedy = refusals.remedy_unreachable(exc)
            return _fail(ctx, f"cannot reach the database: {_plain(exc)}", remedy)
        except psycopg.Error as exc:
            return _fail(ctx, *_words(exc))
        except KeyboardInterrupt:
            _fail(ctx, "interrupted", exit_code=INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as exc:
            _let_go_of_stdout()
            where = f"{exc.filename}: " if exc.filename else ""
            return _fail(ctx, f"{where}{exc.strerror or exc}")
        return done


_UNREACHABLE = ("08", "28", "3D", "57P")
"""Classes of SQLSTATE in which the server does not let us work: no connection, no such role or
database, shutting down."""


def _words(exc: psycopg.Error) -> tuple[str, str]:
    """Return what the database said and what helps, without the call stack of its functions."""
    refusals = importlib.import_module("glue.refusals")
    said = exc.diag.message_primary or str(exc)
    detail = f"\n  {exc.diag.message_detail}" if exc.diag.message_detail else ""
    return f"{exc.sqlstate or 'no sqlstate'}: {said}{detail}", refusals.remedy_refused(exc)


def _plain(exc: psycopg.Error) -> str:
    """Return the reason alone: libpq repeats itself before it, and asks a question after it."""
    return str(exc).removeprefix("connection failed: ").split("\n\t")[0].strip()


def _fail(ctx: click.Context, words: str, remedy: str = "", exit_code: int = 1) -> NoReturn:
    click.echo(f"rowhouse: {words}", err=True)
    if remedy:
        click.echo(f"  {remedy}", err=True)
    ctx.exit(exit_code)


def _flush() -> None:
    """Write what is left; a process that was started with its stdout closed has none."""
    out: TextIO | None = sys.stdout
    if out is not None:
        out.flush()


def _let_go_of_stdout() -> None:
    """Drop what stdout could not take, or Python would complain about it once more at its end."""
    try:
        _flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _clean_up_on_signals() -> None:
    """Let SIGTERM and SIGHUP end a command as Ctrl-C does: what it started is stopped.

    A signal that the caller ignores (nohup) stays ignored.
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)


def _with_paragraphs(command: click.Command) -> click.Command:
    r"""Let `\b` in a raw docstring mean what click means by it: keep these lines as they are.

    A list of commands shows the first paragraph of each whole: click would cut it.
    """
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    command.short_help = " ".join(command.help.split("\n\n")[0].split())
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
    _clean_up_on_signals()
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )


_with_paragraphs(main)
