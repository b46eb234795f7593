"""Known vulnerabilities: pip-audit and npm audit, less what `vetting.toml` accepts.

A registry that cannot be asked is a warning, since a build may run beside a mirror of
packages only. A source that answers is believed: what it reports fails, and so does an
exception that has ended, or that nothing needs any more.
"""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from glue.vetting.exceptions import FILE, AcceptedAdvisory
from glue.vetting.packages import Package
from glue.vetting.programs import program

MINUTES = 5
_ASK = ("--no-deps", "--disable-pip", "--format=json", "--progress-spinner=off")


@dataclass(frozen=True, slots=True)
class Advisory:
    """A known vulnerability of a package: every name that it goes by."""

    names: frozenset[str]
    package: str
    version: str
    says: str

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.package} {self.version}: {', '.join(sorted(self.names))}: {self.says}"


class NotAskedError(Exception):
    """No source of advisories gave an answer."""


Ask = Callable[[], list[Advisory]]


def ask_pip(packages: Sequence[Package]) -> list[Advisory]:
    """Ask PyPI, and OSV where PyPI does not say, about exactly these versions."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{one.name}=={one.version}\n" for one in packages)
        file.flush()
        for service in ("pypi", "osv"):
            said = answer_of("pip-audit", *_ASK, "-r", file.name, "-s", service)
            entries = said.get("dependencies", [])
            answered = [entry for entry in entries if "vulns" in entry]
            # A mirror knows the packages of its own only: half an answer is none.
            if entries and len(answered) == len(entries):
                return list(_of_pip(answered))
    raise NotAskedError("pip-audit: neither PyPI nor OSV answered for every package")


def _of_pip(entries: list[dict[str, Any]]) -> Iterator[Advisory]:
    for entry in entries:
        for found in entry["vulns"]:
            yield Advisory(
                frozenset([found["id"], *found.get("aliases", [])]),
                entry["name"],
                entry["version"],
                f"mended in {', '.join(found['fix_versions']) or 'no version'}",
            )


def ask_npm(root: Path) -> list[Advisory]:
    """Ask the registry of npm about the lock file."""
    said = answer_of("npm", "audit", "--json", "--package-lock-only", "--prefix", str(root))
    if "vulnerabilities" not in said:
        raise NotAskedError(f"npm audit: {said.get('message') or 'no answer'}".splitlines()[0])
    found = {}
    for entry in said["vulnerabilities"].values():
        for via in entry["via"]:
            if isinstance(via, dict):
                names = frozenset([str(via["url"]).rpartition("/")[2], str(via["source"])])
                found[names] = Advisory(names, via["name"], via["range"], via["title"])
    return list(found.values())


def answer_of(name: str, *arguments: str) -> dict[str, Any]:
    """Return what a program prints as JSON; nothing where it does not come to that.

    Both programs exit with 1 when they find something, as when they fail.
    """
    try:
        done = subprocess.run(
            [program(name), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
            timeout=MINUTES * 60,
        )
        said = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return said if isinstance(said, dict) else {}


def judge(
    sources: Sequence[Ask], accepted: Sequence[AcceptedAdvisory], today: date
) -> tuple[list[str], list[str]]:
    """Return what fails, and what could not be asked."""
    faults = [
        f"{FILE}: the exception for {one.advisory} ({one.package}) ended on {one.until}. "
        "Update the package, or decide again and write why."
        for one in accepted
        if one.until < today
    ]
    warnings, found = [], []
    for ask in sources:
        try:
            found += ask()
        except NotAskedError as exc:
            warnings.append(f"{exc}: the vulnerabilities of its packages were not checked.")
    names = {(name, one.package) for one in found for name in one.names}
    excused = {(one.advisory, one.package) for one in accepted if one.until >= today}
    faults += [
        f"{one}. Update the package, or write an exception into {FILE}."
        for one in found
        if not any((name, one.package) in excused for name in one.names)
    ]
    if not warnings:
        faults += [
            f"{FILE}: nothing reports {one.advisory} ({one.package}) any more. Take it out."
            for one in accepted
            if (one.advisory, one.package) not in names
        ]
    return faults, warnings
