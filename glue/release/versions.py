"""The version of Rowhouse: pyproject.toml has it, and what repeats it agrees.

`rowhouse --version` and the documents of the API read it from the installed package. A file
that is read without a Python, such as a manifest, repeats it.
"""

import re
import tomllib
from importlib import metadata
from pathlib import Path

SOURCE = "pyproject.toml"
REPEATED = {
    "Containerfile": r'org\.opencontainers\.image\.version="([^"]*)"',
    "deploy/kubernetes/production/kustomization.yaml": r"^ +newTag: (\S+)$",
    "deploy/kubernetes/staging/kustomization.yaml": r"^ +newTag: (\S+)$",
    "docs/install.md": r'^release = "([^"]*)"$',
    "supabase/asyncapi.json": r'^  "version": "([^"]*)"',
    "supabase/openapi.json": r'^  "version": "([^"]*)"',
}
"""Which files repeat it, and where."""

CHANGES = "CHANGELOG.md"
_RELEASE = re.compile(r"^## \[(?P<version>\d[^]]*)\](?: - (?P<date>\S+))?$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_version(root: Path) -> str:
    """Return the version of a checkout."""
    version: str = tomllib.loads((root / SOURCE).read_text())["project"]["version"]
    return version


def find_differing(root: Path) -> list[str]:
    """Return a sentence for each place that has another version, or none."""
    version = read_version(root)
    faults = []
    for name, pattern in REPEATED.items():
        found = re.findall(pattern, (root / name).read_text(), re.MULTILINE)
        if found != [version]:
            said = ", ".join(found) or "no version"
            faults.append(f"{name} has {said}, {SOURCE} has {version}.")
    if (installed := metadata.version("rowhouse")) != version:
        faults.append(f"{installed} is installed, {SOURCE} has {version}: run `make install`.")
    return faults


def find_undated(root: Path) -> list[str]:
    """Return what is wrong with the newest release in the changelog."""
    version = read_version(root)
    newest = _RELEASE.search((root / CHANGES).read_text())
    if newest is None or newest["version"] != version:
        return [f"{CHANGES} has no `## [{version}] - DATE` before other releases."]
    if not _DATE.fullmatch(newest["date"] or ""):
        return [f"{CHANGES}: {version} has no date, such as 2026-01-31."]
    return []
