"""docs/add.md and docs/first-module.md, followed as written, in a checkout of its own."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glue import db, paths
from glue.migrate.draft import for_every_server
from glue.postgres.server import Server
from glue.worker.handlers import HANDLERS

pytestmark = pytest.mark.once

PAGE = (paths.ROOT / "docs" / "add.md").read_text()
FIRST = (paths.ROOT / "docs" / "first-module.md").read_text()
README = (paths.ROOT / "README.md").read_text()


_STEP = re.compile(
    r"(?:`(?P<file>[\w./]+)`:\n\n```(?:sql|python)|^```sh)\n(?P<text>.*?)^```",
    re.DOTALL | re.MULTILINE,
)


def steps_of(page: str) -> list[tuple[str | None, str]]:
    """Return what a page does, in order: (file, its text), or (None, a command)."""
    found: list[tuple[str | None, str]] = []
    for step in _STEP.finditer(page):
        if step["file"] is None:
            found += [(None, line) for line in step["text"].splitlines()]
        else:
            found.append((step["file"], step["text"]))
    return found


@pytest.fixture
def checkout(tmp_path: Path, blank_url: str, server: Server) -> Callable[..., str]:
    """Return what runs a command in a copy of the checkout, on a database that is migrated."""
    root = tmp_path / "checkout"
    for name in ("docs", "functions", "migrations", "policies", "sql", "tests/support", "triggers"):
        shutil.copytree(paths.ROOT / name, root / name)
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(paths.ROOT / name, root / name)
    for file in (paths.ROOT / "tests").glob("*.py"):
        shutil.copy(file, root / "tests")
    shutil.copytree(paths.EXPORTED, root / "supabase" / "migrations")
    for name in ("stand_in", "config.toml"):
        (root / "supabase" / name).symlink_to(paths.ROOT / "supabase" / name)
    (root / "node_modules").symlink_to(paths.NODE_MODULES)
    env = {
        **os.environ,
        "DATABASE_URL": blank_url,
        "DATABASE_ADMIN_URL": server.url("supabase_admin", db.database_of(blank_url)),
        "ROWHOUSE_ROOT": str(root),
        "ROWHOUSE_HOME": str(tmp_path / "state"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }

    def run(line: str) -> str:
        done = subprocess.run(
            ["bash", "-c", line], env=env, cwd=root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    run("rowhouse migrate up")
    return run


@pytest.mark.slow
def test_a_module_is_added_as_the_page_says(
    checkout: Callable[..., str], tmp_path: Path, blank_url: str
) -> None:
    root = tmp_path / "checkout"
    before = {path for path in root.rglob("*") if path.is_file()}
    # The copy has no goldens, so it runs what accept begins with: test_accept_command has the rest.
    *forward, accept, back, drop = steps_of(PAGE)
    assert accept == (None, "rowhouse accept")
    forward.append((None, "rowhouse migrate export"))
    said = []
    for file, text in forward:
        if file is None:
            said.append(checkout(text))
        else:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text)
    assert any("10 passed" in text for text in said)
    (migration,) = (root / "migrations").glob("*.library.add_due_on.sql")
    drafted = migration.read_text().lower()
    assert "due_on" in drafted
    for left_out in ("maintain", "postgres"):
        assert left_out not in drafted
    assert list((root / "supabase/migrations").glob("*00_library_add_due_on.sql"))
    with db.connect(blank_url, autocommit=False) as conn:
        conn.execute(
            "select set_config('role', 'authenticated', true), set_config("
            "'request.jwt.claims', '{\"sub\": \"00000000-0000-4000-8000-000000000001\"}', true)"
        )
        conn.execute("select api.add_loan('Emma')")
        conn.execute("reset role")
        audited = conn.execute(
            "select operation from core.audit_entries where table_name = 'library.loans'"
        ).fetchall()
        assert audited == [{"operation": "insert"}]
        conn.execute("select library.run_forget_returned(null)")
        scheduled = conn.execute("select cron from core.job_schedules where name ~ '^library'")
        assert scheduled.fetchall() == [{"cron": "17 3 * * *"}]
        (enqueue,) = re.findall(r'-c "(select core\.enqueue\(.*?\))"', PAGE)
        conn.execute(enqueue)
        waiting = conn.execute("select kind from core.jobs where kind ~ '^library'").fetchall()
        assert waiting == [{"kind": "library.forget_returned"}]
    checkout(back[1])
    with db.connect(blank_url) as conn:
        assert conn.execute("select to_regclass('library.loans') as it").fetchone() == {"it": None}
    checkout(drop[1])
    left = {path for path in root.rglob("*") if path.is_file()} - before
    of_the_macro = {root / "sql/macros/keep_owner.sql.j2"}
    of_the_macro |= {root / "tests/glue/test_macro_keep_owner.py"}
    exported = set((root / "supabase/migrations").glob("*"))
    assert left - exported - set(root.rglob("*.pyc")) == of_the_macro


def test_a_first_module_is_added_as_its_page_says(
    checkout: Callable[..., str], tmp_path: Path
) -> None:
    *commands, shown = steps_of(FIRST)
    assert steps_of(README.split("\n## Add a module\n")[1].split("\n## ")[0]) == commands
    said = [checkout(line) for _, line in commands]
    assert "4 passed" in said[-2]
    assert said[-1].startswith("add_loan(title text, idempotency_key text")
    assert shown[0] == "functions/library/add_loan.sql"
    assert (tmp_path / "checkout" / shown[0]).read_text() == shown[1]


def test_the_handler_of_the_page_is_one(tmp_path: Path) -> None:
    file = tmp_path / "library.py"
    file.write_text(dict(steps_of(PAGE))["glue/jobs/library.py"])
    spec = importlib.util.spec_from_file_location("library", file)
    assert spec is not None
    assert spec.loader is not None
    try:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
        assert "library.print_labels" in HANDLERS
    finally:
        HANDLERS.pop("library.print_labels", None)


EVERYTHING = "DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE"


@pytest.mark.parametrize(
    ("drafted", "written"),
    [
        (f"GRANT {EVERYTHING}, MAINTAIN ON TABLE a.b TO c;", "GRANT ALL ON TABLE a.b TO c;"),
        (f"REVOKE {EVERYTHING} ON TABLE a.b FROM c;", "REVOKE ALL ON TABLE a.b FROM c;"),
        ("GRANT DELETE, SELECT ON TABLE a TO b;", "GRANT DELETE, SELECT ON TABLE a TO b;"),
        ('GRANT ALL ON TABLE a TO "postgres";\n\nz;', "z;"),
    ],
)
def test_all_privileges_are_written_for_every_server(drafted: str, written: str) -> None:
    assert for_every_server(f"x;\n{drafted}\ny;\n", "postgres") == f"x;\n{written}\ny;\n"
