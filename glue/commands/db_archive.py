"""rowhouse db archive, db backups: the WAL of a cluster, and its physical backups."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from glue.backup.physical import archiving
from glue.cli_options import json_option, print_table, say
from glue.commands.db_physical import key_option, shown_backups
from glue.config import is_local, live_admin_url
from glue.db import connect
from glue.errors import ConfigError, DriftError, RowhouseError
from glue.schema.prepare import is_supabase


def _admin() -> str:
    url = live_admin_url()
    if is_supabase(url):
        raise ConfigError(
            "this database is Supabase's, which archives its WAL itself",
            "Use its add-on Point in Time Recovery; see docs/recovery.md.",
        )
    return url


@click.group("archive")
def archive_command() -> None:
    r"""Archive the WAL of the server, for physical backups.

    \b
    Example:
        rowhouse db archive start /backups/shop
        rowhouse db archive status
    """


@archive_command.command("start")
@click.argument("folder", type=click.Path(path_type=Path))
@key_option
def start_command(folder: Path, key: Path) -> None:
    r"""Let the server archive its WAL into FOLDER, encrypted.

    FOLDER is made if need be, and so is the key file. Keep a copy of the key elsewhere:
    without it no backup can be read. Exit 3 when the server must be restarted first.

    \b
    Example:
        rowhouse db archive start /mnt/backups/app
    """
    is_new = not key.exists()
    is_archiving = archiving.start(_admin(), folder, key)
    if is_new:
        say(f"the secret key is in {key}: copy it to another place")
    if not is_archiving:
        how = "`rowhouse down`, `rowhouse up --detach`" if is_local() else "as you started it"
        raise DriftError(
            "archiving begins when the server is restarted",
            f"Restart Postgres ({how}), then take a backup.",
        )
    say(f"the server archives into {folder}; take a backup: `rowhouse db backup --physical`")


@archive_command.command("push")
def push_command() -> None:
    r"""Archive at once what was written until now: before a restore to a time just past.

    \b
    Example:
        rowhouse db archive push
    """
    with connect(_admin()) as conn:
        archiving.await_push(conn)
    say("archived")


@archive_command.command("stop")
def stop_command() -> None:
    r"""Let the server archive no more.

    \b
    Example:
        rowhouse db archive stop
    """
    archiving.stop(_admin())
    say("the server archives nothing: no time from now on can be restored")


@archive_command.command("status")
@json_option
def status_command(*, as_json: bool) -> None:
    r"""Show how archiving fares. Exit 1 when the last attempt failed, 3 when none is made.

    \b
    Example:
        rowhouse db archive status
    """
    with connect(_admin()) as conn:
        archiver = archiving.read_archiver(conn)
    if as_json:
        click.echo(json.dumps(asdict(archiver), default=str))
    else:
        print_table([{"what": k, "value": v} for k, v in asdict(archiver).items()], as_json=False)
    if not archiver.is_on:
        raise DriftError("this server does not archive its WAL", archiving.SWITCH_ON)
    if archiver.is_failing:
        raise RowhouseError(
            f"archiving fails at {archiver.last_failed}",
            "The log of Postgres says why: a full disk, rights, or a damaged repository.",
        )


@click.command("backups")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def backups_command(folder: Path, *, as_json: bool) -> None:
    r"""List the physical backups in FOLDER, oldest first.

    \b
    Example:
        rowhouse db backups /mnt/backups/app
    """
    print_table(shown_backups(folder), as_json=as_json)
