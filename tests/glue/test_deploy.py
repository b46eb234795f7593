"""docs/deploy-server.md is true: its steps run on an empty server."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db, paths
from glue.postgres import server as servers
from glue.postgres.server import Server
from glue.waiting import wait_until

pytestmark = pytest.mark.each_engine

PAGES = "\n".join(it.read_text() for it in sorted((paths.ROOT / "docs").glob("deploy*.md")))
PLAIN = (paths.ROOT / "docs" / "deploy-server.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PLAIN, re.MULTILINE | re.DOTALL)
UNIT = re.search(r"^ExecStart=\S+/(rowhouse .*)$", PLAIN, re.MULTILINE)
COPIED = ("sql", "migrations", "functions", "triggers", "policies")
SHARED = ("supabase", "node_modules", "glue")
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A cluster as initdb leaves it: its superuser is `postgres`, as on most servers."""
    monkeypatch.setattr(servers, "SUPERUSER", "postgres")
    home = Path(tempfile.mkdtemp(prefix="rowhouse-deploy-"))
    home.chmod(0o711)
    server = Server(home, settings=FAST)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)


@pytest.fixture
def shell(plain: Server) -> dict[str, str]:
    """The environment that the page asks for, in a checkout of its own."""
    root = plain.home / "checkout"
    for name in COPIED:
        shutil.copytree(paths.ROOT / name, root / name)
    for name in SHARED:
        (root / name).symlink_to(paths.ROOT / name)
    (plain.home / "backups").mkdir()
    admin = db.create_database(plain.url(), "app")
    passwords = {"WORKER_PASSWORD": "w'or%ker @1", "API_PASSWORD": "a\\pi:2"}
    worker = f"app_worker:{quote(passwords['WORKER_PASSWORD'], safe='')}@"
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "SUPABASE"))},
        **passwords,
        "DATABASE_ADMIN_URL": admin,
        "DATABASE_URL": admin,
        "WORKER_DATABASE_URL": re.sub(r"//.*@", lambda _: f"//{worker}", admin),
        "BACKUPS": str(plain.home / "backups"),
        "ROWHOUSE_ROOT": str(root),
        "ROWHOUSE_HOME": str(plain.home / "state"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }


def run(script: str, env: dict[str, str]) -> str:
    """Run a block as a shell would; it must succeed."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env=env,
        cwd=env["ROWHOUSE_ROOT"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def is_watched(url: str) -> bool:
    with db.connect(url) as conn:
        return bool(conn.execute("select from core.health_samples limit 1").rowcount)


@pytest.mark.once
def test_the_page_holds_from_nothing(shell: dict[str, str]) -> None:
    admin = shell["DATABASE_ADMIN_URL"]
    assert UNIT is not None
    worker: subprocess.Popen[bytes] | None = None
    for block in BLOCKS:
        if "rowhouse health" in block:
            worker = subprocess.Popen(
                UNIT[1].split(),
                env=shell | {"DATABASE_URL": shell["WORKER_DATABASE_URL"]},
                cwd=shell["ROWHOUSE_ROOT"],
                stderr=subprocess.DEVNULL,
            )
            with db.connect(admin) as conn:
                conn.execute(
                    "select core.enqueue(kind) from core.job_schedules"
                    " where kind = 'core.watch_health'"
                )
            wait_until(lambda: is_watched(admin) or worker.poll() is not None, 120)  # noqa: B023
            assert worker.poll() is None
        if "db restore" in block and worker is not None:
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(60) == 0
        if "before-upgrade" in block:
            edited = Path(shell["ROWHOUSE_ROOT"]) / "functions/core/clock/now.sql"
            edited.write_text(edited.read_text() + "comment on function core.now() is 'New.';\n")
        run(block, shell)
        if "db prepare --yes" in block:
            assert run("rowhouse db prepare --dry-run", shell) == ""
    with db.connect(admin) as conn:
        comment = conn.execute("select obj_description('core.now()'::regprocedure) as it")
        assert comment.fetchone() != {"it": "New."}
        names = conn.execute("select datname from pg_database where datname ~ '^rowhouse'")
        assert names.fetchall() == []
    mode = (Path(shell["BACKUPS"]) / "monday.dump").stat().st_mode
    assert mode & 0o077 == 0


def test_what_is_not_prepared_says_how_to(shell: dict[str, str]) -> None:
    done = subprocess.run(
        ["rowhouse", "migrate", "up"], env=shell, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "role anon" in done.stderr
    assert "rowhouse db prepare" in done.stderr
    assert "Traceback" not in done.stderr


def test_prepare_asks_shows_and_makes_nothing_by_itself(shell: dict[str, str]) -> None:
    def prepare(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["rowhouse", "db", "prepare", *arguments],
            env=shell | more,
            input="n\n",
            capture_output=True,
            text=True,
            check=False,
        )

    shown = prepare("--dry-run")
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert {"role anon", "schema auth", "table auth.users", "function auth.uid()"} <= {*lines}
    assert prepare("--dry-run").stdout == shown.stdout
    refused = prepare()
    assert refused.returncode != 0
    assert refused.stdout.splitlines()[: len(lines)] == lines
    assert prepare("--dry-run").stdout == shown.stdout
    made = prepare("--yes")
    assert made.returncode == 0, made.stderr
    assert made.stdout == shown.stdout
    assert prepare("--dry-run").stdout == ""
    assert "nothing to make" in prepare("--yes").stderr
    # Half of it gone, it makes that half.
    with db.connect(shell["DATABASE_ADMIN_URL"]) as conn:
        conn.execute("drop function auth.email()")
    assert prepare("--yes").stdout == "function auth.email()\n"
    # As a role that is not a superuser it says whom it needs.
    with db.connect(shell["DATABASE_ADMIN_URL"]) as conn:
        conn.execute("create role t_owner login password 'x'")
    url = re.sub(r"//.*@", "//t_owner:x@", shell["DATABASE_ADMIN_URL"])
    weak = prepare("--yes", DATABASE_ADMIN_URL=url)
    assert weak.returncode == 2
    assert "t_owner is not a superuser" in weak.stderr


def test_prepare_leaves_supabase_alone(shell: dict[str, str]) -> None:
    with db.connect(shell["DATABASE_ADMIN_URL"]) as conn:
        conn.execute("create schema auth; create table auth.schema_migrations (version text)")
    done = subprocess.run(
        ["rowhouse", "db", "prepare", "--yes"],
        env=shell,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "nothing to prepare" in done.stderr
    with db.connect(shell["DATABASE_ADMIN_URL"]) as conn:
        assert conn.execute("select from pg_roles where rolname = 'anon'").rowcount == 0


def test_the_page_names_functions_that_exist(conn: psycopg.Connection[DictRow]) -> None:
    for name in re.findall(r"\b((?:api|core)\.\w+)\b(?=['\"(])", PAGES):
        found = conn.execute("select to_regproc(%s) as it", (name,)).fetchone()
        assert (found or {})["it"] is not None, name
