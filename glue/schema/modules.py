"""The modules of a root: which there are, what each needs, which are chosen.

A project has those that ship, and its own.

`sql/cluster/<module>.sql` declares a module; its line `-- depends:` names the modules that
it needs (`cluster/master`). `rowhouse.toml` chooses modules (`modules = ["filters"]`), and
what they need comes with them. Without the file, or without its key, all are chosen; `core`
always is. A project names there, as `release`, the release of Rowhouse that it takes.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from glue import paths
from glue.errors import ConfigError
from glue.schema.texts import read_text, replace_text

CORE = "core"
CHOICE = paths.CHOICE
_KEY = "modules"
_RELEASE = "release"
_OF_CORE = ("roles", "schemas")
_NEEDS = re.compile(r"^-- depends: (?P<addresses>.+)$", re.MULTILINE)
_LIST = re.compile(rf"^[ \t]*([\"']?){_KEY}\1[ \t]*=[ \t]*\[[^\]#]*\]", re.MULTILINE)
"""The list as it can be edited: without a remark in it, which would be lost."""
_VERSION = re.compile(
    r"(?P<numbers>\d{1,9}(?:\.\d{1,9})*)"
    r"(?:[-._]?(?P<stage>a|b|rc|dev)[-._]?(?P<number>\d{0,9}))?(?![\w.])"
)
_TAKES = re.compile(rf"^([ \t]*([\"']?){_RELEASE}\2[ \t]*=[ \t]*)[\"'][^\"'\n]*[\"']", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Modules:
    """The modules that there are, and those that are chosen."""

    needs: Mapping[str, frozenset[str]]
    """{module: the modules that its declaration names, and core}."""

    listed: frozenset[str]
    """The modules that the choice names."""

    views: Mapping[str, str] = field(default_factory=dict)
    """{view in api: its module}, of those in a module's folder of `sql/views/api/`."""

    @property
    def chosen(self) -> frozenset[str]:
        """The listed modules with all that they need."""
        return self.with_needs(self.listed)

    def with_needs(self, names: Iterable[str]) -> frozenset[str]:
        """Return modules with core and all that they need, directly or through others."""
        found = {CORE}
        waiting = set(names)
        while waiting := waiting - found:
            found |= waiting
            waiting = {need for name in waiting for need in self.needs.get(name, ())}
        return frozenset(found)

    def of(self, address: str) -> str:
        """Return the module of a source.

        In `api`, which all modules share, the object's name begins with its module, or its
        file is in a folder of its module. What is in no module's folder (policies on tables
        of Supabase) belongs to core.
        """
        _, *folders, name = address.split("/")
        if not folders:
            return self._named(name)
        if folders[0] != "api":
            return self._named(folders[0])
        if name in self.views:
            return self.views[name]
        fitting = [m for m in self.needs if f"{name}_".startswith(f"{m}_")]
        return max(fitting, key=len, default=CORE)

    def of_migration(self, migration_id: str) -> str:
        """Return the module of a once-only step."""
        return self._named(migration_id.split(".")[1])

    def predecessors(self, earlier: Sequence[str], module: str) -> list[str]:
        """Return what the next once-only step of a module follows, of all earlier steps.

        The last step of the module and of each that it needs, but none that another of these
        follows: a step never waits for a module that need not be there.
        """
        mine = self.with_needs([module])
        last = {self.of_migration(step): step for step in earlier}
        place = {step: number for number, step in enumerate(earlier)}
        return [
            step
            for owner, step in sorted(last.items(), key=lambda pair: place[pair[1]])
            if owner in mine
            and not any(
                owner in self.with_needs([other]) and place[step] < place[later]
                for other, later in last.items()
                if other in mine
            )
        ]

    def _named(self, name: str) -> str:
        return name if name in self.needs else CORE


def needs_of(body: str) -> list[str]:
    """Return the addresses that a source names in its lines `-- depends:`."""
    return [
        item.strip() for match in _NEEDS.finditer(body) for item in match["addresses"].split(",")
    ]


def read_modules(root: Path = paths.ROOT) -> Modules:
    """Return the modules of a root; refuse a bad declaration or choice."""
    needs = _declared(root)
    return Modules(needs, _listed(root / CHOICE, needs), _views(root))


def own_modules(root: Path) -> frozenset[str]:
    """Return the modules that a root declares itself: in a project, not those that ship."""
    return frozenset(path.stem for path in (root / "sql" / "cluster").glob("*.sql")) - {*_OF_CORE}


def _declared(root: Path) -> dict[str, frozenset[str]]:
    files: dict[str, Path] = {}
    for home in paths.roots(root):
        for path in sorted((home / "sql" / "cluster").glob("*.sql")):
            if path.stem in files:
                raise ConfigError(
                    f"sql/cluster/{path.name} declares a module that ships with Rowhouse",
                    "Give the module of this project another name.",
                )
            files[path.stem] = path
    names = [CORE, *(name for name in files if name not in _OF_CORE)]
    found = {CORE: frozenset[str]()}
    for name in names[1:]:
        needed = {need.removeprefix("cluster/") for need in needs_of(read_text(files[name]))}
        found[name] = frozenset(needed - {*_OF_CORE} | {CORE})
        if missing := sorted(found[name] - {*names}):
            raise ConfigError(
                f"sql/cluster/{name}.sql needs {missing[0]}, which is not a module",
                f"Mend its line `-- depends:`, or add sql/cluster/{missing[0]}.sql.",
            )
    return found


def _views(root: Path) -> dict[str, str]:
    homes = paths.roots(root)
    files = (path for home in homes for path in (home / "sql/views/api").glob("*/*.sql*"))
    return {path.name.partition(".")[0]: path.parent.name for path in files}


def _listed(path: Path, needs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    given = _given(path)
    if unknown := sorted(given.keys() - {_KEY, _RELEASE}):
        raise ConfigError(
            f"{CHOICE}: unknown key {unknown[0]!r}",
            f"The keys are {_KEY!r} and, in a project, {_RELEASE!r}.",
        )
    listed = given.get(_KEY, sorted(needs))
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        raise ConfigError(
            f"{CHOICE}: {_KEY!r} is not a list of names", f'Write {_KEY} = ["…", "…"].'
        )
    for name in listed:
        refuse_unknown(name, needs, CHOICE)
    return frozenset(listed)


def _given(path: Path) -> dict[str, Any]:
    """Return what the file says; a link to nothing is a file that cannot be read."""
    if not os.path.lexists(path):
        return {}
    try:
        return tomllib.loads(read_text(path))
    except (ValueError, RecursionError) as exc:
        raise ConfigError(f"{CHOICE}: {exc}", f'Write {_KEY} = ["…", "…"].') from exc


def refuse_unknown(name: str, needs: Mapping[str, frozenset[str]], place: str) -> None:
    """Raise when a name is not a module's."""
    if name not in needs:
        raise ConfigError(
            f"{place}: {name!r} is not a module", f"The modules are {', '.join(sorted(needs))}."
        )


def require_chosen(name: str, purpose: str) -> None:
    """Raise when what is asked for belongs to a module that this checkout does not take."""
    if name not in read_modules().chosen:
        raise ConfigError(
            f"{purpose} belongs to the module {name}, which is not chosen",
            f"Choose it: `rowhouse module add {name}`, then `rowhouse migrate up`.",
        )


def release_of(root: Path) -> str | None:
    """Return the release of Rowhouse that a project takes; None in a checkout."""
    release = _given(root / CHOICE).get(_RELEASE)
    if release is None:
        return None
    if not isinstance(release, str):
        raise ConfigError(f"{CHOICE}: {_RELEASE!r} is not a text", 'Write release = "0.1.0".')
    if not _VERSION.match(release):
        raise ConfigError(f"{CHOICE}: {_RELEASE!r} is not a version", 'Write release = "0.1.0".')
    return release


def require_release(root: Path) -> None:
    """Raise where the Rowhouse that is installed is older than the one that a project takes."""
    wanted, here = release_of(root), version("rowhouse")
    if wanted is not None and is_newer(wanted, here):
        raise ConfigError(
            f"this project takes Rowhouse {wanted}, and {here} is installed",
            f"Run `pip install 'rowhouse=={wanted}'`.",
        )


def write_release(root: Path, release: str) -> None:
    """Write into a project that it takes this release; the rest of the file stays."""
    text = _TAKES.sub(rf'\g<1>"{release}"', read_text(root / CHOICE), count=1)
    if tomllib.loads(text).get(_RELEASE) != release:
        raise ConfigError(
            f"{CHOICE} has a release that cannot be edited", f'Write release = "{release}".'
        )
    replace_text(root / CHOICE, text)


def is_newer(one: str, other: str) -> bool:
    """Return whether a version follows another: 0.2.0rc1 comes before 0.2.0, and 0.2 is 0.2.0."""
    return _place(one) > _place(other)


def _place(version_: str) -> tuple[list[int], bool, str, int]:
    """Return what versions are sorted by; one that cannot be read comes before all others."""
    found = _VERSION.match(version_)
    if found is None:
        return [], False, "", 0
    numbers = [int(part) for part in found["numbers"].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    stage = found["stage"] or ""
    return numbers, not stage, stage.replace("dev", ""), int(found["number"] or 0)


def has_list(root: Path) -> bool:
    """Return whether a root lists its modules; otherwise it takes all."""
    return _KEY in _given(root / CHOICE)


def write_choice(root: Path, names: Iterable[str]) -> None:
    """Write the list of chosen modules into the file, all of it; its comments stay."""
    replace_text(root / CHOICE, choice_text(root, names))


def choice_text(root: Path, names: Iterable[str]) -> str:
    """Return the text of the file with these modules on its list."""
    path = root / CHOICE
    wanted = sorted({*names} - {CORE})
    line = f"{_KEY} = {json.dumps(wanted)}"
    before = read_text(path) if path.exists() else ""
    text, count = _LIST.subn(line, before, count=1)
    if not count:
        text = f"{line}\n{before}"
    with suppress(tomllib.TOMLDecodeError):
        if tomllib.loads(text) == {**tomllib.loads(before), _KEY: wanted}:
            return text
    raise ConfigError(f"{CHOICE} has a list that cannot be edited", f"Write it as {line}.")
