"""What Containerfile says, read as a builder reads it: enough to make its tree without one."""

import fnmatch
import json
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from glue import paths

FILE = paths.ROOT / "Containerfile"
ROOT = Path("/opt/rowhouse")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its name, and what follows it on one line."""

    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        """Its arguments: a JSON list, or words."""
        words: list[str] = (
            json.loads(self.rest) if self.rest.startswith("[") else shlex.split(self.rest)
        )
        return words


def stages() -> list[list[Instruction]]:
    """Return the instructions of each stage, that of `FROM` first."""
    text = re.sub(r"^#.*\n", "", FILE.read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    found: list[list[Instruction]] = [[]]
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = line.partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append(Instruction(name, rest.strip()))
    return found[1:]


def last(name: str) -> Instruction:
    """Return the instruction of the final stage that counts."""
    return [one for one in stages()[-1] if one.name == name][-1]


def environment(root: Path, scratch: Path) -> dict[str, str]:
    """Return what the image sets, with its root and its /tmp at other places."""
    found: dict[str, str] = {}
    for one in stages()[-1]:
        if one.name == "ENV":
            found |= dict(word.split("=", 1) for word in one.words)
    moved = {str(ROOT): str(root), "/tmp": str(scratch)}  # noqa: S108 - that of the image
    pattern = re.compile("|".join(moved))
    return {name: pattern.sub(lambda at: moved[at[0]], it) for name, it in found.items()}


def is_ignored(path: str) -> bool:
    """Return whether `.dockerignore` keeps a file from the builder: the last match decides."""
    ignored = False
    for line in (paths.ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!")
        if pattern and not line.startswith("#") and _matches(path, pattern):
            ignored = not line.startswith("!")
    return ignored


def _matches(path: str, pattern: str) -> bool:
    parts = path.split("/")
    above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    if pattern.startswith("**/"):
        return any(fnmatch.fnmatchcase(part, pattern[3:]) for part in parts)
    return any(fnmatch.fnmatchcase(one, pattern) for one in above)


def build() -> list[Instruction]:
    """Return the instructions of the stage that makes the tree."""
    (found,) = [it for it in stages() if it[0].rest.endswith(" AS build")]
    return found


def copies() -> list[tuple[list[str], str]]:
    """Return the COPY lines from the checkout: sources, target."""
    lines = [one.words for one in build() if one.name == "COPY"]
    return [(words[:-1], words[-1]) for words in lines]


def copy_tree(target: Path) -> None:
    """Make the tree of the image: what COPY names and `.dockerignore` lets pass."""
    for sources, to in copies():
        for source in sources:
            place = paths.ROOT / source
            files = [place] if place.is_file() else [it for it in place.rglob("*") if it.is_file()]
            for file in files:
                name = file.relative_to(paths.ROOT).as_posix()
                if is_ignored(name):
                    continue
                inside = file.name if file == place else file.relative_to(place).as_posix()
                is_folder = to.endswith("/") or place.is_dir()
                copy = target / to / inside if is_folder else target / to
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)
