"""A backup as a file: what its head says, and which servers take it."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from glue.errors import ConfigError, RowhouseError


@dataclass(frozen=True, slots=True)
class Archive:
    """What a backup says of itself."""

    file: Path
    server_major: int
    client_major: int
    made_at: datetime


def read_archive(file: Path) -> Archive:
    """Read the head of a backup: which server it is of, and which client wrote it."""
    if not file.exists():
        raise ConfigError(f"{file} is not there", "Name a file of `rowhouse db backup`.")
    try:
        with file.open("rb") as archive:
            return _read_head(file, archive)
    except OSError as exc:
        raise ConfigError(f"{file} cannot be read: {exc.strerror}") from exc
    except (ValueError, IndexError, OverflowError, UnicodeDecodeError) as exc:
        raise RowhouseError(
            f"{file} is not a backup, or is cut off",
            "A backup is a file of `rowhouse db backup`, or of `pg_dump --format=custom`.",
        ) from exc


def _read_head(file: Path, archive: BinaryIO) -> Archive:
    if archive.read(5) != b"PGDMP":
        raise ValueError(file)
    major, minor, _, int_size, _, kind = archive.read(6)
    if kind != 1:
        raise ValueError(file)

    def number() -> int:
        sign, *digits = archive.read(1 + int_size)
        value = int.from_bytes(bytes(digits), "little")
        return -value if sign else value

    def text() -> str:
        return archive.read(number()).decode()

    if (major, minor) >= (1, 15):
        archive.read(1)  # how it is compressed: a number before that version
    else:
        number()
    second, minute, hour, day, month, year, is_dst = (number() for _ in range(7))
    local = (year + 1900, month + 1, day, hour, minute, second, 0, 0, is_dst)
    text()  # which database
    server, program = (int(re.match(r"\d+", text())[0]) for _ in range(2))  # type: ignore[index]
    return Archive(file, server, program, datetime.fromtimestamp(time.mktime(local), UTC))


def refuse_newer(archive: Archive, major: int) -> None:
    """Raise when a server is too old for a backup."""
    newest = max(archive.server_major, archive.client_major)
    if newest > major:
        what = (
            f"is of Postgres {archive.server_major}"
            if archive.server_major == newest
            else f"was written by pg_dump {archive.client_major}"
        )
        raise ConfigError(
            f"{archive.file} {what}, and this server is Postgres {major}",
            f"Restore it into Postgres {newest} or newer.",
        )
