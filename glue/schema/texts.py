"""Files of SQL and templates as text: UTF-8, whatever the editor that saved them added."""

import codecs
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from glue.errors import ConfigError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def editing(root: Path) -> Iterator[None]:
    """Let one command at a time edit the files of a checkout; the others wait."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def replace_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; its mode and its owner stay.

    What a link leads to is replaced, not the link; only a file is ever replaced.
    """
    target = _resolve(path)
    if (target.exists() and not target.is_file()) or not target.parent.is_dir():
        raise ConfigError(f"{path} is not a file", "Nothing was written: put a file there.")
    draft = target.with_name(f".{target.name}.draft")
    try:
        draft.write_text(text)
        if target.exists():
            _take_after(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _take_after(file: Path, draft: Path) -> None:
    """Give a draft the mode of a file and, where that is allowed, its owner."""
    status = file.stat()
    with suppress(PermissionError):
        os.chown(draft, status.st_uid, status.st_gid)
    draft.chmod(stat.S_IMODE(status.st_mode))


def read_text(path: Path) -> str:
    r"""Return a file's text without its byte order mark, its lines ended by `\n`.

    What is not text in UTF-8 is named with its place.
    """
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise ConfigError(f"{path} cannot be read: {exc.strerror}") from exc
    if content.startswith(_UTF_16):
        raise ConfigError(f"{path} is encoded in UTF-16", "Save it as UTF-8.")
    content = content.removeprefix(codecs.BOM_UTF8)
    place = content.find(b"\0")
    if place >= 0:
        raise ConfigError(
            f"{path}{_position(content, place)}: a NUL byte",
            "Remove it, or save the file as UTF-8.",
        )
    try:
        text = content.decode()
    except UnicodeDecodeError as exc:
        raise ConfigError(
            f"{path}{_position(content, exc.start)}: byte 0x{content[exc.start]:02x} is not UTF-8",
            "Save the file as UTF-8.",
        ) from exc
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _position(content: bytes, place: int) -> str:
    """Return `:line:column` of a byte, both from 1; a column counts characters."""
    before = content[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.rpartition(b"\n")[2].decode(errors="replace")
    number = before.count(b"\n") + 1
    return f":{number}:{len(line) + 1}"


def refuse_linked_folders(home: Path, folder: str) -> None:
    """Raise where sources would be passed over: a search does not follow links to folders."""
    for top, names, _ in os.walk(home / folder):
        for name in names:
            path = Path(top, name)
            if path.is_symlink():
                raise ConfigError(
                    f"{path.relative_to(home)} is a link to a folder, which is not followed",
                    "Put the folder itself there.",
                )


def _resolve(path: Path) -> Path:
    """Follow links to their end; a link to itself has none. From Python 3.13 on it stays one."""
    with suppress(RuntimeError):
        target = path.resolve()
        if not target.is_symlink():
            return target
    raise ConfigError(f"{path} is a link to itself", "Remove the link.")
