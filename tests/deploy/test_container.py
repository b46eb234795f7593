"""The image, without a container engine: its tree, its user, its environment, its commands.

What a builder alone can show was not run: the base image, its layers, the read-only mount.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from psycopg import sql

from glue import db, paths
from glue.postgres import server as servers
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.vetting.programs import program
from glue.waiting import wait_until
from tests.deploy import containerfile

pytestmark = pytest.mark.each_engine

PASSWORDS = {"API_PASSWORD": "a'pi:2", "WORKER_PASSWORD": "worker", "RELAY_PASSWORD": "relay"}
UID = 10001
PACKAGES = sysconfig.get_paths()["purelib"]
PRIVATE = (
    ".git/config",
    ".env",
    "deploy/compose/.env",
    "node_modules/ws/index.js",
    "tests/conftest.py",
    ".rowhouse/state.json",
    "glue/__pycache__/cli.pyc",
)
ROWHOUSE = """#!{python}
from glue.__main__ import run
run()
"""


@dataclass(frozen=True, slots=True)
class Image:
    """The tree of the image in a folder, and the environment that a process of it has."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    def start(self, *command: str, **more: str) -> "subprocess.Popen[str]":
        """Start a process as its user, with the variables of the image and these alone."""
        return subprocess.Popen(
            command,
            env={**self.variables, **more},
            cwd=self.root,
            user=UID,
            group=UID,
            extra_groups=[],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str, **more: str) -> tuple[int, str]:
        """Run a command to its end; return its exit code and all that it said."""
        child = self.start(*command, **more)
        said, _ = child.communicate(timeout=500)
        return child.returncode, said


def folder() -> Path:
    """Return a folder that other users may pass through."""
    made = Path(tempfile.mkdtemp(prefix="rowhouse-image-"))
    made.chmod(0o755)
    return made


def find_python() -> str:
    """Return a Python of this version that the user of the image can run; skip without one."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        found = Image(Path("/"), {"PYTHONPATH": PACKAGES})
        with contextlib.suppress(OSError):
            if found.run(python, "-c", "import psycopg, aiohttp")[0] == 0:
                return python
    pytest.skip(f"the user of the image can run no {version} with the packages of this one")


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image in a folder that its user can read, not write."""
    if os.geteuid() != 0:
        pytest.skip("only root can start a process as the user of the image")
    python = find_python()
    home = folder()
    root = home / "rowhouse"
    containerfile.copy_tree(root)
    # In place of the venv of the image: packages of the same versions, the code of this tree.
    programs = root / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "rowhouse").write_text(ROWHOUSE.format(python=python))
    (programs / "rowhouse").chmod(0o755)
    (programs / "python").symlink_to(python)
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o555 | 0o444)
    (scratch := home / "tmp").mkdir()
    scratch.chmod(0o1777)
    variables = containerfile.environment(root, scratch)
    variables |= {"PYTHONPATH": f"{root}:{PACKAGES}", "TMPDIR": str(scratch)}
    try:
        yield Image(root, variables)
    finally:
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """An empty database whose superuser is `postgres`, as on most servers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(servers, "SUPERUSER", "postgres")
        home = folder()
        # As the local stack has it: `doctor` refuses a server that can lose data.
        server = Server(home)
        server.start()
        try:
            yield db.create_database(server.url(), "app")
        finally:
            server.stop()
            shutil.rmtree(home)


def one(conn: psycopg.Connection[Any], what: str) -> object:
    row = conn.execute(f"select {what} as it".encode()).fetchone()
    return row and row["it"]


def of(url: str, role: str, password: str) -> str:
    return re.sub(r"//.*@", f"//{role}:{password}@", url)


def arguments_of(child: "subprocess.Popen[str]") -> str:
    """Return the arguments of a process and of all that it starts, until it ends."""
    seen: set[str] = set()
    while child.poll() is None:
        with contextlib.suppress(psutil.Error):
            for process in (family := psutil.Process(child.pid), *family.children(recursive=True)):
                seen |= {*process.cmdline()}
    return " ".join(seen)


def answer(image: Image, url: str) -> int:
    """Ask as the probe of the image does; return its exit code."""
    health = containerfile.last("HEALTHCHECK").rest.partition("CMD ")[2]
    command = json.loads(health)
    command[-1] = command[-1].replace("http://127.0.0.1:9100/health", url)
    return image.run(*command)[0]


@pytest.mark.once
def test_the_release_is_migrated_served_and_judged(image: Image, database: str) -> None:
    owner = {"DATABASE_URL": database, "DATABASE_ADMIN_URL": database, **PASSWORDS}
    for _ in range(2):
        code, said = image.run("deploy/container/migrate", TRUSTED_PROXIES="2", **owner)
        assert code == 0, said
        assert not any(secret in said for secret in PASSWORDS.values() if len(secret) > 6)
    for role, variable in {"authenticator": "API", "rowhouse_relay": "RELAY"}.items():
        password = PASSWORDS[f"{variable}_PASSWORD"].replace(":", "%3A")
        psycopg.connect(of(database, role, password)).close()
    with db.connect(database) as conn:
        row = conn.execute("select core.setting('core.trusted_proxies') as it").fetchone()
    assert row == {"it": 2}

    worker = of(database, "app_worker", PASSWORDS["WORKER_PASSWORD"])
    port = str(free_port())
    entry, command = containerfile.last("ENTRYPOINT").words, containerfile.last("CMD").words
    child = image.start(
        *entry,
        *[port if word == "9100" else word for word in command],
        DATABASE_URL=worker,
        WORKER_DATABASE_URL=worker,
    )
    try:
        with db.connect(database) as conn:
            conn.execute(
                "select core.enqueue(kind) from core.job_schedules where kind = 'core.watch_health'"
            )
            seen = sql.SQL("select from core.health_samples limit 1")
            wait_until(lambda: bool(conn.execute(seen).rowcount) or child.poll() is not None, 120)
        assert child.poll() is None, child.stdout and child.stdout.read()
        assert answer(image, f"http://127.0.0.1:{port}/health") == 0
        assert answer(image, f"http://127.0.0.1:{port}/elsewhere") != 0
        code, said = image.run("deploy/container/smoke", **owner)
        assert code == 0, said
        code, said = image.run("rowhouse", "guide", "upgrade")
        assert said.startswith("# Upgrade"), said
        with db.connect(database) as conn:
            noted = "select from rowhouse.releases where public is not null"
            assert conn.execute(noted).rowcount == 1
        child.send_signal(signal.SIGTERM)
        said, _ = child.communicate(timeout=60)
        assert child.returncode == 0, said
    finally:
        child.kill()
        child.communicate()


@pytest.mark.once
def test_no_password_is_in_a_log_or_among_arguments(image: Image, database: str) -> None:
    secrets = {name: f"not-to-be-seen-{name}" for name in PASSWORDS}
    owner = {"DATABASE_URL": database, "DATABASE_ADMIN_URL": database, **secrets}
    with db.connect(database) as conn:
        conn.execute("alter system set log_min_duration_statement = 0")
        conn.execute("alter system set log_transaction_sample_rate = 1")
        conn.execute("select pg_reload_conf()")
        log = Path(str(one(conn, "current_setting('data_directory')"))).parent / "log/postgres.log"
    child = image.start("deploy/container/migrate", **owner)
    seen = arguments_of(child)
    said, _ = child.communicate()
    assert child.returncode == 0, said
    for secret in (*secrets.values(), str(urlsplit(database).password)):
        assert secret not in seen
        assert secret not in said
        assert secret not in log.read_text()
    assert "logins.sql" in seen
    assert "set_config" in log.read_text()


@pytest.mark.once
def test_its_code_is_that_of_the_tree_and_cannot_be_changed(image: Image) -> None:
    code, said = image.run("python", "-c", "import glue; print(glue.__file__)")
    assert (code, said.strip()) == (0, str(image.root / "glue" / "__init__.py"))
    code, _ = image.run("python", "-c", "open('glue/__init__.py', 'a')")
    assert code != 0
    assert image.run(*containerfile.last("ENTRYPOINT").words, "--version")[0] == 0


def test_only_what_is_needed_reaches_the_builder() -> None:
    for name in PRIVATE:
        assert containerfile.is_ignored(name), name
    for sources, _ in containerfile.copies():
        for source in sources:
            assert (paths.ROOT / source).exists(), source
            assert not containerfile.is_ignored(source), source


def test_its_user_is_a_number_and_its_packages_are_pinned() -> None:
    user, _, group = containerfile.last("USER").rest.partition(":")
    assert (int(user), int(group)) == (UID, UID)
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
    (pin,) = [it for it in project["optional-dependencies"]["dev"] if "cyclonedx" in it]
    (given,) = [it.rest for it in containerfile.build() if it.rest.startswith("CYCLONEDX=")]
    assert pin == f"cyclonedx-bom=={given.removeprefix('CYCLONEDX=')}"


def test_a_bill_of_materials_names_every_package_of_the_product(tmp_path: Path) -> None:
    file = tmp_path / "sbom.cdx.json"
    (run,) = [it.rest for it in containerfile.build() if "cyclonedx-py" in it.rest]
    options = run.partition("cyclonedx-py ")[2].partition(" --output-file")[0].split()
    # The build of the image validates it as well, which takes most of the time.
    options += ["--no-validate", "--output-file", str(file)]
    subprocess.run(
        [program("cyclonedx-py"), *options, sys.executable],
        cwd=paths.ROOT,
        check=True,
        capture_output=True,
    )
    named = {
        one["name"].lower().replace("_", "-") for one in json.loads(file.read_text())["components"]
    }
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[=]", line)[0] for line in project["dependencies"]}
    assert wanted <= named


def test_hadolint_finds_nothing() -> None:
    done = subprocess.run(
        [program("hadolint"), "--no-color", containerfile.FILE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
