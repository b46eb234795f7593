"""A checkout with one migration and one function, for tests of the stack without modules."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from glue import paths

_MIGRATION = """-- depends:
create schema api;
grant usage on schema api to anon, authenticated, service_role;
do $$
begin
    if to_regrole('app_worker') is null then
        create role app_worker login noinherit;
    end if;
end;
$$;
create schema core;
grant usage on schema core to anon, authenticated, service_role;
create table core.notes (id bigint primary key);
insert into core.notes values (1), (2);
"""
_ROLLBACK = """drop table core.notes;
drop schema core;
drop schema api;
"""
_FUNCTION = """create or replace function api.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_array(auth.uid());
$$;
revoke execute on function api.list_dimensions() from public;
grant execute on function api.list_dimensions() to authenticated, service_role;
"""


@dataclass(frozen=True, slots=True)
class SmallCheckout:
    """One checkout in a temporary folder, and its command line."""

    root: Path

    @property
    def home(self) -> Path:
        """Where its server and its secrets are."""
        return self.root / ".rowhouse"

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of its commands: no database but its own."""
        mine = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "DATABASE_ADMIN_URL", "SUPABASE_JWT_SECRET")
        }
        own = {
            "ROWHOUSE_ROOT": str(self.root),
            "ROWHOUSE_HOME": str(self.home),
            "PYTHONPATH": str(paths.ROOT),
        }
        return mine | own | more

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def ok(self, *arguments: str, **more: str) -> str:
        """Run one command that must succeed; return its stdout."""
        done = self.run(*arguments, **more)
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    @staticmethod
    def command(*arguments: str) -> list[str]:
        """Return the words that start the command line."""
        return [sys.executable, "-c", "from glue.cli import main; main()", *arguments]


def make_small_checkout(root: Path) -> SmallCheckout:
    """Write the checkout's files."""
    for folder in ("sql/cluster", "migrations", "functions/api"):
        (root / folder).mkdir(parents=True)
    for shared in ("supabase", "node_modules"):
        (root / shared).symlink_to(paths.ROOT / shared)
    (root / "migrations/0001.core.create_schemas.sql").write_text(_MIGRATION)
    (root / "migrations/0001.core.create_schemas.rollback.sql").write_text(_ROLLBACK)
    (root / "functions/api/list_dimensions.sql").write_text(_FUNCTION)
    # What `up` prints for a browser and calls in its requests is of this module.
    (root / "sql/cluster/filters.sql").write_text("create schema if not exists filters;\n")
    return SmallCheckout(root)
