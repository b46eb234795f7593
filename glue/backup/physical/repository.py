"""The repository: what is in it, and how something comes to be in it."""

import contextlib
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import remove_as

CONTENT = "base.tar.gz.age"
DRAFT = ".part"
_PLACE = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}|[0-9A-F]{24}")


@dataclass(frozen=True, slots=True)
class Backup:
    """A complete copy of a cluster, and what a restore must know of it."""

    label: str
    started_at: datetime
    stopped_at: datetime
    timeline: int
    start_lsn: str
    stop_lsn: str
    start_segment: str
    stop_segment: str
    server_major: int
    database: str
    superuser: str
    settings: dict[str, str]
    cluster_bytes: int
    backup_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder that holds the copies and the WAL of one cluster."""

    root: Path
    system_identifier: int
    segment_bytes: int
    public_key: str

    @property
    def base(self) -> Path:
        """Where the copies are."""
        return self.root / "base"

    @property
    def wal(self) -> Path:
        """Where the WAL is: one folder for each timeline."""
        return self.root / "wal"

    def folder(self, backup: Backup) -> Path:
        """Return the folder of a copy."""
        return self.base / backup.label

    def backups(self) -> list[Backup]:
        """Return the complete copies, oldest first."""
        if not self.base.is_dir():
            return []
        found = [
            _read_backup(path / "backup.json")
            for path in self.base.iterdir()
            if not path.name.startswith(".")
        ]
        return sorted(found, key=lambda backup: backup.started_at)

    def stamp(self, backup: Backup, name: str) -> dict[str, Any] | None:
        """Return what was noted of a copy under a name: `checked` or `rehearsed`."""
        try:
            noted = json.loads((self.folder(backup) / f"{name}.json").read_text())
        except FileNotFoundError:
            return None
        return dict(noted)

    def put_stamp(self, backup: Backup, name: str, noted: dict[str, Any]) -> None:
        """Note something of a copy."""
        write_json(self.folder(backup) / f"{name}.json", noted)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Let one command at a time add or remove copies; the system frees what is killed."""
        with (self.root / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as exc:
                raise RowhouseError(
                    f"another command is at work on {self.root}", "Wait for it."
                ) from exc
            self._clear()
            yield

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep every copy and the WAL as long as the block; others may read beside it."""
        with (self.root / "repository.json").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            yield

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Yield whether nothing reads from here; while it is so, nothing begins to."""
        # Open for writing though nothing is written: NFS gives no exclusive lock otherwise.
        with (self.root / "repository.json").open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def _clear(self) -> None:
        """Remove what a killed command left, and what a killed push left among the WAL."""
        for left in self.base.glob(".*"):
            shutil.rmtree(left)
        for lock in self.wal.glob("*/lock"):
            with lock.open("r+b") as file:
                # Who writes a segment has the lock: what is a draft now will remain one.
                fcntl.flock(file, fcntl.LOCK_EX)
                remove_as(self.wal.owner(), lock.parent.glob(f".*{DRAFT}"))

    def remove(self, backup: Backup) -> None:
        """Remove a copy: first its name, so that a crash leaves nothing that passes for one."""
        gone = self.base / f".{backup.label}{DRAFT}"
        self.folder(backup).rename(gone)
        sync(self.base)
        shutil.rmtree(gone)


def open_repository(root: Path) -> Repository:
    """Return the repository in a folder."""
    try:
        values = json.loads((root / "repository.json").read_text())
        values.pop("format")
        return Repository(root.resolve(), **values)
    except FileNotFoundError as exc:
        raise ConfigError(
            f"{root} holds no backups of a cluster",
            "Make it one: `rowhouse db archive start FOLDER`.",
        ) from exc
    except OSError as exc:
        raise ConfigError(f"{root} cannot be read: {exc.strerror}") from exc
    except (ValueError, TypeError, KeyError, AttributeError) as exc:
        raise RowhouseError(
            f"{root}/repository.json is damaged", "Restore that file from a copy of the folder."
        ) from exc


def make_repository(
    root: Path, *, system_identifier: int, segment_bytes: int, public_key: str
) -> Repository:
    """Make a folder a repository; it must be empty."""
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise ConfigError(f"{root} is not empty", "Name an empty folder, or one to be made.")
    made = Repository(root.resolve(), system_identifier, segment_bytes, public_key)
    made.base.mkdir(mode=0o700)
    made.wal.mkdir(mode=0o700)
    values = asdict(made) | {"format": 1}
    values.pop("root")
    write_json(root / "repository.json", values)
    (root / "repository.json").chmod(0o644)
    return made


def write_json(file: Path, values: dict[str, Any]) -> None:
    """Write a file that is there whole, or not at all, whatever happens."""
    draft = file.with_name(f".{file.name}{DRAFT}")
    with draft.open("w") as written:
        json.dump(values, written, indent=1, sort_keys=True, default=str)
        written.flush()
        os.fsync(written.fileno())
    draft.rename(file)
    sync(file.parent)


def sync(path: Path) -> None:
    """Let a power cut not undo what was written to a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read_backup(file: Path) -> Backup:
    try:
        values = json.loads(file.read_text())
        times = {
            name: datetime.fromisoformat(values[name]) for name in ("started_at", "stopped_at")
        }
        # The label is the name of the folder, whatever the file says.
        backup = Backup(**(values | times | {"label": file.parent.name}))
        _refuse_odd(backup)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as exc:
        raise RowhouseError(
            f"{file} is absent or damaged",
            f"That copy cannot be used: move {file.parent} out of the repository.",
        ) from exc
    return backup


def _refuse_odd(backup: Backup) -> None:
    """Raise where a fact is not of its kind: a version that is a path would run what is there."""
    numbers = (backup.timeline, backup.server_major, backup.cluster_bytes, backup.backup_bytes)
    names = (backup.database, backup.superuser, *backup.settings, *backup.settings.values())
    places = (backup.start_lsn, backup.stop_lsn, backup.start_segment, backup.stop_segment)
    if not (
        all(type(number) is int for number in numbers)
        and all(type(name) is str for name in names)
        and all(_PLACE.fullmatch(place) for place in places)
        and isinstance(backup.seconds, int | float)
    ):
        raise ValueError(backup.label)
