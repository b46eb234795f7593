"""Rowhouse as a package: installed without a checkout, it makes a project and works there.

The packages that it stands on are those of the environment of the tests.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from glue import paths
from tests.glue.copied_checkout import CACHES

pytestmark = [pytest.mark.slow, pytest.mark.once]

PAGE = (paths.ROOT / "docs" / "install.md").read_text()
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
WITHOUT_CHECKOUT = (
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "pip install './rowhouse[test]'",
    "cd shop",
    "rowhouse setup",
)
"""What the fixtures do in another way: nothing is fetched that the tests have already."""

BACKEND = "setuptools>=77"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".rowhouse", "node_modules", "*.egg-info")
TOOLS = ("ruff", "sqlfluff", "squawk")
BUILD = "from setuptools import build_meta as it; print(it.build_{kind}({folder!r}))"


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment of Python that has Rowhouse, and a folder to work in."""

    bin: Path
    folder: Path

    def run(self, line: str, folder: str = "", code: int = 0) -> str:
        """Run a line of the shell; return what it printed."""
        keep = {name: text for name, text in os.environ.items() if name in {"LANG", "TMPDIR"}}
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.folder / folder,
            env={
                **keep,
                "HOME": str(self.folder / "home"),
                "PATH": f"{self.bin}:/usr/local/bin:/usr/bin:/bin",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr


def call(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, which is built from the checkout."""
    folder = tmp_path_factory.mktemp("build")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    done = call(python, "-m", "pip", "install", "--quiet", BACKEND, "wheel")
    if done.returncode:
        pytest.skip(f"the build backend is not at hand: {done.stderr.strip()[-200:]}")

    def ignored(place: str, names: list[str]) -> set[str]:
        return LEFT_OUT(place, names) | CACHES(place, names)

    shutil.copytree(paths.ROOT, folder / "source", ignore=ignored, symlinks=True)
    for kind, source in (("sdist", "source"), ("wheel", "unpacked")):
        if kind == "wheel":
            (archive,) = folder.glob("*.tar.gz")
            shutil.unpack_archive(archive, folder / "archive", filter="data")
            (top,) = (folder / "archive").iterdir()
            top.rename(folder / source)
        done = call(python, "-c", BUILD.format(kind=kind, folder=str(folder)), cwd=folder / source)
        assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Installed:
    """An environment with the wheel, and the packages of the environment of the tests."""
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / "bin"
    done = call(folder / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    assert done.returncode == 0, done.stderr
    # A path in a file of paths is no site: the checkout that is installed there is not found.
    site = sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv")})
    (Path(site) / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    for tool in TOOLS:
        (folder / tool).symlink_to(Path(sys.executable).with_name(tool))
    (tmp_path / "home").mkdir()
    return Installed(folder, tmp_path)


def add_packages_of_node(there: Installed) -> None:
    """Give it the npm packages of the checkout, as `rowhouse setup` would install them."""
    code = "from glue import paths; paths.NODE.mkdir(parents=True); print(paths.NODE_MODULES)"
    found = there.run(f"python -c '{code}'", "shop").strip()
    Path(found).symlink_to(paths.NODE_MODULES)


def test_an_installed_rowhouse_makes_a_project_and_works_there(installed: Installed) -> None:
    assert "site-packages" in installed.run("python -c 'import glue; print(glue.__file__)'")
    assert "is not inside a Rowhouse project" in installed.run("rowhouse status", code=2)
    assert "--lock-budget" in installed.run("rowhouse migrate up --help")
    assert installed.run("rowhouse guide docs/upgrade.md#before").startswith("# Upgrade")

    first, *steps = (line for line in COMMANDS if line not in WITHOUT_CHECKOUT)
    installed.run(first)
    assert "rowhouse setup" in installed.run("rowhouse migrate check", "shop", code=2)
    add_packages_of_node(installed)
    try:
        for line in steps[:-2]:
            installed.run(line, "shop")
        exports = installed.run("rowhouse env 2>/dev/null", "shop")
        words = dict(line.removeprefix("export ").split("=", 1) for line in exports.splitlines())
        answer = httpx.post(
            f"{words['REST'].strip(chr(39))}/rpc/add_loan",
            json={"title": "Dune"},
            headers={
                "apikey": words["KEY"].strip("'"),
                "Authorization": f"Bearer {words['TOKEN'].strip(chr(39))}",
            },
        )
        assert answer.json()["title"] == "Dune", answer.text
        installed.run("rowhouse migrate status", "shop")
        installed.run("rowhouse accept --check", "shop")
        installed.run(steps[-2], "shop")
    finally:
        installed.run(steps[-1], "shop")


def test_postgrest_serves_a_project_without_node(installed: Installed) -> None:
    postgrest = shutil.which("postgrest")
    if postgrest is None:
        pytest.skip("PostgREST is not here")
    programs = installed.folder / "programs"
    programs.mkdir()
    (programs / "postgrest").symlink_to(postgrest)
    path = f"PATH={installed.bin}:{programs}"
    installed.run("rowhouse init shop --modules filters")
    try:
        said = installed.run(f"{path} rowhouse up --detach", "shop")
        assert "Served by: postgrest" in said
        installed.run(f"{path} rowhouse status", "shop")
    finally:
        installed.run(f"{path} rowhouse down", "shop")
