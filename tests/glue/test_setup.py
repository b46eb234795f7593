"""rowhouse setup: asked first, pinned, whole or not at all; npm is a program that says so."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glue import paths
from glue.commands.setup import read_pinned

NPM = """#!/bin/sh
test -f package-lock.json && echo "$@" > asked && {end}
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A project, and a package with its tree in links, as an installed Rowhouse has one."""
    package = tmp_path / "site" / "glue"
    package.mkdir(parents=True)
    for path in (paths.ROOT / "glue").iterdir():
        if path.name != "paths.py":
            (package / path.name).symlink_to(path)
    (package / "paths.py").write_text((paths.ROOT / "glue" / "paths.py").read_text())
    (package / "tree").symlink_to(paths.ROOT)
    (tmp_path / "rowhouse.toml").write_text('release = "0.1.0"\n')
    return tmp_path


def setup(there: Path, *words: str, end: str = "mkdir node_modules", answer: str = "") -> str:
    """Run `rowhouse setup`; return what it printed."""
    programs = there / "programs"
    programs.mkdir(exist_ok=True)
    if end:
        (programs / "npm").write_text(NPM.format(end=end))
        (programs / "npm").chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", "from glue.cli import main; main()", "setup", *words],
        cwd=there,
        env={
            "PYTHONPATH": str(there / "site"),
            "XDG_CACHE_HOME": str(there / "cache"),
            "HOME": str(there),
            "PATH": f"{programs}:/bin" if end else str(programs),
        },
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.stdout}{done.stderr}{done.returncode}"


def cached(there: Path) -> list[Path]:
    return sorted((there / "cache" / "rowhouse").glob("*"))


def test_the_packages_come_once_with_what_node_runs(installed: Path) -> None:
    assert "npm packages, up to" in setup(installed, answer="y\n")
    (folder,) = cached(installed)
    assert (folder / "asked").read_text().split()[0] == "ci"
    package = json.loads((folder / "package.json").read_text())
    lock = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert lock[""].keys() == package.keys() - {"private", "description", "type"}
    assert "devDependencies" not in package
    assert not [name for name, one in lock.items() if one.get("dev")]
    assert {found.name for found in scripts(folder)} >= {"lite.mjs", "server.mjs", "call.mjs"}
    assert "nothing to do" in setup(installed, "--yes")


def found_from(place: str, name: str, packages: dict[str, object]) -> bool:
    """Return whether a package at a place finds another, as Node looks for it."""
    while True:
        if f"{place}/node_modules/{name}".lstrip("/") in packages:
            return True
        if not place:
            return False
        place = place.rpartition("/node_modules/")[0] if "/node_modules/" in place else ""


def test_the_lock_file_holds_what_npm_asks_of_it() -> None:
    packages = read_pinned()["package-lock.json"]["packages"]
    missing = [
        (place, name)
        for place, one in packages.items()
        for name in {**one.get("dependencies", {}), **one.get("optionalDependencies", {})}
        if not found_from(place, name, packages)
    ]
    assert missing == []
    assert all(one["integrity"] for place, one in packages.items() if place)


def scripts(folder: Path) -> set[Path]:
    return set(folder.glob("*-*/*.mjs"))


def test_a_release_with_the_same_packages_has_scripts_of_its_own(installed: Path) -> None:
    setup(installed, "--yes")
    (folder,) = cached(installed)
    before = scripts(folder)
    stack = installed / "site" / "glue" / "stack"
    stack.unlink()
    shutil.copytree(paths.ROOT / "glue" / "stack", stack)
    (stack / "lite.mjs").write_text("// another\n")
    assert "nothing to do" in setup(installed, "--yes")
    (new,) = {path for path in scripts(folder) - before if path.name == "lite.mjs"}
    assert new.read_text() == "// another\n"
    assert scripts(folder) >= before


@pytest.mark.parametrize(
    ("end", "words", "answer", "said"),
    [
        ("true", (), "n\n", "nothing was installed"),
        ("false", ("--yes",), "", "npm did not install the packages"),
        ("", ("--yes",), "", "npm is not there"),
    ],
)
def test_without_them_the_cache_stays_empty(
    installed: Path, end: str, words: tuple[str, ...], answer: str, said: str
) -> None:
    assert said in setup(installed, *words, end=end, answer=answer)
    assert cached(installed) == []


def test_a_checkout_has_make_install() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "glue", "setup", "--yes"],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "make install" in done.stderr) == (2, True)
