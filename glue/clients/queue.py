"""The edits that a device has made and the server has not answered for, kept on disk.

An SQLite file: a commit is on the disk when it returns (WAL, `synchronous` full), so what was
shown to the reader as kept survives a crash of the app and of the machine.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from glue.clients.conflicts import Edit

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# Ids are never used twice: an answer that comes late can not remove another edit.
_SCHEMA = """
pragma journal_mode = wal;
pragma synchronous = full;
pragma fullfsync = on;
pragma busy_timeout = 5000;
create table if not exists edits (
    id integer primary key autoincrement,
    series_id integer not null,
    edit text not null,
    rejected text
);
create table if not exists clocks (device_id text primary key, microseconds integer not null);
"""


@dataclass(frozen=True, slots=True)
class Queued:
    """One edit as it is queued; `rejected` says why the server will never take it."""

    id: int
    series_id: int
    edit: Edit
    rejected: str | None = None


class EditQueue:
    """The queue of one reader on one device, oldest edit first; one process has it open."""

    def __init__(self, path: Path | str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._pending: dict[int, Queued] = {}
        self._by_series: dict[int, dict[int, Edit]] = {}
        for queued in self._read():
            if queued.rejected is None:
                self._hold(queued)

    def __len__(self) -> int:
        """Return how many edits the server has not answered for."""
        return len(self._pending)

    def add(
        self, series_id: int, device_id: str, now: datetime, make: Callable[[datetime], Edit]
    ) -> None:
        """Commit the edit that `make` makes of its time.

        A device's times only grow, across restarts and when its clock is set back: otherwise
        an edit could lose to an earlier one of the same device, or be taken for it.
        """
        with self._db:
            self._db.execute("begin immediate")
            (last,) = self._db.execute(
                "select max(microseconds) from clocks where device_id = ?", (device_id,)
            ).fetchone()
            at = max((now - _EPOCH) // _MICROSECOND, -1 if last is None else last + 1)
            edit = make(_EPOCH + at * _MICROSECOND)
            self._db.execute("insert or replace into clocks values (?, ?)", (device_id, at))
            (number,) = self._db.execute(
                "insert into edits (series_id, edit) values (?, ?) returning id",
                (series_id, json.dumps(edit.to_json())),
            ).fetchone()
        self._hold(Queued(number, series_id, edit))

    def oldest(self, count: int) -> list[Queued]:
        """Return what has waited longest for the server."""
        return list(islice(self._pending.values(), count))

    def edits_of(self, series_id: int) -> list[Edit]:
        """Return the edits of a series, oldest first."""
        return list(self._by_series.get(series_id, {}).values())

    def series_ids(self) -> set[int]:
        """Return the series that have edits."""
        return set(self._by_series)

    def rejected(self) -> list[Queued]:
        """Return what the server will never take."""
        return [queued for queued in self._read() if queued.rejected is not None]

    def remove(self, answered: Iterable[Queued]) -> None:
        """Forget the edits that the server has answered for."""
        gone = list(answered)
        with self._db:
            self._db.execute("begin immediate")
            self._db.executemany("delete from edits where id = ?", [(q.id,) for q in gone])
        for queued in gone:
            self._release(queued)

    def reject(self, queued: Queued, why: str) -> None:
        """Set an edit aside, so that it no longer keeps others from being sent."""
        self._db.execute("update edits set rejected = ? where id = ?", (why, queued.id))
        self._release(queued)

    def close(self) -> None:
        """Close the file; what is queued stays in it."""
        self._db.close()

    def _read(self) -> list[Queued]:
        rows = self._db.execute("select id, series_id, edit, rejected from edits order by id")
        return [
            Queued(number, series_id, Edit.from_json(json.loads(edit)), rejected)
            for number, series_id, edit, rejected in rows
        ]

    def _hold(self, queued: Queued) -> None:
        self._pending[queued.id] = queued
        self._by_series.setdefault(queued.series_id, {})[queued.id] = queued.edit

    def _release(self, queued: Queued) -> None:
        if self._pending.pop(queued.id, None) is None:
            return
        of_series = self._by_series[queued.series_id]
        del of_series[queued.id]
        if not of_series:
            del self._by_series[queued.series_id]
