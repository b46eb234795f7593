"""Which copy a recovery starts from, and which ones may go."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from glue.backup.physical.recovery import Target
from glue.backup.physical.repository import Backup, Repository
from glue.backup.physical.segments import missing, number_of, stored_files
from glue.backup.physical.servers import owner_of
from glue.backup.physical.timelines import gap_on, leads, newest, way_to
from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import remove_as


def choose(
    repository: Repository, key: Path, target: Target, label: str | None = None
) -> tuple[Backup, Target]:
    """Return the newest copy from which a target can be reached, and the target's timeline."""
    backups = repository.backups()
    if label is not None:
        backups = [backup for backup in backups if backup.label == label]
    if not backups:
        raise ConfigError(
            f"{repository.root} holds no backup" + (f" {label}" if label else ""),
            "Take one: `rowhouse db backup FOLDER`."
            if label is None
            else "`rowhouse db backups` lists those that it holds.",
        )
    if target.to is not None:
        backups = _before(backups, target.to)
    timeline = target.timeline or newest(repository)
    way = way_to(repository, key, timeline)
    backups = [backup for backup in backups if leads(backup, way)]
    if not backups:
        raise RowhouseError(
            f"no backup in {repository.root} leads to timeline {timeline}: those before it are of"
            " a timeline that a restore left",
            "Choose the timeline with --timeline; `rowhouse db backups` shows that of each backup.",
        )
    usable = [backup for backup in backups if not missing(repository, backup)]
    if not usable:
        raise RowhouseError(
            f"no backup in {repository.root} has the WAL that makes it consistent",
            "Take another one; for a time in the past nothing is left here.",
        )
    if target.to is None and (gap := gap_on(repository, usable[-1], way)):
        # Postgres takes what is absent for the end, and would say nothing.
        raise RowhouseError(
            f"segment {gap} of WAL is not stored, though later ones are",
            "Take a new backup. What was written before the gap comes back with --to TIME.",
        )
    return usable[-1], replace(target, timeline=timeline)


def _before(backups: list[Backup], to: datetime) -> list[Backup]:
    if to > datetime.now(UTC):
        raise ConfigError(f"{to} is in the future", "Name a time in the past, or leave out --to.")
    earlier = [backup for backup in backups if backup.stopped_at <= to]
    if not earlier:
        raise ConfigError(
            f"{to} is before the first backup, which was complete at {backups[0].stopped_at}",
            "Name a later time; earlier states are in older repositories, if you kept one.",
        )
    return earlier


def expire(repository: Repository, keep: int) -> list[str]:
    """Remove copies beyond the newest ones, and the WAL that no copy needs; return the labels.

    The newest that was rehearsed stays, however old. Until one of those that stay was rehearsed
    or checked nothing goes: what goes might be the only one that works.
    """
    backups = repository.backups()
    kept = backups[-keep:]
    rehearsed = [one for one in backups if repository.stamp(one, "rehearsed")]
    if rehearsed and rehearsed[-1] not in kept:
        kept = [rehearsed[-1], *kept]
    proved = [one for one in kept if rehearsed or repository.stamp(one, "checked")]
    if not proved:
        return []
    gone = [one for one in backups if one not in kept]
    for one in gone:
        repository.remove(one)
    _expire_wal(repository, min(kept, key=lambda one: _first_number(repository, one)))
    return [one.label for one in gone]


def _first_number(repository: Repository, backup: Backup) -> int:
    return number_of(backup.start_segment, repository.segment_bytes)


def _expire_wal(repository: Repository, oldest: Backup) -> None:
    """Remove what is before the oldest copy; histories of timelines stay."""
    first = _first_number(repository, oldest)
    old = [
        file
        for name, file in stored_files(repository)
        if number_of(name, repository.segment_bytes) < first
    ]
    remove_as(owner_of(repository.wal), old)
