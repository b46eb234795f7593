"""rowhouse db: the database itself."""

import shutil
from datetime import datetime
from pathlib import Path

import click

from glue import paths
from glue.backup.archive import Archive, read_archive
from glue.backup.noting import Noted, note
from glue.backup.physical.recovery import Target
from glue.backup.rehearsal import restored_elsewhere, try_the_log
from glue.backup.restore import reopen, restore_backup
from glue.backup.writing import write_backup
from glue.cli_options import json_option, print_table, say, url_option, yes_option
from glue.commands.db_archive import archive_command, backups_command
from glue.commands.db_partition import partition_command, retire_command
from glue.commands.db_physical import (
    back_up_cluster,
    into_option,
    keep_option,
    key_option,
    rehearse_cluster,
    replace_option,
    restore_cluster,
    timeline_option,
    to_option,
)
from glue.commands.db_prepare import prepare_command
from glue.commands.db_psql import psql_command
from glue.commands.db_rows import restore_rows_command
from glue.config import is_local, live_admin_url
from glue.db import connect, database_of, revoke_temporary
from glue.errors import ConfigError, RowhouseError
from glue.postgres.state import State
from glue.schema.invariants import Verdict, verify
from glue.schema.prepare import is_supabase
from glue.stack.stack import Stack


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
        stack.database.prepare(say)
        if was_up:
            stack.detach()
        else:
            stack.server.stop()


def backup(file: Path) -> int:
    """Write the whole database into one file; return its size."""
    size = write_backup(_admin(), file)
    State(paths.HOME).put(newest_backup=str(file.resolve()))
    _note(read_archive(file), is_rehearsed=False)
    return size


def _note(archive: Archive, *, is_rehearsed: bool) -> None:
    file = archive.file.resolve()
    noted = Noted(str(file), "logical", archive.made_at, file.stat().st_size)
    note(_admin, noted, say, is_rehearsed=is_rehearsed)


def newest_backup() -> Path:
    """Return the file or the folder of the newest backup."""
    newest = State(paths.HOME).get("newest_backup")
    if newest is None:
        raise ConfigError("there is no backup yet", "Make one: `rowhouse db backup FILE`.")
    return Path(newest)


def rehearse_restore(file: Path, *, timeout_seconds: float) -> list[Verdict]:
    """Restore a backup into a second cluster and verify it there."""
    archive = read_archive(file)
    with restored_elsewhere(archive, say) as url:
        try_the_log(url)
        verdicts = verify(url, module=None, timeout_seconds=timeout_seconds)
    if all(verdict.state != "error" for verdict in verdicts):
        _note(archive, is_rehearsed=True)
    return verdicts


def restore(file: Path, *, yes: bool) -> None:
    """Put a backup in the place of the database; a database in use needs a yes."""
    archive = read_archive(file)
    url = _admin()
    reopen(url)
    if is_supabase(url):
        raise ConfigError(
            "this database is Supabase's, whose backups its dashboard restores",
            "Restore there; see docs/deploy-server.md for what to do then.",
        )
    if _is_in_use(url) and not yes:
        raise ConfigError(
            "the database is not empty, and restoring replaces it", "Back it up, then add --yes."
        )
    restore_backup(archive, url, say)
    with connect(url) as conn:
        # A dump holds no grants on the database itself.
        revoke_temporary(conn, database_of(url))
        conn.execute("notify pgrst, 'reload schema'")


def _is_in_use(url: str) -> bool:
    with connect(url) as conn:
        row = conn.execute("select to_regnamespace('core') as it").fetchone()
    return row is not None and row["it"] is not None


def _admin() -> str:
    return live_admin_url()


@click.group("db")
def db_command() -> None:
    r"""Work with the database itself.

    \b
    Example:
        rowhouse db psql -c 'select core.now()'
    """


for _command in (
    archive_command,
    backups_command,
    partition_command,
    prepare_command,
    psql_command,
    restore_rows_command,
    retire_command,
):
    db_command.add_command(_command)


@db_command.command("url")
@url_option
def url_command(url: str) -> None:
    r"""Print the database's URL, password included.

    \b
    Example:
        psql "$(rowhouse db url)"
    """
    click.echo(url)


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
    say("the database is new")


@db_command.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--physical", is_flag=True, help="Copy the whole cluster; TARGET is a folder.")
@keep_option
@key_option
def backup_command(target: Path, key: Path, keep: int, *, physical: bool) -> None:
    r"""Write the whole database into the file TARGET (pg_dump's custom format).

    The file appears when it is complete; only its owner may read it. With --physical the
    cluster is copied into the folder that `rowhouse db archive start` made. With the archived
    WAL it comes back as of any later time; the copy is read back and compared.

    \b
    Example:
        rowhouse db backup monday.dump
        rowhouse db backup --physical /mnt/backups/app
    """
    if physical:
        back_up_cluster(_admin(), target, key, keep)
        return
    if target.is_dir():
        raise ConfigError(f"{target} is a folder", "Name a file, or add --physical.")
    say(f"writing {target}")
    say(f"wrote {backup(target) / 2**20:.1f} MiB")


@db_command.command("restore")
@click.argument("source", type=click.Path(path_type=Path))
@to_option
@timeline_option
@into_option
@replace_option
@key_option
@yes_option
def restore_command(  # noqa: PLR0913 - one for each option
    source: Path,
    to: datetime | None,
    timeline: int | None,
    into: Path | None,
    key: Path,
    *,
    replace: bool,
    yes: bool,
) -> None:
    r"""Replace the database by the backup in the file SOURCE.

    It may be of another cluster, of this or an older version of Postgres. The database is
    replaced when the whole backup is in place; until then it is left alone.

    A SOURCE that is a folder holds physical backups. They become a data directory: a new one
    (--into), or that of the local stack (--replace), whose old one is kept beside it. It is
    as of the time --to, or as of the last WAL that was archived.

    \b
    Example:
        rowhouse db restore monday.dump --yes
        rowhouse db restore /mnt/backups/app --to "2026-11-29 08:15:00" --into /srv/restored
        rowhouse db restore /mnt/backups/app --to "2026-11-29 08:15:00" --replace --yes
    """
    if source.is_dir():
        if (into is None) != replace:
            raise ConfigError(
                "a physical backup becomes a data directory of its own",
                "Say which, with --into FOLDER; or --replace for the local stack's.",
            )
        restore_cluster(source, key, Target(to, timeline), into, yes=yes)
        return
    if to or into or replace:
        raise ConfigError(
            f"{source} is one state of one database, without a time to choose",
            "Name the folder of physical backups.",
        )
    say(f"reading {source}")
    restore(source, yes=yes)
    say("restored")


@db_command.command("rehearse-restore")
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("--timeout", default=60.0, show_default=True, help="Seconds for one invariant.")
@to_option
@key_option
@json_option
def rehearse_restore_command(
    source: Path | None, timeout: float, to: datetime | None, key: Path, *, as_json: bool
) -> None:
    r"""Restore the newest backup, or SOURCE, into a second cluster and verify everything there.

    SOURCE is a file, or a folder of physical backups. The cluster is private, and gone
    afterwards. An event is written and read there too.

    \b
    Example:
        rowhouse db rehearse-restore
        rowhouse db rehearse-restore /mnt/backups/app
        rowhouse db rehearse-restore /mnt/backups/app --to "2026-11-29 08:15:00"
    """
    chosen = source or newest_backup()
    if chosen.is_dir():
        verdicts = rehearse_cluster(chosen, key, Target(to), timeout_seconds=timeout)
    else:
        verdicts = rehearse_restore(chosen, timeout_seconds=timeout)
    rows = [{"name": v.name, "state": v.state, "violations": v.violations} for v in verdicts]
    print_table(rows, as_json=as_json)
    broken = [v.name for v in verdicts if v.state == "error"]
    if broken:
        raise RowhouseError(
            f"the backup breaks {len(broken)} invariants: {', '.join(broken)}",
            "Keep older backups; see `rowhouse verify` on the live database.",
        )
    say(f"the backup restores, and {len(verdicts)} invariants hold there")
