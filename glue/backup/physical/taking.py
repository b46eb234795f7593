"""A copy of the running cluster: pg_basebackup, encrypted as it comes, named when complete."""

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pyrage

from glue.backup.physical.archiving import await_push, push_command, refuse_other
from glue.backup.physical.repository import (
    CONTENT,
    DRAFT,
    Backup,
    Repository,
    sync,
    write_json,
)
from glue.backup.physical.sealing import read_public_key
from glue.backup.physical.segments import segment_of
from glue.backup.physical.servers import Facts, read_facts
from glue.backup.programs import client, split_password
from glue.db import connect, database_of
from glue.errors import ConfigError, RowhouseError

SILENCE_SECONDS = 600
"""pg_basebackup waits without end for WAL that is not archived; we do not."""

CHUNK = 1 << 20
KEPT = 1 << 16
"""So much of the beginning and of the end is looked into: what begins the copy is its label, what
ends it is the last of its manifest."""

_LSN = rb"(?P<lsn>[0-9A-F]+/[0-9A-F]+)"
_START = re.compile(rb"START WAL LOCATION: " + _LSN)
_TIMELINE = re.compile(rb"START TIMELINE: (\d+)")
_STOP = re.compile(rb'"End-LSN": "' + _LSN)


def take_backup(url: str, repository: Repository) -> Backup:
    """Copy the cluster into the repository; the caller holds its lock."""
    with connect(url) as conn:
        facts = read_facts(conn)
        _refuse_unready(facts, repository)
        # What hinders archiving is found before the copy, not after it.
        await_push(conn)
    begun = time.monotonic()
    label = facts.now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")[:-3] + "Z"
    draft = repository.base / f".{label}{DRAFT}"
    draft.mkdir(mode=0o700)
    source = _copy(url, facts, repository, draft / CONTENT, label)
    started, stopped = _START.search(source.head), _STOP.search(source.tail)
    line = _TIMELINE.search(source.head)
    if started is None or stopped is None or line is None:
        raise RowhouseError("the copy does not say where it begins and ends")
    timeline, start, stop = int(line[1]), started["lsn"].decode(), stopped["lsn"].decode()
    with connect(url) as conn:
        after = read_facts(conn)
    backup = Backup(
        label=label,
        started_at=facts.now.astimezone(UTC),
        stopped_at=after.now.astimezone(UTC),
        timeline=timeline,
        start_lsn=start,
        stop_lsn=stop,
        start_segment=segment_of(start, timeline, repository.segment_bytes),
        stop_segment=segment_of(stop, timeline, repository.segment_bytes, is_end=True),
        server_major=facts.major,
        database=database_of(url),
        superuser=facts.superuser,
        settings=facts.settings,
        cluster_bytes=after.bytes,
        backup_bytes=(draft / CONTENT).stat().st_size,
        seconds=round(time.monotonic() - begun, 1),
    )
    write_json(draft / "backup.json", as_json(backup))
    draft.rename(repository.folder(backup))
    sync(repository.base)
    return backup


def as_json(backup: Backup) -> dict[str, object]:
    """Return what `backup.json` holds."""
    values = {name: getattr(backup, name) for name in backup.__dataclass_fields__}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _refuse_unready(facts: Facts, repository: Repository) -> None:
    refuse_other(facts, repository)
    if facts.in_recovery:
        raise ConfigError("this server is a standby", "Name the primary: it archives its WAL.")
    if facts.archive_mode != "on" or facts.archive_command != push_command(repository):
        raise ConfigError(
            f"this server does not archive into {repository.root}, and a copy without its WAL is "
            "no backup",
            f"Run `rowhouse db archive start {repository.root}`.",
        )


def _copy(url: str, facts: Facts, repository: Repository, target: Path, label: str) -> "_Source":
    """Run pg_basebackup and encrypt what it writes; return what of it was kept."""
    program = client("pg_basebackup", facts.major)
    bare, secret = split_password(url)
    command = [
        str(program),
        f"--dbname={bare}",
        "--pgdata=-",
        "--format=tar",
        "--wal-method=none",
        "--checkpoint=fast",
        f"--label=rowhouse {label}",
        "--no-password",
    ]
    with tempfile.TemporaryFile("w+") as words:
        with (
            _running(command, os.environ | secret | {"LC_ALL": "C"}, words) as process,
            target.open("wb") as file,
            _watched(process) as source,
        ):
            try:
                pyrage.encrypt_io(source, file, [read_public_key(repository.public_key)])
                file.flush()
                os.fsync(file.fileno())
            except (pyrage.EncryptError, OSError) as exc:
                raise RowhouseError(
                    f"the copy could not be written to {target.parent.parent}: {exc}",
                    "Make room there; nothing that looks like a backup was left.",
                ) from exc
            finally:
                # What is written to a pipe that no one reads would never end.
                process.stdout.close()  # type: ignore[union-attr]
            code = process.wait()
        words.seek(0)
        said = words.read()
    if source.is_over_time:
        raise RowhouseError(
            f"pg_basebackup wrote nothing for {SILENCE_SECONDS} s: {said.strip()}",
            "See `rowhouse db archive status`: it waits for WAL to be archived.",
        )
    if code:
        raise RowhouseError(f"pg_basebackup failed: {said.strip()}")
    return source


@contextlib.contextmanager
def _running(
    command: list[str], env: dict[str, str], words: IO[str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


@dataclass
class _Source:
    """The output of a program, compressed; its ends, and when it last gave something."""

    pipe: IO[bytes]
    read_at: float = field(default_factory=time.monotonic)
    is_over_time: bool = False
    head: bytes = b""
    tail: bytes = b""

    def __post_init__(self) -> None:
        """Begin to compress, as gzip does."""
        self._packer = zlib.compressobj(1, wbits=31)
        self._packed = b""
        self._is_over = False

    def read(self, size: int) -> bytes:
        """Return some of it; nothing when it is over."""
        while not self._packed and not self._is_over:
            given = self.pipe.read(CHUNK)
            self.read_at = time.monotonic()
            if given:
                self.head = self.head or given[:KEPT]
                self.tail = (self.tail + given)[-KEPT:]
                self._packed = self._packer.compress(given)
            else:
                self._is_over = True
                self._packed = self._packer.flush()
        part, self._packed = self._packed[:size], self._packed[size:]
        return part


@contextlib.contextmanager
def _watched(process: subprocess.Popen[bytes]) -> Iterator[_Source]:
    """Yield the output of a program, which is ended when it gives nothing for too long."""
    source = _Source(process.stdout)  # type: ignore[arg-type]
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(max(0.0, source.read_at + SILENCE_SECONDS - time.monotonic())):
            if time.monotonic() - source.read_at >= SILENCE_SECONDS:
                source.is_over_time = True
                process.kill()
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        is_over.set()
        thread.join()
