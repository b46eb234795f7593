"""Verify an archive with nothing but the file.

Three things are proven: the files are those of the manifest; the seals are one chain; each
audit entry is under the root of its seal, with all that its leaf commits to.
"""

import csv
import hashlib
import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from glue.compliance.archive import (
    ENTRIES,
    ERASURES,
    FORMAT,
    MANIFEST,
    SEALS,
    VERSION,
)
from glue.compliance.canonical import canonical, cell, parse
from glue.errors import ConfigError

MOST_FAULTS = 1000
MOST_MANIFEST_BYTES = 256 * 1024 * 1024
MOST_RECORD_BYTES = 16 * 1024 * 1024
MOST_NAMES = 1000
_MOST_SHOWN = 500
_CHUNK = 1024 * 1024
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, KeyError, TypeError,
    AttributeError, RuntimeError, EOFError, OSError, csv.Error,
)  # fmt: skip
"""What reading a damaged member raises; RuntimeError: it says that it is encrypted."""
_LEAF, _NODE, _SEAL = b"\x00", b"\x01", b"\x02"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be."""

    file: str
    where: str
    fault: str


@dataclass(slots=True)
class Report:
    """What was verified, and what is wrong."""

    project: str
    files: int = 0
    records: int = 0
    entries: int = 0
    unsealed: int = 0
    erased: int = 0
    seals: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)

    def add(self, file: str, where: str, fault: str) -> None:
        """Note a fault; of very many, the first ones."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(_plain(file), _plain(where), _plain(fault)))


class Archive:
    """A zip that is read in pieces."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self.names = Counter(archive.namelist())
        if len(self.names) > MOST_NAMES:
            raise ConfigError(f"it has more than {MOST_NAMES} files")

    def manifest(self) -> dict[str, Any]:
        """Return the manifest, or say that this is not an archive of ours."""
        try:
            if self._zip.getinfo(MANIFEST).file_size > MOST_MANIFEST_BYTES:
                raise ConfigError("its manifest is too large")
            found = json.loads(self._zip.read(MANIFEST))
            if found["format"] != FORMAT or found["v"] != VERSION:
                raise ConfigError(f"its manifest is not {FORMAT}, version {VERSION}")
            _check_manifest(found)
        except _UNREADABLE as exc:
            raise ConfigError(f"it has no manifest that can be read: {exc}") from exc
        return dict(found)

    def facts(self, name: str) -> tuple[int, str]:
        """Return size and sum of a file."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        return size, digest.hexdigest()

    def records(self, part: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and value of each line of a part."""
        with self._zip.open(f"{part}.jsonl") as file:
            for number, line in enumerate(_lines(file), 1):
                record = parse(line)
                if not isinstance(record, dict):
                    raise ValueError(f"line {number} is no record")  # noqa: TRY004 - of the file
                yield number, record

    def rows(self, part: str) -> Iterator[list[str]]:
        """Yield the rows of the CSV of a part."""
        with self._zip.open(f"{part}.csv") as file:
            lines = _CsvLines(file)
            for row in csv.reader(lines):
                lines.bytes = 0
                yield row


class _CsvLines:
    """The lines of a CSV file, as long as the row that they are of is not too long."""

    def __init__(self, file: IO[bytes]) -> None:
        self._lines = _lines(file)
        self.bytes = 0

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line."""
        line = next(self._lines)
        self.bytes += len(line)
        if self.bytes > MOST_RECORD_BYTES:
            raise ValueError("a row is too long")
        return line


def _lines(file: IO[bytes]) -> Iterator[str]:
    """Yield lines: of a few bytes a zip may make one that fills the memory."""
    while line := file.readline(MOST_RECORD_BYTES + 1):
        if len(line) > MOST_RECORD_BYTES:
            raise ValueError("a line is too long")
        yield line.decode()


def verify_archive(path: Path, *, expected: str | None = None) -> Report:
    """Verify an archive; `expected` is a head of the chain, kept from elsewhere."""
    try:
        with zipfile.ZipFile(path) as opened:
            archive = Archive(opened)
            manifest = archive.manifest()
            report = Report(_plain(manifest["project"]["code"]))
            _verify(archive, manifest, report, expected)
    except (*_UNREADABLE, ConfigError) as exc:
        raise ConfigError(f"{path} is not an archive: {_plain(str(exc))}") from exc
    return report


def _verify(
    archive: Archive, manifest: dict[str, Any], report: Report, expected: str | None
) -> None:
    csv.field_size_limit(2**31 - 1)
    parts = list(_verify_files(archive, manifest, report))
    rows = {file["name"]: file["rows"] for file in manifest["files"]}
    erasures: set[str] = set()
    seals: dict[str, dict[str, Any]] = {}
    for part in (ERASURES, SEALS, ENTRIES):
        if part not in parts:
            report.add(f"{part}.jsonl", "", "is missing or cannot be read")
    for part in parts:
        with _Reading(report, f"{part}.jsonl"):
            _verify_table(archive, part, rows[f"{part}.jsonl"], report)
    if ERASURES in parts:
        with _Reading(report, f"{ERASURES}.jsonl"):
            erasures = {str(record["id"]) for _, record in archive.records(ERASURES)}
    if SEALS in parts:
        with _Reading(report, f"{SEALS}.jsonl"):
            seals = _verify_seals(archive, manifest, report, expected)
    if ENTRIES in parts:
        with _Reading(report, f"{ENTRIES}.jsonl"):
            _Entries(seals, erasures, report).verify(archive)
        report.unsealed = int(manifest["entries"]) - report.entries


class _Reading:
    """Let what cannot be read be a fault of a file."""

    def __init__(self, report: Report, file: str) -> None:
        self._report, self._file = report, file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, exc: BaseException | None, _: object) -> bool:
        if not isinstance(exc, _UNREADABLE):
            return False
        self._report.add(self._file, "", f"cannot be read: {type(exc).__name__}: {exc}")
        return True


def _verify_files(archive: Archive, manifest: dict[str, Any], report: Report) -> Iterator[str]:
    """Compare each file with the manifest; yield the parts that can be read."""
    listed = {file["name"]: file for file in manifest["files"]}
    for name in sorted(archive.names.keys() - {*listed, MANIFEST}):
        report.add(name, "", "is not in the manifest")
    for name in sorted(name for name, times in archive.names.items() if times > 1):
        report.add(name, "", "is in the archive more than once")
    for name, file in listed.items():
        report.files += 1
        if name not in archive.names:
            report.add(name, "", "is missing")
            continue
        is_read = False
        with _Reading(report, name):
            size, digest = archive.facts(name)
            if digest != file["sha256"]:
                report.add(name, "", "its SHA-256 is not that of the manifest")
            elif size != file["bytes"]:
                report.add(name, "", "its size is not that of the manifest")
            is_read = True
        if is_read and name.endswith(".jsonl"):
            yield name.removesuffix(".jsonl")


def _verify_table(archive: Archive, part: str, listed: int, report: Report) -> None:
    """Compare the two files of a part, record by record; count them."""
    count = 0
    rows = archive.rows(part)
    columns = next(rows, [])
    for number, record in archive.records(part):
        count = number
        row = next(rows, None)
        if row is None:
            report.add(f"{part}.csv", f"row {number}", f"is missing: {_name(record)}")
            break
        if row != [cell(record.get(column)) for column in columns] or {*record} - {*columns}:
            report.add(f"{part}.csv", f"row {number}", f"is not that of line {number} "
                       f"of {part}.jsonl: {_name(record)}")  # fmt: skip
            break
    else:
        if next(rows, None) is not None:
            report.add(f"{part}.jsonl", f"line {count + 1}", "is missing: the CSV has its row")
        elif count != listed:
            report.add(f"{part}.jsonl", "", f"has {count} lines, {listed} in the manifest")
    report.records += count


def _verify_seals(
    archive: Archive, manifest: dict[str, Any], report: Report, expected: str | None
) -> dict[str, dict[str, Any]]:
    """Follow the chain; return the seals that entries name."""
    file = f"{SEALS}.jsonl"
    roots = manifest["roots"]
    found: dict[str, dict[str, Any]] = {}
    previous, is_expected_there = "", expected is None
    for number, seal in archive.records(SEALS):
        where = f"line {number}, seal {seal['id']}"
        if seal["previous"] != previous:
            report.add(file, where, "the seal before it is missing or changed")
        if _chain(seal) != seal["chain"]:
            report.add(file, where, "the seal was changed")
        previous = seal["chain"]
        report.head = f"{seal['id']}:{previous}"
        is_expected_there |= report.head == expected
        report.seals += 1
        if seal["id"] in roots:
            found[seal["id"]] = seal
            if seal["root"] != roots[seal["id"]]:
                report.add(file, where, "its root is not that of the manifest")
    for seal_id in sorted(roots.keys() - found.keys()):
        report.add(file, f"seal {seal_id}", "is missing")
    head = manifest["head"]
    if report.head != (f"{head['seal_id']}:{head['chain']}" if head else ""):
        report.add(file, "", "the last seal is not the head of the manifest")
    if not is_expected_there:
        report.add(file, "", f"no seal is {expected}")
    return found


class _Entries:
    """The audit entries, one after another."""

    def __init__(
        self, seals: dict[str, dict[str, Any]], erasures: set[str], report: Report
    ) -> None:
        self._seals = seals
        self._erasures = erasures
        self._report = report
        self._last = (0, 0)

    def verify(self, archive: Archive) -> None:
        """Verify each entry."""
        for number, entry in archive.records(ENTRIES):
            self._report.entries += 1
            where = f"line {number}, entry {entry.get('id')}"
            try:
                faults = list(self._faults(entry))
            except (KeyError, TypeError, ValueError, AttributeError) as exc:
                faults = [f"cannot be read: {type(exc).__name__}: {exc}"]
            for fault in faults:
                self._report.add(f"{ENTRIES}.jsonl", where, fault)

    def _faults(self, entry: dict[str, Any]) -> Iterator[str]:
        seal = self._seals.get(entry["seal_id"])
        place = (int(entry["seal_id"]), int(entry["place"]))
        if place <= self._last:
            yield "is there twice, or out of its order"
        self._last = max(place, self._last)
        if seal is None:
            yield f"its seal {entry['seal_id']} is not there"
            return
        if not _covers(seal, entry):
            yield "its seal does not cover it"
        hashes = {}
        for name, value in entry["fields"].items():
            if "salt" in value:
                hashes[name] = _hash(value)
                continue
            hashes[name] = value["sha256"]
            self._report.erased += 1
            if str(value.get("erasure_id")) not in self._erasures:
                yield f"{name} is masked without an erasure"
        root = _root(_leaf(entry, hashes), place[1], int(seal["entries"]), entry["path"])
        if root != seal["root"]:
            yield "is not what was sealed: its proof does not lead to the root"


def _chain(seal: dict[str, Any]) -> str:
    """Return the hash of a seal: core._seal_chain."""
    names = ("after_id", "from_xid", "below_xid", "month", "entries", "last_id")
    text = canonical([seal[name] for name in names])
    data = _SEAL + bytes.fromhex(seal["previous"]) + text.encode() + bytes.fromhex(seal["root"])
    return hashlib.sha256(data).hexdigest()


def _hash(value: dict[str, Any]) -> str:
    """Return the hash of a field: core._audit_fields."""
    text = canonical(value["value"])
    return hashlib.sha256(bytes.fromhex(value["salt"]) + text.encode()).hexdigest()


def _leaf(entry: dict[str, Any], hashes: dict[str, str]) -> bytes:
    """Return the leaf of an entry: core._audit_leaf."""
    names = ("id", "xid", "changed_at", "table_name", "operation", "role")
    text = canonical([*(entry[name] for name in names), hashes])
    return hashlib.sha256(_LEAF + text.encode()).digest()


def _root(leaf: bytes, place: int, leaves: int, path: list[str]) -> str:
    """Return where a path leads: RFC 9162, section 2.1.3.2; empty where it has a wrong length."""
    node, last, current = place - 1, leaves - 1, leaf
    if not 0 <= node <= last:
        return ""
    for step in path:
        if last == 0:
            return ""
        other = bytes.fromhex(step)
        if node % 2 == 1 or node == last:
            current = hashlib.sha256(_NODE + other + current).digest()
            while node % 2 == 0 and node != 0:
                node, last = node // 2, last // 2
        else:
            current = hashlib.sha256(_NODE + current + other).digest()
        node, last = node // 2, last // 2
    return current.hex() if last == 0 else ""


def _covers(seal: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Return whether an entry is in the window of its seal."""
    return (
        int(seal["after_id"]) < int(entry["id"]) <= int(seal["last_id"])
        and int(seal["from_xid"]) <= int(entry["xid"]) < int(seal["below_xid"])
        and entry["changed_at"].startswith(f"{seal['month']}-")
    )


def _check_manifest(manifest: dict[str, Any]) -> None:
    """Raise where the manifest has not the shape that is read."""
    head = manifest["head"]
    for file in manifest["files"]:
        for name, kind in (("name", str), ("rows", int), ("bytes", int), ("sha256", str)):
            if not isinstance(file[name], kind):
                raise TypeError(f"{name} of a file is no {kind.__name__}")
    if not isinstance(manifest["roots"], dict) or not isinstance(manifest["entries"], int):
        raise TypeError("roots or entries are missing")
    if head is not None and not isinstance(head["chain"], str):
        raise TypeError("the head is missing")
    if not isinstance(manifest["project"]["code"], str):
        raise TypeError("the project is missing")


def _name(record: dict[str, Any]) -> str:
    """Return how a record is named: its id, or what it begins with."""
    if "id" in record:
        return f"id {record['id']}"
    return canonical(record)[:120]


def _plain(text: str) -> str:
    """Return what an archive says, fit for a terminal: no control characters, not too long."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text[:_MOST_SHOWN]
    )
