"""Rows of a CSV file, each with the line it begins on; what cannot be a row says why.

RFC 4180: quotes, doubled quotes, line ends inside quotes. Bytes that are not UTF-8 and
NULs, which Postgres cannot store, spoil their own row only. A quote that is never closed
costs its own line: reading goes on with the next one. Nothing here holds more than one
row and one line of the longest allowed length.
"""

import codecs
import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self, TextIO, cast

from glue.errors import ConfigError, RowhouseError

LONGEST = 1024 * 1024
"""Characters that a line or a field may have; more means that the file is not a table."""

_UNDECODABLE = re.compile("[\udc80-\udcff]")
_GZIP_MAGIC = b"\x1f\x8b"


class Record(NamedTuple):
    """One row; `flaw` is empty, or the reason for which it can not be loaded."""

    line: int
    fields: list[str]
    flaw: str


class CsvFile:
    """An open CSV, plain or gzipped: its header, then its records."""

    def __init__(self, path: Path, delimiter: str) -> None:
        csv.field_size_limit(LONGEST)
        self.path = path
        self._raw = path.open("rb")
        unpacked = io.BufferedReader(cast("io.RawIOBase", _unpacked(self._raw)))
        self._raw_start = unpacked.peek(2)[:2]
        self._text = io.TextIOWrapper(
            unpacked, encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
        self._lines = _Lines(self._text)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self.header = self._read_header()

    def __enter__(self) -> Self:
        """Enter the block at whose end the file is closed."""
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._text.close()
        self._raw.close()

    @property
    def line(self) -> int:
        """The last line that was read."""
        return self._lines.number

    @property
    def characters(self) -> int:
        """The number of characters read so far; bounds a batch."""
        return self._lines.characters

    @property
    def position(self) -> int:
        """Bytes read of the file as it lies on disk."""
        return self._raw.tell()

    def skip_to(self, line: int) -> None:
        """Read up to this line, which an earlier run has dealt with."""
        while self._lines.number < line and next(self._lines, ""):
            self._lines.begin()

    def records(self) -> Iterator[Record]:
        """Yield the rows from here on; empty lines are none."""
        width = len(self.header)
        while True:
            self._lines.begin()
            first = self._lines.number + 1
            try:
                fields = next(self._reader)
            except StopIteration:
                return
            except csv.Error as exc:
                yield Record(first, [self._lines.give_back()], f"not CSV: {exc}")
                continue
            if self._lines.flaw:
                yield Record(first, fields, self._lines.flaw)
            elif len(fields) == width:
                yield Record(first, fields, "")
            elif fields:
                yield Record(first, fields, f"{len(fields)} fields, the header has {width}")

    def _read_header(self) -> list[str]:
        if self._raw_start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise ConfigError(f"{self.path} is UTF-16, not UTF-8", "Save it as UTF-8.")
        try:
            header = [name.strip() for name in next(self._reader, [])]
        except csv.Error as exc:
            raise ConfigError(f"{self.path}: the first line is not a CSV header: {exc}") from exc
        if not any(header):
            raise ConfigError(f"{self.path} has no header", "Its first line must name the columns.")
        if self._lines.flaw:
            raise ConfigError(f"{self.path}: the header {self._lines.flaw}", "Save it as UTF-8.")
        if header[0].startswith("sep="):
            raise ConfigError(
                f"{self.path} begins with {header[0]}, not with a header",
                "Delete this line and name the delimiter with --delimiter.",
            )
        return header


def content_sha256(path: Path) -> str:
    """Return the checksum of what the file holds, unpacked; refuse a damaged file."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as raw, _unpacked(raw) as stream:
            while chunk := stream.read(LONGEST):
                digest.update(chunk)
    except (EOFError, zlib.error, OSError) as exc:
        raise ConfigError(f"{path} cannot be read: {exc}") from exc
    return digest.hexdigest()


def printable(text: str) -> str:
    r"""Return text that any file can hold: a NUL or a byte that is not UTF-8 as \xNN."""
    decoded = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return decoded.replace("\0", "\\x00")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn a file that breaks off while it is read into a clear error."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as exc:
        raise RowhouseError(f"{path} changed while it was read: {exc}") from exc


def _unpacked(raw: io.BufferedReader) -> IO[bytes]:
    if raw.peek(2)[:2] == _GZIP_MAGIC:
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    return raw


class _Lines(Iterator[str]):
    """Physical lines, numbered; the lines of a record that failed can be given back."""

    def __init__(self, text: TextIO) -> None:
        self.number = 0
        self.characters = 0
        self.flaw = ""
        self._text = text
        self._taken: list[str] = []
        self._given_back: list[str] = []

    def __next__(self) -> str:
        line = self._given_back.pop() if self._given_back else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.characters += len(line)
        self._taken.append(line)
        if "\0" in line:
            self.flaw = "holds a NUL byte"
        elif not line.isascii() and (found := _UNDECODABLE.search(line)):
            byte, place = ord(found[0]) - 0xDC00, found.start() + 1
            self.flaw = (
                f"holds bytes that are not UTF-8: {byte:#04x} is character {place}"
                f" of line {self.number}"
            )
        elif _is_cut(line):
            self.flaw = f"is longer than {LONGEST} characters"
        return line

    def begin(self) -> None:
        """Begin a record: forget the lines of the one before."""
        self._taken.clear()
        self.flaw = ""

    def give_back(self) -> str:
        """Keep the record's first line only; its others will be read again."""
        first, *others = self._taken
        self._given_back.extend(reversed(others))
        self.number -= len(others)
        return first

    def _read(self) -> str:
        line = self._text.readline(LONGEST)
        if _is_cut(line):
            while _is_cut(self._text.readline(LONGEST)):
                pass
        return line


def _is_cut(line: str) -> bool:
    return len(line) == LONGEST and line[-1] not in "\r\n"
