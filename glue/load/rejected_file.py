"""The file of rejected rows: what it is, and how it grows with the checkpoint."""

import csv
import io
import os
import re
from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path

from glue.errors import ConfigError, RowhouseError
from glue.load.csv_rows import LONGEST, printable
from glue.load.request import Rejection, Request

_ADDED = {name: re.compile(rf"{name}|rejected_{name}(_[0-9]+)?") for name in ("line", "reason")}


def refuse_rejected_path(request: Request) -> None:
    """Refuse to write rejected rows over anything but rejected rows."""
    path = request.rejected_path
    if not path.exists():
        return
    if path.samefile(request.path):
        raise ConfigError(
            f"{path} is the file to load: rejected rows would overwrite it",
            "Name another file with --rejected.",
        )
    if not path.is_file() or not is_rejected_file(path, request.delimiter):
        raise ConfigError(
            f"{path} exists and does not hold rejected rows",
            "Name another file with --rejected, or remove this one.",
        )


def is_rejected_file(path: Path, delimiter: str) -> bool:
    """Return whether a file begins as one of rejected rows does; an empty one may be filled."""
    with path.open("rb") as file:
        first = file.readline(LONGEST).decode("utf-8", "replace").strip()
    names = next(csv.reader([first], delimiter=delimiter), [])
    return not first or (
        len(names) > 1
        and _ADDED["line"].fullmatch(names[-2]) is not None
        and _ADDED["reason"].fullmatch(names[-1]) is not None
    )


class RejectedFile:
    """The rows that stay out: the file's own columns, then line and reason.

    Where the file has columns of these names, ours are called rejected_line and
    rejected_reason.
    """

    def __init__(self, path: Path, header: Sequence[str], delimiter: str) -> None:
        self.path = path
        self._header = header
        self._added = [_free_name(name, header) for name in ("line", "reason")]
        self._delimiter = delimiter

    def set_aside(self, say: Callable[[str], None]) -> None:
        """Rename what another load left, before this one is noted: its rows may be mended."""
        if not self.path.exists() or not self.path.stat().st_size:
            return
        kept = next(
            path
            for number in count(1)
            if not (
                path := self.path.with_name(f"{self.path.stem}.{number}{self.path.suffix}")
            ).exists()
        )
        self.path.rename(kept)
        say(f"{self.path} holds rejected rows of an earlier load: kept as {kept.name}")

    def cut(self, length: int) -> None:
        """Make this load's file as long as its checkpoint says; length 0 means no file."""
        if length == 0:
            self.path.unlink(missing_ok=True)
            return
        size = self.path.stat().st_size if self.path.exists() else 0
        if size < length:
            raise ConfigError(
                f"{self.path} has {size} bytes, the load had written {length}",
                "Put the file back where it was, or load everything anew with --again.",
            )
        os.truncate(self.path, length)

    def append(self, length: int, rejections: Sequence[Rejection]) -> int:
        """Write behind `length`, durably; return the new length."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=self._delimiter, lineterminator="\r\n")
        if length == 0:
            writer.writerow((*self._header, *self._added))
        for rejection in rejections:
            writer.writerow(
                (
                    *self._fit(rejection.record.fields),
                    rejection.record.line,
                    printable(rejection.reason),
                )
            )
        try:
            with self.path.open("r+b" if length else "wb") as file:
                file.truncate(length)
                file.seek(length)
                file.write(buffer.getvalue().encode())
                file.flush()
                os.fsync(file.fileno())
                return file.tell()
        except OSError as exc:
            raise RowhouseError(
                f"rejected rows cannot be written: {exc}",
                "Name another file with --rejected; the same command then goes on.",
            ) from exc

    def _fit(self, fields: Sequence[str]) -> list[str]:
        """Give a row the header's width; what is too much stays in the last column."""
        width = len(self._header)
        shown = [printable(text) for text in fields]
        if len(shown) > width:
            shown[width - 1 :] = [self._delimiter.join(shown[width - 1 :])]
        return shown + [""] * (width - len(shown))


def _free_name(name: str, taken: Sequence[str]) -> str:
    candidates = chain(
        (name, f"rejected_{name}"), (f"rejected_{name}_{number}" for number in count(2))
    )
    return next(candidate for candidate in candidates if candidate not in taken)
