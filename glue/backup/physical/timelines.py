"""Timelines: which copies lead to one, and what WAL there is on the way.

Each recovery that ends begins a timeline, which leaves its parent at an address. Its history file
lists the parents (PostgreSQL, "Timelines" in the chapter on continuous archiving). A copy leads to
a timeline if it is of one of these and was complete before the next one left.
"""

from dataclasses import dataclass
from pathlib import Path

from glue.backup.physical.repository import Backup, Repository
from glue.backup.physical.segments import archived, name_of, number_of
from glue.backup.physical.wal import stored, unseal
from glue.errors import RowhouseError


@dataclass(frozen=True, slots=True)
class Stretch:
    """A timeline, from where it left its parent to where the next one left it."""

    timeline: int
    begins: int
    ends: int | None
    """Addresses; None: it goes on."""


def newest(repository: Repository) -> int:
    """Return the newest timeline, as Postgres finds it: the last one without a gap before it."""
    timeline = 1
    while _history_files(repository, timeline + 1):
        timeline += 1
    return timeline


def way_to(repository: Repository, key: Path, timeline: int) -> list[Stretch]:
    """Return the timelines that lead to one, oldest first; it is the last."""
    way, begins = [], 0
    for parent, left_at in _parents(repository, key, timeline):
        way.append(Stretch(parent, begins, left_at))
        begins = left_at
    return [*way, Stretch(timeline, begins, None)]


def leads(backup: Backup, way: list[Stretch]) -> bool:
    """Return whether a recovery may go from a copy along this way."""
    return any(
        backup.timeline == stretch.timeline
        and stretch.begins <= address_of(backup.start_lsn)
        and (stretch.ends is None or address_of(backup.stop_lsn) <= stretch.ends)
        for stretch in way
    )


def gap_on(repository: Repository, backup: Backup, way: list[Stretch]) -> str | None:
    """Return the first segment that is absent between a copy and the newest WAL of its way.

    Postgres reads each segment from the newest timeline that had begun in it.
    """
    size = repository.segment_bytes
    ahead = [one for one in way if one.timeline >= backup.timeline]
    stocks = {one.timeline: archived(repository, one.timeline) for one in ahead}
    last = max((number_of(name, size) for name in stocks[ahead[-1].timeline]), default=None)
    end = ahead[-1].begins // size if last is None else last + 1
    for number in range(number_of(backup.start_segment, size), end):
        timeline = max(
            (one.timeline for one in ahead if one.begins // size <= number),
            default=backup.timeline,
        )
        name = name_of(timeline, number, size)
        if name not in stocks[timeline]:
            return name
    return None


def gap_of(repository: Repository, backup: Backup) -> str | None:
    """Return the first segment that is absent on the timeline of a copy: this needs no key."""
    return gap_on(repository, backup, [Stretch(backup.timeline, 0, None)])


def address_of(lsn: str) -> int:
    """Return an address of WAL as a number."""
    high, _, low = lsn.partition("/")
    return int(high, 16) << 32 | int(low, 16)


def _history_files(repository: Repository, timeline: int) -> list[Path]:
    name = f"{timeline:08X}"
    return stored(repository.wal / name, f"{name}.history")


def _parents(repository: Repository, key: Path, timeline: int) -> list[tuple[int, int]]:
    if timeline == 1:
        return []
    found = _history_files(repository, timeline)
    if not found:
        raise RowhouseError(
            f"{repository.root} holds no history of timeline {timeline}",
            "`rowhouse db backups` shows the timelines that it holds.",
        )
    lines = unseal(found, key).decode().splitlines()
    fields = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(int(number), address_of(lsn)) for number, lsn, *_ in fields]
