"""A copy out of the repository, as a data directory, and whether it is whole."""

import contextlib
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pyrage

from glue.backup.physical import wal
from glue.backup.physical.repository import CONTENT, Backup, Repository
from glue.backup.physical.sealing import read_key
from glue.backup.physical.segments import archived, missing, number_of
from glue.backup.physical.servers import binaries, run_as
from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import as_user, give, remove_as, write_as

_UNWRITTEN = re.compile(r"Cannot (?:open|write|mkdir)|No space left|Wrote only")


@dataclass(frozen=True, slots=True)
class Source:
    """A repository, the key that opens it, and the user that runs what comes out of it."""

    repository: Repository
    key: Path
    user: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup as a data directory."""

    source: Source
    backup: Backup
    data: Path


def extract(source: Source, backup: Backup, data: Path) -> Copy:
    """Decrypt a backup into a new folder of the user that will run it."""
    data.mkdir(mode=0o700)
    give(data, source.user)
    identity = read_key(source.key)
    command = ["tar", "--extract", "--gzip", "--file=-", f"--directory={data}"]
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env=env,
        **as_user(source.user),
    ) as tar:
        failure: Exception | None = None
        try:
            with (source.repository.folder(backup) / CONTENT).open("rb") as sealed:
                pyrage.decrypt_io(sealed, tar.stdin, [identity])
        except (OSError, pyrage.DecryptError) as exc:
            failure = exc
        with contextlib.suppress(BrokenPipeError):
            tar.stdin.close()  # type: ignore[union-attr]
        said = tar.stderr.read().decode(errors="replace").strip()  # type: ignore[union-attr]
        code = tar.wait()
    if code and _UNWRITTEN.search(said):
        raise RowhouseError(f"the copy could not be written to {data}: {said}", "Make room there.")
    if failure is not None or code:
        raise RowhouseError(
            f"backup {backup.label} is damaged, or of another key: {failure or said}",
            "Use another one: `rowhouse db backups` lists them.",
        )
    return Copy(source, backup, data)


def check(copy: Copy) -> None:
    """Compare a copy with its manifest; read the WAL that makes it consistent."""
    repository, backup, user = copy.source.repository, copy.backup, copy.source.user
    if lacking := missing(repository, backup):
        raise RowhouseError(
            f"backup {backup.label} cannot be used: {len(lacking)} segments of WAL are not stored, "
            f"the first is {lacking[0]}",
            "Take another one.",
        )
    size = repository.segment_bytes
    first, last = (number_of(one, size) for one in (backup.start_segment, backup.stop_segment))
    folder = copy.data / "pg_wal"
    fetched = []
    for name in sorted(archived(repository, backup.timeline)):
        if first <= number_of(name, size) <= last:
            content = wal.read(repository, copy.source.key, name)
            write_as(user, folder / name, content or b"")
            fetched.append(folder / name)
    program = binaries(backup.server_major) / "pg_verifybackup"
    if not program.exists():
        raise ConfigError(f"{program} is not there", "Install the server of that version.")
    done = run_as(user, [program, "--quiet", copy.data])
    remove_as(user, fetched)
    if done.returncode:
        raise RowhouseError(
            f"backup {backup.label} is not what was copied: {done.stderr.strip()}",
            "Keep older ones, take another one, and look at the disk of the repository.",
        )
