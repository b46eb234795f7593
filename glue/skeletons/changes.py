"""The files that skeletons make or add to, written together or not at all."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from glue.errors import ConfigError
from glue.schema.sources import FOLDERS, address_of, path_of
from glue.schema.texts import read_text, replace_text

SKELETONS = Path(__file__).parent
_PLACES = ("module", "table", "name", "number", "what", "calls")
"""The values that a path names, in capitals."""

_NEVER = "\x00"  # a skeleton has values only: what it writes may have blocks of its own
_LANGUAGE = jinja2.Environment(
    variable_start_string="[[",
    variable_end_string="]]",
    block_start_string=_NEVER + "{",
    block_end_string="}" + _NEVER,
    comment_start_string=_NEVER + "(",
    comment_end_string=")" + _NEVER,
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - the output is source code, and every value is a checked name
)


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a checkout: new, or added to."""

    file: str
    text: str
    is_new: bool


@dataclass
class Changes:
    """What is to be written below a root."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    """The files that are not there yet."""
    not_linked: list[str] = field(default_factory=list)
    """Rows that have no table to go to."""

    def take(self, folder: str, **values: Any) -> None:
        """Fill the skeletons of a folder; those of an earlier folder give way."""
        top = SKELETONS / folder
        for source in sorted(top.rglob("*.j2"), key=_order):
            name = source.relative_to(top).as_posix().removesuffix(".j2")
            for place in _PLACES:
                if place in values:
                    name = name.replace(place.upper(), values[place])
            self.add(name, _LANGUAGE.from_string(source.read_text()).render(values))

    def add(self, name: str, text: str) -> None:
        """Add a file, or what its ending says: a head, an end, a row."""
        target, _, way = name.rpartition(".")
        match way:
            case "head":
                if not self._has(target):
                    self._make(target, text)
            case "end":
                self.texts[target] = self._text(target) + text
            case "row":
                self._add_row(target, text)
            case _:
                self._refuse_existing(name)
                self._make(name, text)

    def _make(self, name: str, text: str) -> None:
        self.texts[name] = text
        self.new.add(name)

    def _add_row(self, target: str, text: str) -> None:
        head, row = text.splitlines()
        lines = self._text(target).splitlines() if self._has(target) else []
        if head not in lines:
            self.not_linked.append(f"{target} has no table `{head}` for `{row}`")
            return
        place = lines.index(head)
        while place < len(lines) and lines[place].startswith("|"):
            place += 1
        self.texts[target] = "\n".join([*lines[:place], row, *lines[place:]]) + "\n"

    def _has(self, name: str) -> bool:
        return name in self.texts or (self.root / name).exists()

    def _text(self, name: str) -> str:
        return self.texts[name] if name in self.texts else read_text(self.root / name)

    def _refuse_existing(self, name: str) -> None:
        path = self.root / name
        found = path if path.exists() or path.is_symlink() else None
        if found is None and any(name.startswith(f"{folder}/") for folder in FOLDERS.values()):
            found = path_of(address_of(path, self.root), self.root)
        if found is not None:
            raise ConfigError(
                f"{found.relative_to(self.root)} exists",
                "Nothing was written: choose another name.",
            )

    def listed(self) -> list[Change]:
        """Return the changes by file."""
        return [Change(name, text, name in self.new) for name, text in sorted(self.texts.items())]

    def write(self) -> None:
        """Write every file; after a failure, leave the checkout as it was.

        The declaration of a module comes first and what names it last: `rowhouse drop` takes
        back what a killed process has left.
        """
        undo: list[Undo] = []
        for name in sorted(self.new):
            self._refuse_existing(name)
        try:
            for change in sorted(self.listed(), key=_write_order):
                path = self.root / change.file
                undo += _make_folders(path.parent)
                undo.append(Undo(path, None if change.is_new else path.read_bytes()))
                replace_text(path, change.text)
        except BaseException:
            for step in reversed(undo):
                step.take()
            raise


@dataclass(frozen=True, slots=True)
class Undo:
    """How a path was before: a file's content, or nothing."""

    path: Path
    content: bytes | None

    def take(self) -> None:
        """Take back what was done to it."""
        if self.content is not None:
            self.path.write_bytes(self.content)
        elif self.path.is_dir():
            self.path.rmdir()
        else:
            self.path.unlink(missing_ok=True)


def _make_folders(folder: Path) -> list[Undo]:
    """Make a folder and those above it; return what takes them back."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [Undo(path, None) for path in reversed(missing)]


def _write_order(change: Change) -> tuple[bool, bool]:
    return not change.is_new, not change.file.startswith("sql/cluster/")


def _order(source: Path) -> tuple[bool, str]:
    """Heads come before what is added to their end."""
    return source.name.endswith(".end.j2"), source.as_posix()
