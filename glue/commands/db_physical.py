"""rowhouse db backup, restore and rehearse-restore, of a whole cluster."""

import shutil
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import psycopg

from glue import paths
from glue.backup.noting import Noted, note
from glue.backup.physical import work
from glue.backup.physical.archiving import await_push
from glue.backup.physical.extracting import Source
from glue.backup.physical.recovery import Target
from glue.backup.physical.repository import Backup, open_repository
from glue.backup.physical.timelines import gap_of
from glue.backup.rehearsal import try_the_log
from glue.cli_options import say
from glue.config import is_local, live_admin_url, settings
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import open_the_way
from glue.postgres.processes import end_lost
from glue.postgres.server import SUPERUSER
from glue.postgres.state import State
from glue.schema.invariants import Verdict, verify
from glue.stack.stack import Stack

KEEP = 7


def default_key() -> Path:
    """Return where the secret key is, unless a command names another."""
    return Path(settings().backup_key_file or paths.HOME / "backup.key")


def _key(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path:
    return value or default_key()


def _time(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError as exc:
        raise click.BadParameter("write 2026-11-29 08:15:00, with +02:00 where not UTC") from exc
    return at if at.tzinfo else at.replace(tzinfo=UTC)


key_option = click.option(
    "--key-file",
    "key",
    type=click.Path(path_type=Path),
    callback=_key,
    help="The secret key of physical backups.  [default: BACKUP_KEY_FILE, else backup.key]",
)
keep_option = click.option(
    "--keep",
    type=click.IntRange(1),
    default=KEEP,
    show_default=True,
    help="How many physical backups stay, with their WAL.",
)
to_option = click.option(
    "--to", callback=_time, help="The time to go back to; UTC without another offset."
)
timeline_option = click.option(
    "--timeline", type=click.IntRange(1), help="A timeline that an earlier restore left."
)
into_option = click.option(
    "--into", type=click.Path(path_type=Path), help="The new data directory of a cluster."
)
replace_option = click.option(
    "--replace", is_flag=True, help="Put it in the place of the local stack's cluster."
)


def back_up_cluster(url: str, folder: Path, key: Path, keep: int) -> None:
    """Take a physical backup."""
    outcome = work.back_up(url, open_repository(folder), key, keep, say)
    backup = outcome.backup
    State(paths.HOME).put(newest_backup=str(folder.resolve()))
    say(
        f"backup {backup.label}: {backup.cluster_bytes / 2**20:.1f} MiB in "
        f"{backup.backup_bytes / 2**20:.1f} MiB, {backup.seconds} s"
    )
    _note(lambda: url, backup, is_rehearsed=False)
    if not outcome.is_checked:
        say(f"it was not read back: the key {key} is not here")
    for label in outcome.gone:
        say(f"removed {label}")


def _note(find_url: Callable[[], str], backup: Backup, *, is_rehearsed: bool) -> None:
    noted = Noted(backup.label, "physical", backup.stopped_at, backup.backup_bytes)
    note(find_url, noted, say, is_rehearsed=is_rehearsed)


def rehearse_cluster(
    folder: Path, key: Path, target: Target, *, timeout_seconds: float
) -> list[Verdict]:
    """Restore the newest backup into a scratch folder, run it, verify everything there."""
    repository = open_repository(folder)
    begun = time.monotonic()
    with work.rehearsed(repository, key, target, say) as (backup, running):
        ready = time.monotonic() - begun
        say(f"recovered up to {_shown(running.last_commit_at)} in {ready:.1f} s")
        try_the_log(running.url)
        verdicts = verify(running.url, module=None, timeout_seconds=timeout_seconds)
    if all(verdict.state != "error" for verdict in verdicts):
        work.note_rehearsal(repository, backup, time.monotonic() - begun)
        _note(live_admin_url, backup, is_rehearsed=True)
    return verdicts


def restore_cluster(
    folder: Path, key: Path, target: Target, into: Path | None, *, yes: bool
) -> None:
    """Restore into a new data directory, or in the place of the local stack's."""
    repository = open_repository(folder)
    source = Source(repository, key, work.restoring_user(repository))
    if into is not None:
        done = work.restore_into(source, target, into.absolute(), say, goes_on=False)
        _report(done)
        say(f"start it with a port of its own: `pg_ctl -D {into} start`; it archives nothing")
        return
    _replace(source, target, yes=yes)


def _replace(source: Source, target: Target, *, yes: bool) -> None:
    if not is_local():
        raise ConfigError(
            "DATABASE_URL is set: that cluster is not ours to replace",
            "Restore with --into FOLDER, then start that folder instead.",
        )
    stack = Stack()
    live = stack.server.data
    if live.exists() and not yes:
        raise ConfigError(
            f"{live} is there, and the restored cluster would take its place",
            "Add --yes; the folder is kept under another name.",
        )
    with stack.starting():
        was_up = stack.is_up()
        was_running = stack.server.pid is not None
        fresh = live.with_name(f"{live.name}.restored")
        shutil.rmtree(fresh, ignore_errors=True)
        stack.server.log.parent.mkdir(parents=True, exist_ok=True)
        open_the_way(stack.server.home)
        if was_running:
            _push_the_rest(stack.server.url(SUPERUSER))
        done = work.restore_into(source, target, fresh, say, goes_on=True)
        stack.down()
        stack.server.stop()
        end_lost(live)
        if live.exists():
            kept = live.with_name(f"{live.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
            live.rename(kept)
            say(f"what was there is in {kept}: remove it when nothing in it is missed")
        fresh.rename(live)
        stack.server.prepare_os_user()
        _report(done)
        if was_up or was_running:
            stack.server.start()
        if was_up:
            stack.detach()
    say("take a new backup: `rowhouse db backup --physical FOLDER`")


def _push_the_rest(url: str) -> None:
    """Archive what the running cluster has written last; a broken one may not be able to."""
    try:
        with connect(url) as conn:
            await_push(conn)
    except (psycopg.Error, RowhouseError) as exc:
        say(f"what was written last is not archived: {exc}")


def _report(done: work.Restored) -> None:
    say(
        f"restored backup {done.backup.label} up to {_shown(done.last_commit_at)} "
        f"in {done.seconds:.1f} s"
    )


def _shown(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f} UTC" if at else "the end of the copy"


def shown_backups(folder: Path) -> list[dict[str, Any]]:
    """Return one row for each backup in a folder, oldest first."""
    repository = open_repository(folder)
    rows = []
    for backup in repository.backups():
        values = asdict(backup)
        rows.append(
            {
                "label": backup.label,
                "complete_at": backup.stopped_at.isoformat(timespec="seconds"),
                "mib": round(values["backup_bytes"] / 2**20, 1),
                "timeline": backup.timeline,
                "wal_lacks": gap_of(repository, backup),
                "checked": bool(repository.stamp(backup, "checked")),
                "rehearsed": (repository.stamp(backup, "rehearsed") or {}).get("at"),
            }
        )
    return rows
