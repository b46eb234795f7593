"""The archive: a zip of two files for each part, JSON Lines and CSV, and a manifest.

Everything is a stream: neither a part nor the archive is ever in memory whole. A member of
a zip has to end before the next one begins, so the CSV waits in a temporary file.
"""

import csv
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any

from glue.compliance.canonical import cell, parse

FORMAT = "rowhouse.compliance"
VERSION = 1
MANIFEST = "manifest.json"
ENTRIES, SEALS, ERASURES = "audit_entries", "audit_seals", "erasures"

_SPOOL_BYTES = 8 * 1024 * 1024
_TIME = (1980, 1, 1, 0, 0, 0)
"""What a zip says of the time of each member: the same content is the same archive."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the archive."""

    name: str
    columns: list[str]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the manifest says of one file."""

    name: str
    rows: int
    bytes: int
    sha256: str


class _Summed(io.RawIOBase):
    """A file that is written, with its size and its sum."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._sum = hashlib.sha256()
        self._bytes = 0

    def writable(self) -> bool:
        """Return that it is."""
        return True

    def write(self, data: Any) -> int:
        """Write, and add to the sum."""
        self._target.write(data)
        self._sum.update(data)
        self._bytes += len(data)
        return len(data)

    def facts(self, name: str, rows: int) -> FileFacts:
        """Return what the manifest says of it."""
        return FileFacts(name, rows, self._bytes, self._sum.hexdigest())


class Notes:
    """What the manifest has of the seals: their head, and the roots of those with entries."""

    def __init__(self) -> None:
        self._wanted: set[str] = set()
        self.roots: dict[str, str] = {}
        self.head: dict[str, Any] | None = None

    def take(self, part: str, record: dict[str, Any]) -> None:
        """Look at one record; entries come before seals."""
        if part == ENTRIES:
            self._wanted.add(record["seal_id"])
        elif part == SEALS:
            self.head = {"seal_id": int(record["id"]), "chain": record["chain"]}
            if record["id"] in self._wanted:
                self.roots[record["id"]] = record["root"]


def write_archive(
    target: IO[bytes],
    parts: Iterable[Part],
    read: Callable[[str], Iterator[str]],
    facts: dict[str, Any],
) -> dict[str, Any]:
    """Write an archive; `read` returns the lines of a part. Return its manifest."""
    notes = Notes()
    files: list[FileFacts] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            files += _write_part(archive, part, read(part.name), notes)
        manifest = {
            "format": FORMAT,
            "v": VERSION,
            **facts,
            "head": notes.head,
            "roots": notes.roots,
            "files": [asdict(file) for file in files],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        with archive.open(_member(MANIFEST), "w") as file:
            file.write(text.encode())
    return manifest


def _write_part(
    archive: zipfile.ZipFile, part: Part, lines: Iterator[str], notes: Notes
) -> Iterator[FileFacts]:
    """Write both files of a part."""
    rows = 0
    with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as spool:
        table = _Summed(spool)
        with archive.open(_member(f"{part.name}.jsonl"), "w", force_zip64=True) as member:
            records = _Summed(member)
            table.write(csv_line(part.columns))
            for line in lines:
                record = parse(line)
                notes.take(part.name, record)
                records.write(f"{line}\n".encode())
                table.write(csv_line(cell(record.get(column)) for column in part.columns))
                rows += 1
        yield records.facts(f"{part.name}.jsonl", rows)
        spool.seek(0)
        with archive.open(_member(f"{part.name}.csv"), "w", force_zip64=True) as member:
            shutil.copyfileobj(spool, member)
        yield table.facts(f"{part.name}.csv", rows)


def csv_line(cells: Iterable[str]) -> bytes:
    """Return one line of a CSV file."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
