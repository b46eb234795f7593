"""Writing a backup: one file, there when it is complete."""

import os
import tempfile
from pathlib import Path

from glue.backup.programs import client, run_program, server_major
from glue.errors import ConfigError


def write_backup(url: str, file: Path) -> int:
    """Write the whole database into one file; return its size.

    The file appears when it is complete, readable by its owner only; nothing is replaced.
    """
    if file.exists() or file.is_symlink():
        raise ConfigError(f"{file} exists", "Choose another name: a backup is never overwritten.")
    program = client("pg_dump", server_major(url))
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    except OSError as exc:
        raise ConfigError(
            f"cannot write to {file.parent}: {exc.strerror}", "Name a folder that is writable."
        ) from exc
    os.close(handle)
    draft = Path(name)
    try:
        # Unlogged tables hold what may be forgotten: caches, buckets, what is being loaded.
        run_program(program, url, "--format=custom", "--no-unlogged-table-data", f"--file={draft}")
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        _appear(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def _appear(draft: Path, file: Path) -> None:
    """Give a draft its name, unless that was taken meanwhile."""
    try:
        os.link(draft, file)
    except FileExistsError as exc:
        raise ConfigError(
            f"{file} exists", "Choose another name: a backup is never overwritten."
        ) from exc
    except OSError:
        # A file system without hard links.
        draft.rename(file)
