"""docs/add.md and the README's steps, followed as written, in a checkout of its own."""

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
from glue.stack.postgres import Server
from glue.worker.handlers import HANDLERS

pytestmark = pytest.mark.once

PAGE = (paths.ROOT / "docs" / "add.md").read_text()
README = (paths.ROOT / "README.md").read_text()
STEPS = README.split("\n## Add an RPC\n")[1].split("\n## ")[0]


def files_of(text: str) -> dict[str, str]:
    """Return each file that a page writes: its path ends the paragraph before the block."""
    blocks = r"`([\w./]+)`:\n\n```(?:sql|jinja|python)\n(.*?)^```"
    return dict(re.findall(blocks, text, re.DOTALL | re.MULTILINE))


def commands_of(text: str) -> list[str]:
    """Return each command of a page, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def write(files: dict[str, str], root: Path) -> None:
    """Write the files of a page below a root."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


FILES = files_of(PAGE)
COMMANDS = commands_of(PAGE)


@pytest.fixture
def checkout(tmp_path: Path, blank_url: str, server: Server) -> Callable[..., str]:
    """Return what runs a command in a copy of the checkout, on a database that is migrated."""
    root = tmp_path / "checkout"
    for name in ("sql", "migrations", "functions", "triggers", "policies", "tests/support"):
        shutil.copytree(paths.ROOT / name, root / name)
    shutil.copy(paths.ROOT / "pyproject.toml", root)
    for file in (paths.ROOT / "tests").glob("*.py"):
        shutil.copy(file, root / "tests")
    (root / "supabase").mkdir()
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


def test_a_module_is_added_as_the_page_says(
    checkout: Callable[..., str], tmp_path: Path, blank_url: str
) -> None:
    root = tmp_path / "checkout"
    write(FILES, root)
    # The copy has no goldens: test_accept_command runs that command.
    *forward, accept, back = COMMANDS
    assert accept == "rowhouse accept"
    for line in forward:
        said = checkout(line)
    assert "1 passed" in said
    drafted = (root / "migrations/0005.library.create_loans.sql").read_text().lower()
    assert "maintain" not in drafted
    assert "postgres" not in drafted
    assert list((root / "supabase/migrations").glob("*00_library_create_loans.sql"))
    with db.connect(blank_url, autocommit=False) as conn:
        conn.execute(
            "select set_config('role', 'authenticated', true), set_config("
            "'request.jwt.claims', '{\"sub\": \"00000000-0000-4000-8000-000000000001\"}', true)"
        )
        conn.execute("select api.borrow_book('Emma')")
        conn.execute("reset role")
        audited = conn.execute(
            "select operation from core.audit_entries where table_name = 'library.loans'"
        ).fetchall()
        assert audited == [{"operation": "insert"}]
        conn.execute("select library.run_forget_returned(null)")
    checkout(back)
    with db.connect(blank_url) as conn:
        assert conn.execute("select to_regclass('library.loans') as it").fetchone() == {"it": None}


def test_an_rpc_is_added_as_the_readme_says(
    checkout: Callable[..., str], tmp_path: Path, blank_url: str
) -> None:
    files = files_of(STEPS)
    assert list(files) == [
        "functions/reading/count_series.sql",
        "tests/functions/reading/count_series.sql",
    ]
    write(files, tmp_path / "checkout")
    for line in commands_of(STEPS):
        said = checkout(line)
    assert "1 passed" in said
    with db.connect(blank_url) as conn:
        assert conn.execute("select api.count_series('Finished') as n").fetchone() is not None


def test_the_handler_of_the_page_is_one(tmp_path: Path) -> None:
    file = tmp_path / "library.py"
    file.write_text(FILES["glue/jobs/library.py"])
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
