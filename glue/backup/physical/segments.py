"""Names of segments of WAL, and whether a row of them is whole."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from glue.backup.physical.repository import Backup, Repository
from glue.backup.physical.sealing import SUFFIX
from glue.backup.physical.wal import SEGMENT

_FILE_BYTES = 1 << 32


def segment_of(lsn: str, timeline: int, segment_bytes: int, *, is_end: bool = False) -> str:
    """Return the segment that an address is in; an end belongs to what is before it."""
    high, _, low = lsn.partition("/")
    at = (int(high, 16) << 32 | int(low, 16)) - (1 if is_end else 0)
    return name_of(timeline, at // segment_bytes, segment_bytes)


def name_of(timeline: int, number: int, segment_bytes: int) -> str:
    """Return the name of a segment on a timeline."""
    per_file = _FILE_BYTES // segment_bytes
    return f"{timeline:08X}{number // per_file:08X}{number % per_file:08X}"


def number_of(segment: str, segment_bytes: int) -> int:
    """Return the place of a segment in the row of all, whatever its timeline."""
    return int(segment[8:16], 16) * (_FILE_BYTES // segment_bytes) + int(segment[16:24], 16)


def archived(repository: Repository, timeline: int) -> set[str]:
    """Return the names of the whole segments that are stored of a timeline."""
    folder = repository.wal / f"{timeline:08X}"
    if not folder.is_dir():
        return set()
    names = (
        path.name.removesuffix(SUFFIX).rpartition("-")[0] for path in folder.glob(f"*{SUFFIX}")
    )
    return {name for name in names if SEGMENT.fullmatch(name)}


def stored_files(repository: Repository) -> Iterator[tuple[str, Path]]:
    """Yield each stored file of WAL that belongs to a segment, with its name."""
    for file in repository.wal.glob(f"*/*{SUFFIX}"):
        name = file.name.removesuffix(SUFFIX).rpartition("-")[0]
        if SEGMENT.match(name):
            yield name, file


def missing(repository: Repository, backup: Backup) -> list[str]:
    """Return what a copy needs to be consistent, and is not stored."""
    size = repository.segment_bytes
    numbers = range(number_of(backup.start_segment, size), number_of(backup.stop_segment, size) + 1)
    stored = archived(repository, backup.timeline)
    return [name for name in _names(backup.timeline, numbers, size) if name not in stored]


def _names(timeline: int, numbers: Iterable[int], size: int) -> Iterator[str]:
    return (name_of(timeline, number, size) for number in numbers)
