"""The README and the pages beside it are true: commands run, paths exist, packages are pinned."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from glue import paths

README = (paths.ROOT / "README.md").read_text()
# What adds files is run by `test_new_module.py`, in a checkout of its own.
ADDED = "## Add a module\n"
# What works on tables of others is run by `test_howtos.py`, on a database that has some.
ATTACHED = "## Add it to your Supabase project\n"
ON_THE_STACK = re.sub(
    rf"^(?:{ADDED}|{ATTACHED}).*?(?=^## )", "", README, flags=re.MULTILINE | re.DOTALL
)
PAGES = ON_THE_STACK + (paths.ROOT / "docs" / "commands.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGES, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
# A test of its own makes the project; `test_wheel.py` installs the package.
INSTALLS, STARTS = COMMANDS[:2]
ROWHOUSE = [line for line in COMMANDS[2:] if line.startswith("rowhouse ")]
# These run whole suites; `.ci/run` calls them, which a test of its own holds to.
BY_CI = ("make demo", "make test", "rowhouse lint")


@pytest.fixture(scope="module")
def shell() -> Iterator[dict[str, str]]:
    """Bring up a stack of its own with a little of the demo; return its environment.

    Not below pytest's own folder: the server runs as another OS user, and each pytest that
    starts closes that folder again.
    """
    home = Path(tempfile.mkdtemp(prefix="rowhouse-readme-"))
    home.chmod(0o711)
    env = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "ROWHOUSE_PG_BIN")},
        "ROWHOUSE_HOME": str(home / "state"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    try:
        run("rowhouse up --detach", env)
        run("rowhouse seed demo --rows 20000", env)
        yield env
    finally:
        subprocess.run(["rowhouse", "down"], env=env, cwd=paths.ROOT, check=False)
        shutil.rmtree(home)


def run(
    line: str, env: dict[str, str], folder: Path = paths.ROOT
) -> subprocess.CompletedProcess[str]:
    """Run one line as a shell would; it must succeed."""
    done = subprocess.run(
        ["bash", "-c", line], env=env, cwd=folder, capture_output=True, text=True, check=False
    )
    allowed = {0, 1} if " bench " in line else {0}  # a bar missed on a busy machine is no lie
    assert done.returncode in allowed, f"{line}\n{done.stdout}\n{done.stderr}"
    return done


def test_every_command_runs_in_the_order_of_the_pages(shell: dict[str, str]) -> None:
    for line in ROWHOUSE:
        if line not in BY_CI:
            run(line, shell)


def test_two_lines_start_a_project(shell: dict[str, str]) -> None:
    """On a stack of its own: the project has no ROWHOUSE_ROOT but its folder."""
    folder = Path(shell["ROWHOUSE_HOME"]).parent
    env = {name: text for name, text in shell.items() if name != "ROWHOUSE_ROOT"}
    env["ROWHOUSE_HOME"] = str(folder / "shop-state")
    assert INSTALLS in (paths.ROOT / "docs" / "install.md").read_text()
    try:
        run(STARTS, env, folder)
        said = run("rowhouse status --json", env, folder / "shop").stdout
        assert {part["part"] for part in json.loads(said) if part["reachable"]} >= {
            "api",
            "gateway",
        }
    finally:
        run("rowhouse down", env, folder / "shop")


def test_ci_runs_the_rest() -> None:
    script = (paths.ROOT / ".ci" / "run").read_text()
    assert "\nmake demo\n" in script
    assert "\nmake test\n" in script
    assert "\nmake lint " in script


def test_no_command_adds_to_this_checkout() -> None:
    assert README.count(ADDED) == 1
    assert [line for line in ROWHOUSE if line.split()[1] in ("new", "drop", "accept")] == []


def test_no_line_is_left_out() -> None:
    known = ("rowhouse ", "make ", "pip install ", ". .venv/bin/activate")
    assert [line for line in COMMANDS if line and not line.startswith(known)] == []


def test_the_first_ten_lines_have_two_commands_and_a_picture() -> None:
    top = README.splitlines()[:10]
    assert [line for line in top if line.startswith(("pip ", "rowhouse "))] == [INSTALLS, STARTS]
    assert any(line.startswith("![") for line in top)


def test_it_fits_on_two_screens() -> None:
    assert len(README.splitlines()) <= 110


def test_every_path_in_the_layout_exists() -> None:
    table = (paths.ROOT / "docs" / "layout.md").read_text().split("## Layout")[1]
    named = [name for name in re.findall(r"`([\w./-]+)`", table) if "/" in name]
    assert [name for name in named if not (paths.ROOT / name).exists()] == []
    linked = re.findall(r"\]\(([\w./-]+)\)", README)
    assert [name for name in linked if not (paths.ROOT / name).exists()] == []


def test_every_dependency_is_named_with_its_reason() -> None:
    table = (paths.ROOT / "docs" / "packages.md").read_text().lower()
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(line for extra in extras for line in extra)]
    names = [re.split(r"[\[=]", line)[0] for line in wanted]
    names += json.loads((paths.ROOT / "package.json").read_text())["dependencies"]
    assert [name for name in names if name.lower() not in table] == []
    assert all("==" in line for line in wanted)
