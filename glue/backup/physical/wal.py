"""The WAL of a repository: what Postgres runs for each segment, to archive and to fetch it.

`python -I -m glue.backup.physical.wal push|fetch …`: it runs as the user of the server and imports
little. A segment is one file, whose name has the checksum of what it holds. It appears when it is
complete and on the disk, and none is replaced: a second push of the same is fine, one of something
else under the same name is refused.
"""

import contextlib
import fcntl
import gzip
import hashlib
import os
import re
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pyrage

from glue.backup.physical.repository import DRAFT, Repository, open_repository, sync
from glue.backup.physical.sealing import SUFFIX, read_key, read_public_key
from glue.errors import RowhouseError

ABSENT = 44
"""The exit code for a file that is not stored; no other failure has it."""

DAMAGED = 255
"""Postgres ends a recovery at an exit code above 128; at another it takes the WAL to be over."""

SEGMENT = re.compile(r"[0-9A-F]{24}")
_NAME = re.compile(r"[0-9A-F]{8}\.history|[0-9A-F]{24}(?:\.partial|\.[0-9A-F]{8}\.backup)?")
_HEADER = struct.Struct("=HHIQIIQ")
_LONG_HEADER = 2


def push(repository: Repository, file: Path) -> None:
    """Archive a file of WAL."""
    name = file.name
    if not _NAME.fullmatch(name):
        raise RowhouseError(f"{name} is not the name of a file of WAL")
    content = file.read_bytes()
    if SEGMENT.match(name) and not name.endswith(".backup"):
        _refuse_foreign(repository, name, content)
    digest = hashlib.sha256(content).hexdigest()[:40]
    folder = repository.wal / name[:8]
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        sync(repository.wal)
    target = folder / f"{name}-{digest}{SUFFIX}"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.exists():
            # Postgres did not hear of it, perhaps before it reached the disk.
            sync(target)
        elif others := stored(folder, name):
            raise RowhouseError(
                f"{others[0].name} is there already and holds something else: two servers "
                f"archive into {repository.root}"
            )
        else:
            sealed = pyrage.encrypt(
                gzip.compress(content, 1, mtime=0), [read_public_key(repository.public_key)]
            )
            _write(target, sealed)
        sync(folder)


def _write(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}{DRAFT}")
    try:
        with draft.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        draft.rename(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _refuse_foreign(repository: Repository, name: str, content: bytes) -> None:
    """Refuse a segment that is cut off, or of another cluster."""
    if not name.endswith(".partial") and len(content) != repository.segment_bytes:
        raise RowhouseError(f"{name} has {len(content)} bytes, not {repository.segment_bytes}")
    _, info, _, _, _, _, owner = _HEADER.unpack_from(content)
    if not info & _LONG_HEADER or owner != repository.system_identifier:
        raise RowhouseError(f"{name} is not of the cluster of {repository.root}")


def stored(folder: Path, name: str) -> list[Path]:
    """Return what is stored under the name of a file of WAL."""
    return sorted(folder.glob(f"{name}-*{SUFFIX}"))


def fetch(repository: Repository, key: Path, name: str, target: Path) -> bool:
    """Write a file of WAL to where Postgres wants it; False where it is not stored."""
    content = read(repository, key, name)
    if content is None:
        return False
    draft = target.with_name(f"{target.name}{DRAFT}")
    draft.write_bytes(content)
    draft.rename(target)
    return True


def read(repository: Repository, key: Path, name: str) -> bytes | None:
    """Return a file of WAL; None where it is not stored."""
    found = stored(repository.wal / name[:8], name)
    return unseal(found, key) if found else None


def unseal(found: list[Path], key: Path) -> bytes:
    """Return the content of a stored file, of which there must be one."""
    if len(found) > 1:
        raise RowhouseError(f"{found[0].name} and {found[1].name} contradict each other")
    (file,) = found
    try:
        content = gzip.decompress(pyrage.decrypt(file.read_bytes(), [read_key(key)]))
    except (pyrage.DecryptError, OSError, EOFError, ValueError) as exc:
        raise RowhouseError(f"{file.name} is damaged, or of another key") from exc
    digest = file.name.removesuffix(SUFFIX).rpartition("-")[2]
    if hashlib.sha256(content).hexdigest()[:40] != digest:
        raise RowhouseError(f"{file.name} does not hold what its name says")
    return content


def try_out(repository: Repository) -> None:
    """Write and remove a file where the WAL goes, as the user of the server."""
    probe = repository.wal / f".probe{DRAFT}"
    probe.write_text("")
    sync(repository.wal)
    probe.unlink()


def _push(root: str, file: str) -> int:
    push(open_repository(Path(root)), Path(file))
    return 0


def _fetch(root: str, key: str, name: str, target: str) -> int:
    is_there = fetch(open_repository(Path(root)), Path(key), name, Path(target))
    return 0 if is_there else ABSENT


def _try(root: str) -> int:
    try_out(open_repository(Path(root)))
    return 0


_ACTIONS: dict[str, Callable[..., int]] = {"push": _push, "fetch": _fetch, "try": _try}


def main(arguments: list[str]) -> int:
    """Run what the server asks for; one line says what went wrong, for its log."""
    action, *rest = arguments
    try:
        return _ACTIONS[action](*rest)
    except Exception as exc:  # noqa: BLE001 - whatever it was, the WAL is not over
        sys.stderr.write(f"rowhouse: {action} of WAL: {exc or type(exc).__name__}\n")
        return DAMAGED if action == "fetch" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
