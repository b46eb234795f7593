"""The README's way to add a table, followed to the letter, in a checkout of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glue import db, paths
from glue.migrate.draft import for_every_version
from glue.server import Server

HOW = (paths.ROOT / "README.md").read_text().split("**A table**")[1].split("**A dimension**")[0]
COMMANDS = [" ".join(found.split()) for found in re.findall(r"`(rowhouse\s[^`]+)`", HOW)]

TABLE = """-- {module}.wishes: what a user would like to have.

create table {module}.wishes (
    id bigint generated always as identity primary key,
    owner_id uuid not null references auth.users (id) on delete cascade,
    words text not null,
    made_at timestamptz not null default now(),

    constraint wishes_words_check check (words <> '')
);

-- Serves: the wishes of one user, and the foreign key.
create index wishes_owner_id_idx on {module}.wishes (owner_id);

alter table {module}.wishes enable row level security;
grant select, insert (owner_id, words), delete on {module}.wishes to authenticated;
grant all on {module}.wishes to service_role;
grant select on {module}.wishes to app_reader;

comment on table {module}.wishes is
    'Wishes, each of one user.';
"""
POLICY = """-- {module}.wishes: a user -> select, insert, delete the own ones.

create policy select_owner_own on {module}.wishes
    for select to authenticated using (owner_id = (select auth.uid()));
create policy insert_owner_own on {module}.wishes
    for insert to authenticated with check (owner_id = (select auth.uid()));
create policy delete_owner_own on {module}.wishes
    for delete to authenticated using (owner_id = (select auth.uid()));
"""


@pytest.fixture
def checkout(tmp_path: Path, blank_url: str, server: Server) -> Callable[..., str]:
    """Return what runs a command in a copy of the checkout, on a database that is migrated."""
    root = tmp_path / "checkout"
    for name in ("sql", "migrations", "functions", "triggers", "policies"):
        shutil.copytree(paths.ROOT / name, root / name)
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


def test_a_table_is_added_as_the_readme_says(
    checkout: Callable[..., str], tmp_path: Path, blank_url: str
) -> None:
    root = tmp_path / "checkout"
    for folder, text in (("sql/tables", TABLE), ("policies", POLICY)):
        (root / folder / "reading" / "wishes.sql").write_text(text.format(module="reading"))
    assert [" ".join(line.split()[:3]) for line in COMMANDS] == [
        f"rowhouse migrate {verb}" for verb in ("new", "check", "up", "export", "down")
    ]
    for line in COMMANDS[:-1]:
        checkout(line.replace("<module>.<verb>_<object>", "reading.create_wishes"))
    drafted = (root / "migrations/0005.reading.create_wishes.sql").read_text().lower()
    assert "maintain" not in drafted
    assert re.search(r"grant all on table .*wishes.* to .*service_role", drafted)
    held = (
        "select has_table_privilege('service_role', 'reading.wishes', 'truncate') as a,"
        " has_table_privilege('authenticated', 'reading.wishes', 'update') as b,"
        " has_column_privilege('authenticated', 'reading.wishes', 'words', 'insert') as c"
    )
    with db.connect(blank_url) as conn:
        assert conn.execute(held).fetchone() == {"a": True, "b": False, "c": True}
    assert list((root / "supabase/migrations").glob("*00_reading_create_wishes.sql"))
    checkout(COMMANDS[-1])
    with db.connect(blank_url) as conn:
        assert conn.execute("select to_regclass('reading.wishes') as it").fetchone() == {"it": None}


EVERYTHING = "DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE"


@pytest.mark.parametrize(
    ("drafted", "written"),
    [
        (f"GRANT {EVERYTHING}, MAINTAIN ON TABLE a.b TO c;", "GRANT ALL ON TABLE a.b TO c;"),
        (f"REVOKE {EVERYTHING} ON TABLE a.b FROM c;", "REVOKE ALL ON TABLE a.b FROM c;"),
        ("GRANT DELETE, SELECT ON TABLE a TO b;", "GRANT DELETE, SELECT ON TABLE a TO b;"),
    ],
)
def test_all_privileges_are_written_for_every_version(drafted: str, written: str) -> None:
    assert for_every_version(f"x;\n{drafted}\ny;\n") == f"x;\n{written}\ny;\n"
