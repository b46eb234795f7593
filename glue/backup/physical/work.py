"""What the commands do with a repository: back up, rehearse, restore."""

import contextlib
import os
import pwd
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from glue.backup.physical.choosing import choose, expire
from glue.backup.physical.extracting import Source, check, extract
from glue.backup.physical.recovery import Recovered, Target, recovered
from glue.backup.physical.repository import Backup, Repository, sync
from glue.backup.physical.servers import owner_of, run_as
from glue.backup.physical.taking import take_backup
from glue.backup.roles import Say
from glue.errors import ConfigError
from glue.postgres.os_user import append_as


@dataclass(frozen=True, slots=True)
class Outcome:
    """A backup that was taken, whether it was checked, and which ones went for it."""

    backup: Backup
    is_checked: bool
    gone: list[str]


def back_up(url: str, repository: Repository, key: Path, keep: int, say: Say) -> Outcome:
    """Take a backup, check it where the key is at hand, and remove old ones."""
    with repository.locked():
        say(f"copying the cluster into {repository.root}")
        backup = take_backup(url, repository)
        if key.exists():
            say("reading the copy back")
            with _scratch(repository) as (data, user):
                check(extract(Source(repository, key, user), backup, data))
            repository.put_stamp(backup, "checked", {"at": _now()})
        with repository.alone() as is_alone:
            if not is_alone:
                say("no old backup was removed: a restore reads from this repository")
            gone = expire(repository, keep) if is_alone else []
        return Outcome(backup, key.exists(), gone)


@contextlib.contextmanager
def rehearsed(
    repository: Repository, key: Path, target: Target, say: Say, label: str | None = None
) -> Iterator[tuple[Backup, Recovered]]:
    """Yield a backup that was restored into a scratch folder and runs there; then it goes."""
    with repository.in_use(), _scratch(repository) as (data, user):
        backup, target = choose(repository, key, target, label)
        say(f"extracting backup {backup.label} into a scratch folder")
        copy = extract(Source(repository, key, user), backup, data)
        check(copy)
        with recovered(copy, target, say, is_kept=False) as running:
            yield backup, running


def note_rehearsal(repository: Repository, backup: Backup, seconds: float) -> None:
    """Note that a backup was restored, and everything in it found right."""
    repository.put_stamp(backup, "rehearsed", {"at": _now(), "seconds": round(seconds, 1)})


@dataclass(frozen=True, slots=True)
class Restored:
    """A data directory that is complete, stopped, and at the point that was asked for."""

    data: Path
    backup: Backup
    last_commit_at: datetime | None
    seconds: float


def restore_into(
    source: Source, target: Target, data: Path, say: Say, *, goes_on: bool
) -> Restored:
    """Restore into a new data directory, which gets its name when it is complete.

    `goes_on` where it takes the place of the cluster: it archives from then on. Another copy does
    not, or two clusters would write into one repository.
    """
    begun = time.monotonic()
    if data.is_symlink() or (data.exists() and (not data.is_dir() or any(data.iterdir()))):
        raise ConfigError(
            f"{data} exists and is not empty", "Name a new folder: a restore replaces nothing."
        )
    with source.repository.in_use():
        return _restore(source, target, data, say, begun, goes_on=goes_on)


def _restore(  # noqa: PLR0913 - what one restore consists of
    source: Source, target: Target, data: Path, say: Say, begun: float, *, goes_on: bool
) -> Restored:
    backup, target = choose(source.repository, source.key, target)
    _refuse_closed(data.parent, source.user)
    draft = Path(tempfile.mkdtemp(prefix=f".{data.name}.", suffix=".part", dir=data.parent))
    draft.chmod(0o711)
    try:
        say(f"extracting backup {backup.label}")
        copy = extract(source, backup, draft / "data")
        with recovered(copy, target, say, is_kept=True) as running:
            last = running.last_commit_at
        if not goes_on:
            alone = b"archive_mode = 'off'\n"
            append_as(source.user, draft / "data" / "postgresql.auto.conf", alone)
        sync(draft / "data")
        (draft / "data").rename(data)
        sync(data.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Restored(data, backup, last, time.monotonic() - begun)


def _refuse_closed(folder: Path, user: str) -> None:
    """Refuse a folder that who will run the cluster cannot pass."""
    if not folder.is_dir():
        raise ConfigError(f"{folder} is not there", "Make it, or name another folder.")
    if run_as(user, ["test", "-x", folder]).returncode:
        raise ConfigError(
            f"user {user}, who runs the restored cluster, cannot enter {folder}",
            "Name a folder that this user can reach.",
        )


def restoring_user(repository: Repository) -> str:
    """Return who runs what is restored: who ran the server, where root asks."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    user = owner_of(repository.wal)
    if user == "root":
        raise ConfigError(
            f"{repository.wal} is root's, and Postgres does not run as root",
            "Give it to the user that runs Postgres: `chown USER FOLDER/wal/*`.",
        )
    return user


@contextlib.contextmanager
def _scratch(repository: Repository) -> Iterator[tuple[Path, str]]:
    """Yield a data directory to be made, and its user; it goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="rowhouse-rehearsal-"))
    folder.chmod(0o711)
    try:
        yield folder / "data", restoring_user(repository)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _now() -> str:
    return datetime.now(UTC).isoformat()
