"""`docs/licences.md`: the licence of every package, generated, and which ones are permitted."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.utils import canonicalize_name

from glue.vetting.exceptions import FILE, Accepted
from glue.vetting.packages import NodePackage, Package, list_node, list_python
from glue.vetting.programs import program

PAGE = "docs/licences.md"
_AND = re.compile(r" AND |; ")
_OR = re.compile(" OR ")
_HEAD = """\
# Licences

Rowhouse is under the MIT licence. These are the licences of the packages that it stands on.
`make audit` checks that each is permitted by `vetting.toml`, and that this page is fresh. Do not
edit it: `python -m glue.vetting --write` does.

Packages that this project does not distribute (Postgres, Chromium, Prometheus) are not listed.
"""


def python_licences(packages: Sequence[Package]) -> dict[str, str]:
    """Return the licence of each installed package, as pip-licenses finds it."""
    done = subprocess.run(
        [program("pip-licenses"), "--python", sys.executable, "--format=json", "--with-system",
         "--packages", *(one.name for one in packages)],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return {canonicalize_name(one["Name"]): one["License"] for one in json.loads(done.stdout)}


def is_permitted(licence: str, permitted: frozenset[str]) -> bool:
    """Return whether every part of a licence is permitted; of alternatives, one suffices."""
    bare = licence.strip()
    if bare in permitted:
        return True
    if len(parts := _split(bare, _OR)) > 1:
        return any(is_permitted(part, permitted) for part in parts)
    if len(parts := _split(bare, _AND)) > 1:
        return all(is_permitted(part, permitted) for part in parts)
    if bare.startswith("(") and bare.endswith(")"):
        return is_permitted(bare[1:-1], permitted)
    return False


def _split(expression: str, word: re.Pattern[str]) -> list[str]:
    """Split an expression at a word that stands in no parentheses."""
    parts, start = [], 0
    for found in word.finditer(expression):
        before = expression[start : found.start()]
        if before.count("(") == before.count(")"):
            parts.append(before)
            start = found.end()
    return [*parts, expression[start:]]


def find_faults(root: Path, accepted: Accepted) -> list[str]:
    """Return licences that are not permitted, exceptions without use, and a stale page."""
    licences = _all(root)
    excused = {(one.package, one.licence) for one in accepted.licences}
    faults = [
        f"{name} has the licence {licence}, which {FILE} does not permit. "
        "Take another package, or write an exception with its reason."
        for name, licence in licences
        if not is_permitted(licence, accepted.permitted) and (name, licence) not in excused
    ]
    faults += [
        f"{FILE}: {name} has the licence {licence} no more. Take the exception out."
        for name, licence in sorted(excused - set(licences))
    ]
    page = root / PAGE
    # What direct packages need in turn is not pinned: a new release of one may change it.
    if not page.exists() or _pinned(page.read_text()) != _pinned(write_page(root, accepted)):
        faults.append(f"{PAGE} is stale. Run `python -m glue.vetting --write`.")
    return faults


def _all(root: Path) -> list[tuple[str, str]]:
    python = list_python(root)
    of = python_licences(python)
    return [(one.name, of[canonicalize_name(one.name)]) for one in python] + [
        (one.name, one.licence) for one in list_node(root)
    ]


def _pinned(page: str) -> str:
    return re.sub(r"(?ms)^## Python, indirect$.*?(?=^## )", "", page)


def write_page(root: Path, accepted: Accepted) -> str:
    """Return the text of the page."""
    python, node = list_python(root), list_node(root)
    of = python_licences(python)
    direct = [f"| {p.name} | {p.version} | {of[canonicalize_name(p.name)]} |"
              for p in python if p.is_direct]  # fmt: skip
    indirect = [f"| {p.name} | {of[canonicalize_name(p.name)]} |"
                for p in python if not p.is_direct]  # fmt: skip
    return "\n".join(
        [
            _HEAD,
            "## Permitted with a reason\n",
            "| package | licence | reason |\n|---|---|---|",
            *(f"| {one.package} | {one.licence} | {one.reason} |" for one in accepted.licences),
            "\n## Python, direct\n",
            "| package | version | licence |\n|---|---|---|",
            *direct,
            "\n## Python, indirect\n",
            "| package | licence |\n|---|---|",
            *indirect,
            "\n## npm, direct\n",
            "| package | version | licence |\n|---|---|---|",
            *(f"| {p.name} | {p.version} | {p.licence} |" for p in node if p.is_direct),
            "\n## npm, indirect\n",
            "| licence | packages |\n|---|---|",
            *_by_licence([p for p in node if not p.is_direct]),
            "",
        ]
    )


def _by_licence(packages: Sequence[NodePackage]) -> Iterator[str]:
    for licence in sorted({one.licence for one in packages}):
        names = sorted({one.name for one in packages if one.licence == licence})
        yield f"| {licence} | {', '.join(names)} |"
