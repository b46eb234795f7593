"""A dump goes into a Postgres that has never seen Rowhouse: pg_dump and pg_restore, no command."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from glue import db, paths
from glue.backup.programs import client, server_major
from glue.postgres import server as servers
from glue.postgres.server import Server
from glue.schema.build import apply_stand_in
from glue.schema.invariants import verify
from tests.glue.archived_clusters import one

pytestmark = pytest.mark.once

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PAGE = (paths.ROOT / "docs" / "recovery.md").read_text().split("### To a Postgres without")[1]
COMMANDS, OPTIONS, *_ = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@contextmanager
def stranger(major: int) -> Iterator[Server]:
    """Yield a cluster as initdb leaves it."""
    home = Path(tempfile.mkdtemp(prefix="rowhouse-stranger-"))
    home.chmod(0o711)
    server = Server(home, bin_dir=client("initdb", major).parent, settings=FAST)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)


@pytest.fixture
def source(db_url: str, server: Server) -> str:
    """Return a database with rows that triggers have followed, without the tests' own schema."""
    url = server.url("supabase_admin", db.database_of(db_url))
    with db.connect(url) as conn:
        conn.execute("drop schema tests cascade")
        conn.execute("drop extension pgtap cascade")
        conn.execute("select core.emit('core.thing.made', 'core:thing', '1', '{}')")
        conn.execute("update core.settings set value = '5' where name = 'core.alert_hold_seconds'")
    return url


def counts(url: str) -> dict[str, object]:
    """Return how many rows each table of ours has; what a crash may forget is left out."""
    query = (
        "select c.oid::regclass::text as name from pg_class as c"
        " join pg_namespace as n on n.oid = c.relnamespace"
        " where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~"
        " '^(pg_|information_schema|auth|realtime|relay|extensions|storage|vault)'"
    )
    with db.connect(url) as conn:
        names = [row["name"] for row in conn.execute(query.encode()).fetchall()]
        found = {name: conn.execute(f"select count(*) as n from {name}".encode()) for name in names}
        return {name: (cursor.fetchone() or {})["n"] for name, cursor in found.items()}


def export(source: str, target: str, options: str = "") -> str:
    """Run the commands of docs/recovery.md; return what pg_restore complains of."""
    major = max(server_major(source), server_major(target))
    script = COMMANDS.replace("pg_dump --format=custom", f"pg_dump --format=custom {options}")
    done = subprocess.run(
        ["bash", "-c", script.replace("| pg_restore", "| LC_ALL=C pg_restore")],
        env=os.environ
        | {
            "DATABASE_ADMIN_URL": source,
            "STRANGER": target,
            "PATH": f"{client('pg_dump', major).parent}:{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    complaints = re.findall(r"^pg_restore: error: .*$", done.stderr, re.MULTILINE)
    return "\n".join(complaints)


def refuse_broken(target: str) -> None:
    verdicts = verify(target, module=None, timeout_seconds=60)
    assert [v.name for v in verdicts if v.state == "error"] == []


@pytest.mark.parametrize("major", [15, 18])
def test_a_plain_postgres_takes_it(
    source: str, major: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "SUPERUSER", "postgres")
    with stranger(major) as there:
        target = db.create_database(there.url("postgres"), "app")
        complaints = export(source, target)
        if server_major(source) <= major:
            assert complaints == ""
        else:
            unknown = ("transaction_timeout", "maintain")
            lines = complaints.splitlines()
            assert [line for line in lines if not any(word in line for word in unknown)] == []
        # A trigger that had fired would have made audit entries, events, counts.
        assert counts(target) == counts(source)
        assert one(target, "select rolsuper from pg_roles where rolname = 'postgres'") is True
        refuse_broken(target)


def test_an_empty_supabase_takes_it(source: str) -> None:
    with stranger(server_major(source)) as there:
        target = there.url("supabase_admin")
        apply_stand_in(target)
        assert export(source, target, " ".join(OPTIONS.split())) == ""
        assert counts(target) == counts(source)
        refuse_broken(target)
