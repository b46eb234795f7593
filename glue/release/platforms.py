"""python -m glue.release.platforms: for which systems and Pythons the packages have wheels.

It asks the index for the pinned version of each package that is not pure Python, and writes
the table of docs/platforms.md. Most others are the same file everywhere.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

import click
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from glue import paths
from glue.vetting.packages import Package, follow, runtime_requirements

PAGE = "docs/platforms.md"
TITLE = "## Wheels"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_GLIBC = 36
"""That of Debian 12."""
_ROW = re.compile(r"^\| (?P<name>[\w.-]+) \| (?P<version>\d\S*) \|", re.MULTILINE)


def _linux(machine: str) -> list[str]:
    newer = [f"manylinux_2_{minor}_{machine}" for minor in range(5, _GLIBC + 1)]
    return [*newer, f"manylinux1_{machine}", f"manylinux2014_{machine}"]


PLATFORMS: dict[str, Callable[[], Iterable[str]]] = {
    "Linux x86-64": lambda: _linux("x86_64"),
    "Linux ARM64": lambda: _linux("aarch64"),
    "macOS 14, Apple": lambda: mac_platforms((14, 0), "arm64"),
    "macOS 14, Intel": lambda: mac_platforms((14, 0), "x86_64"),
    "Windows x86-64": lambda: ["win_amd64"],
}
"""Systems, and the tags of wheels that each takes."""


def compiled(root: Path) -> list[Package]:
    """Return the packages that `pip install rowhouse` brings and that are not pure Python."""
    found = follow(runtime_requirements(root))
    return [one for one in found if not _is_pure(metadata.distribution(one.name))]


def _is_pure(of: metadata.Distribution) -> bool:
    tags = re.findall(r"^Tag: (\S+)$", of.read_text("WHEEL") or "", re.MULTILINE)
    return all(tag.endswith("-none-any") for tag in tags)


def wheels(package: Package) -> list[str]:
    """Return the names of the wheels of a package in its version.

    pip says why it passes over each. For a system that does not exist it takes none but a
    wheel that is the same everywhere: a package with compiled parts may have one, too.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", "-vvv", "--no-deps", "--only-binary=:all:",
             "--platform", "no_system", "--dest", folder, f"{package.name}=={package.version}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    said = done.stdout + done.stderr
    name = re.sub("[-_.]+", "[-_.]", package.name)
    found = re.findall(rf"/({name}-{re.escape(package.version)}-[\w.-]+\.whl)", said, re.IGNORECASE)
    if not found:
        raise click.ClickException(f"no wheel of {package.name}:\n{said[-2000:]}")
    return sorted(set(found))


def is_taken(wheel: str, system: str, python: str) -> bool:
    """Return whether a Python on a system installs a wheel."""
    major, minor = map(int, python.split("."))
    of_system = set(PLATFORMS[system]())
    taken = {*cpython_tags((major, minor), platforms=of_system)}
    taken |= {*compatible_tags((major, minor), platforms=of_system)}
    return bool(taken & parse_wheel_filename(wheel)[3])


def write_table(packages: list[Package], found: Mapping[str, list[str]]) -> str:
    """Return the table: for which Pythons each package has a wheel, by system."""
    head = f"| package | version | {' | '.join(PLATFORMS)} |\n|---|---|{'---|' * len(PLATFORMS)}\n"
    return head + "".join(
        f"| {one.name} | {one.version} | {' | '.join(_cells(found[one.name]))} |\n"
        for one in packages
    )


def _cells(found: list[str]) -> Iterator[str]:
    for system in PLATFORMS:
        having = [python for python in PYTHONS if any(is_taken(it, system, python) for it in found)]
        yield "all" if len(having) == len(PYTHONS) else ", ".join(having) or "none"


def listed(page: str) -> dict[str, str]:
    """Return the versions that a page lists."""
    return {found["name"]: found["version"] for found in _ROW.finditer(page)}


@click.command(epilog="Example: python -m glue.release.platforms")
def write_platforms() -> None:
    """Ask the index for wheels, and write the table of docs/platforms.md."""
    packages = compiled(paths.ROOT)
    found = {one.name: wheels(one) for one in packages}
    page = paths.ROOT / PAGE
    before, _, after = page.read_text().partition(f"{TITLE}\n")
    rest = re.split(r"^(?=\|)", after, maxsplit=1, flags=re.MULTILINE)[0]
    page.write_text(f"{before}{TITLE}\n{rest}{write_table(packages, found)}")


if __name__ == "__main__":
    write_platforms()
