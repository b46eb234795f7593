"""docs/recovery.md is true: its commands for a point in time run on a plain server."""

import re
import subprocess
from pathlib import Path

import psycopg
import pytest

from glue import paths
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from tests.glue.test_deploy import plain, run, shell

__all__ = ["plain", "shell"]  # fixtures

pytestmark = pytest.mark.once

PAGE = (paths.ROOT / "docs" / "recovery.md").read_text().split("## To a point in time")[1]
ON, LOCAL, OWN = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
TIME = '"2026-11-29 08:15:00"'


def value(url: str, query: str) -> object:
    with psycopg.connect(url) as conn:
        row = conn.execute(query.encode()).fetchone()
        return row[0] if row else None


def test_a_server_comes_back_by_the_commands_of_the_page(
    plain: Server, shell: dict[str, str]
) -> None:
    url = shell["DATABASE_URL"]
    run("rowhouse db prepare --yes && rowhouse migrate up", shell)
    start, restart, *rest = ON.splitlines()
    first = subprocess.run(
        ["bash", "-c", start], env=shell, cwd=shell["ROWHOUSE_ROOT"], capture_output=True, check=False
    )
    assert first.returncode == 3, first.stderr
    assert restart.startswith("systemctl restart")
    plain.stop()
    plain.start()
    keyed = shell | {"BACKUP_KEY_FILE": f"{shell['BACKUPS']}/app.key"}
    run("\n".join(rest), keyed)
    before = str(value(url, "select clock_timestamp()"))
    with psycopg.connect(url) as conn:
        conn.execute("delete from core.job_schedules where true")

    new, port = str(Path(shell["BACKUPS"]) / "restored"), str(free_port())
    script = (
        OWN.replace(TIME, f'"{before}"')
        .replace("/var/lib/postgresql/restored", new)
        .replace("5433", port)
    )
    restore, begin, verify, archive, backup = script.splitlines()
    assert begin.startswith("pg_ctl")
    plain.push = None  # type: ignore[attr-defined]
    run(f"rowhouse db archive start {shell['BACKUPS']}/app\n{restore}", keyed)
    assert (Path(new) / "PG_VERSION").exists()
    home = plain.home / "restored"
    home.mkdir()
    home.chmod(0o711)
    Path(new).rename(home / "postgres")
    there = Server(home)
    there.state.put(postgres_port=int(port), password_supabase_admin="-")
    there.log.parent.mkdir()
    there.prepare_os_user()
