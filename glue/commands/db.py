"""rowhouse db: the database itself."""

import os
import shutil
from pathlib import Path

import click

from glue import paths
from glue.backup.archive import read_archive
from glue.backup.programs import split_password
from glue.backup.rehearsal import restored_elsewhere, try_the_log
from glue.backup.restore import restore_backup
from glue.backup.writing import write_backup
from glue.cli_options import json_option, print_table, url_option, yes_option
from glue.config import admin_url, is_local
from glue.db import connect, database_of, revoke_temporary
from glue.errors import ConfigError, RowhouseError
from glue.postgres.server import Server
from glue.postgres.state import State
from glue.schema.invariants import Verdict, verify
from glue.schema.prepare import Wish, is_supabase, prepare, wishes
from glue.stack.stack import Stack


def program(name: str) -> str:
    """Return a client program beside the server's, or the one on PATH."""
    beside = Server().bin / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise ConfigError(f"{name} is not there", "Run `make install`.")
    return found


def reset() -> None:
    """Make the local database anew; a stack that ran runs again afterwards."""
    if not is_local():
        raise ConfigError(
            "DATABASE_URL is set: that database is not ours to remove",
            "Unset it to reset the local one.",
        )
    stack = Stack()
    with stack.starting():
        was_up = stack.is_up()
        stack.down()
        shutil.rmtree(stack.server.data, ignore_errors=True)
        stack.choose_ports(None)
        stack.database.prepare(_say)
        if was_up:
            stack.detach()
        else:
            stack.server.stop()


def backup(file: Path) -> int:
    """Write the whole database into one file; return its size."""
    size = write_backup(_admin(), file)
    State(paths.HOME).put(newest_backup=str(file.resolve()))
    return size


def rehearse_restore(file: Path | None, *, timeout_seconds: float) -> list[Verdict]:
    """Restore a backup (default: the newest) into a second cluster and verify it there."""
    newest = State(paths.HOME).get("newest_backup")
    if file is None and newest is None:
        raise ConfigError("there is no backup yet", "Make one: `rowhouse db backup FILE`.")
    archive = read_archive(file or Path(newest))
    with restored_elsewhere(archive, _say) as url:
        try_the_log(url)
        return verify(url, module=None, timeout_seconds=timeout_seconds)


def restore(file: Path, *, yes: bool) -> None:
    """Put a backup in the place of the database; a database in use needs a yes."""
    archive = read_archive(file)
    url = _admin()
    if is_supabase(url):
        raise ConfigError(
            "this database is Supabase's, whose backups its dashboard restores",
            "Restore there; see docs/deploy.md for what to do then.",
        )
    if _is_in_use(url) and not yes:
        raise ConfigError(
            "the database is not empty, and restoring replaces it", "Back it up, then add --yes."
        )
    restore_backup(archive, url, _say)
    with connect(url) as conn:
        # A dump holds no grants on the database itself.
        revoke_temporary(conn, database_of(url))
        conn.execute("notify pgrst, 'reload schema'")


def _is_in_use(url: str) -> bool:
    with connect(url) as conn:
        row = conn.execute("select to_regnamespace('core') as it").fetchone()
    return row is not None and row["it"] is not None


def _admin() -> str:
    """Return the database as its administrator, whom no policy hides a row from."""
    if is_local() and Server().pid is None:
        raise ConfigError("the local database is not up", "Run `rowhouse up --detach`.")
    return admin_url()


def _say(words: str) -> None:
    click.echo(words, err=True)


@click.group("db")
def db_command() -> None:
    r"""Work with the database itself.

    \b
    Example:
        rowhouse db psql -c 'select core.now()'
    """


@db_command.command("url")
@url_option
def url_command(url: str) -> None:
    r"""Print the database's URL, password included.

    \b
    Example:
        psql "$(rowhouse db url)"
    """
    click.echo(url)


@db_command.command("psql", context_settings={"ignore_unknown_options": True})
@url_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql_command(url: str, arguments: tuple[str, ...]) -> None:
    r"""Open psql; further arguments go to psql itself.

    \b
    Example:
        rowhouse db psql -c 'select core.now()'
    """
    psql, (bare, secret) = program("psql"), split_password(url)
    # psql's own words name no command that helps.
    connect(url).close()
    os.execve(psql, [psql, bare, *arguments], os.environ | secret)  # noqa: S606 - as asked


@db_command.command("reset")
@yes_option
def reset_command(*, yes: bool) -> None:
    r"""Drop the local database and build it again. Everything in it is lost.

    \b
    Example:
        rowhouse db reset --yes
    """
    if not yes:
        raise ConfigError("this removes every row of the local database", "Add --yes.")
    reset()
    _say("the database is new")


@db_command.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup_command(file: Path) -> None:
    r"""Write the whole database into FILE (pg_dump's custom format).

    FILE appears when it is complete; only its owner may read it.

    \b
    Example:
        rowhouse db backup monday.dump
    """
    _say(f"writing {file}")
    _say(f"wrote {backup(file) / 2**20:.1f} MiB")


@db_command.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@yes_option
def restore_command(file: Path, *, yes: bool) -> None:
    r"""Replace the database by the backup in FILE.

    It may be of another cluster, of this or an older version of Postgres. The database is
    replaced when the whole backup is in place; until then it is left alone.

    \b
    Example:
        rowhouse db restore monday.dump --yes
    """
    _say(f"reading {file}")
    restore(file, yes=yes)
    _say("restored")


@db_command.command("rehearse-restore")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--timeout", default=60.0, show_default=True, help="Seconds for one invariant.")
@json_option
def rehearse_restore_command(file: Path | None, timeout: float, *, as_json: bool) -> None:
    r"""Restore the newest backup, or FILE, into a second cluster and verify everything there.

    That cluster is private, on a port of its own, and gone afterwards. An event is written
    and read there too.

    \b
    Example:
        rowhouse db rehearse-restore
    """
    verdicts = rehearse_restore(file, timeout_seconds=timeout)
    rows = [{"name": v.name, "state": v.state, "violations": v.violations} for v in verdicts]
    print_table(rows, as_json=as_json)
    broken = [v.name for v in verdicts if v.state == "error"]
    if broken:
        raise RowhouseError(
            f"the backup breaks {len(broken)} invariants: {', '.join(broken)}",
            "Keep older backups; see `rowhouse verify` on the live database.",
        )
    _say(f"the backup restores, and {len(verdicts)} invariants hold there")


@db_command.command("prepare")
@click.option("--dry-run", is_flag=True, help="Show what is missing; make nothing.")
@yes_option
def prepare_command(*, dry_run: bool, yes: bool) -> None:
    r"""Create in a plain Postgres what Supabase has: roles, auth, realtime.

    As the superuser of DATABASE_ADMIN_URL (default: DATABASE_URL). What exists is left as
    it is; in a database of Supabase's there is nothing to make.

    \b
    Example:
        rowhouse db prepare --dry-run
        rowhouse db prepare --yes
    """
    url = _admin()
    if is_supabase(url):
        _say("this database is Supabase's: nothing to prepare")
        return
    missing = wishes(url)
    _show(missing)
    if dry_run or not missing:
        return
    if not yes and not click.confirm("Make all this?", err=True):
        raise ConfigError("nothing was made", "Add --yes to make it without being asked.")
    prepare(url)
    _say("the database is prepared: `rowhouse migrate up` may follow")


def _show(missing: list[Wish]) -> None:
    for wish in missing:
        click.echo(f"{wish.kind} {wish.name}")
    _say(f"{len(missing)} to make" if missing else "nothing to make")
