"""The packages that this project brings along, direct ones and what they need."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from glue.errors import RowhouseError


@dataclass(frozen=True, slots=True)
class Package:
    """A package of one registry; direct where this project names it itself."""

    name: str
    version: str
    is_direct: bool


def direct_requirements(root: Path) -> list[Requirement]:
    """Return what pyproject.toml names, with all extras."""
    extras: dict[str, list[str]] = _project(root)["optional-dependencies"]
    lines = [line for extra in extras.values() for line in extra]
    return [*runtime_requirements(root), *map(Requirement, lines)]


def runtime_requirements(root: Path) -> list[Requirement]:
    """Return what pyproject.toml names without any extra."""
    return [Requirement(line) for line in _project(root)["dependencies"]]


def _project(root: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    return project


def list_python(root: Path) -> list[Package]:
    """Return the installed packages that pyproject.toml leads to, by name."""
    return follow(direct_requirements(root))


def follow(wanted: list[Requirement]) -> list[Package]:
    """Return the installed packages that requirements lead to, by name.

    Not all that is installed: a developer's environment may hold more.
    """
    todo = [*wanted]
    direct = {canonicalize_name(one.name) for one in todo}
    found: dict[str, Package] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        one = todo.pop()
        name = canonicalize_name(one.name)
        if (name, frozenset(one.extras)) in seen:
            continue
        seen.add((name, frozenset(one.extras)))
        of = _installed(name)
        found[name] = Package(of.metadata["Name"], of.version, name in direct)
        todo += _needed(of, one.extras)
    return [found[name] for name in sorted(found)]


def _installed(name: str) -> metadata.Distribution:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError as exc:
        raise RowhouseError(
            f"{name} is not installed, so its licence is not known",
            "Install what pyproject.toml names: `make install`.",
        ) from exc


def _needed(of: metadata.Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in of.requires or []:
        one = Requirement(line)
        contexts = [{"extra": extra} for extra in extras or {""}]
        if one.marker is None or any(one.marker.evaluate(context) for context in contexts):
            yield one


@dataclass(frozen=True, slots=True)
class NodePackage(Package):
    """A package of npm, with the licence that the lock file records."""

    licence: str


def list_node(root: Path) -> list[NodePackage]:
    """Return the packages of package-lock.json, one for each name, version and licence."""
    lock = json.loads((root / "package-lock.json").read_text())["packages"]
    own = lock[""]
    direct = {*own.get("dependencies", {}), *own.get("devDependencies", {})}
    found = {
        NodePackage(
            path.rpartition("node_modules/")[2],
            entry["version"],
            path.removeprefix("node_modules/") in direct,
            entry.get("license", "not stated"),
        )
        for path, entry in lock.items()
        if path
    }
    return sorted(found, key=lambda one: (one.name, one.version))
