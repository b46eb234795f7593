"""Room on the disk of the local database; of another server it is not known."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from glue.doctor.findings import ERROR, WARNING, Finding
from glue.doctor.target import Target
from glue.postgres.server import FREE_BYTES_NEEDED, Server

LITTLE_SHARE = 0.05


def examine(target: Target) -> Iterator[Finding]:
    """Look at the disk of the data directory."""
    if target.is_stack:
        folder = Server(target.home).data
        if folder.exists():
            yield from judge(folder, *shutil.disk_usage(folder)[::2])


def judge(folder: Path, total: int, free: int) -> Iterator[Finding]:
    """Say whether that much is free enough."""
    is_full = free < FREE_BYTES_NEEDED
    if is_full or free < total * LITTLE_SHARE:
        yield Finding(
            "disk",
            "disk_full",
            ERROR if is_full else WARNING,
            f"{free // 2**20} MiB of {total // 2**20} are free at {folder}.",
            "Postgres stops when it cannot write its log.",
            f"df -h {folder}; then free some, or set ROWHOUSE_HOME elsewhere",
        )
