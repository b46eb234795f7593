"""docs/recovery.md is true: its commands for a point in time run on a plain server."""

import re
import shlex
import subprocess
from pathlib import Path

import click
import psycopg
import pytest

from glue import paths
from glue.backup.physical.servers import owner_of, run_as
from glue.cli import main
from glue.postgres.os_user import give
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
        ["bash", "-c", start],
        env=shell,
        cwd=shell["ROWHOUSE_ROOT"],
        capture_output=True,
        check=False,
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

    new, port = Path(shell["BACKUPS"]) / "restored", str(free_port())
    script = (
        OWN.replace(TIME, f'"{before}"')
        .replace("/var/lib/postgresql/restored", str(new))
        .replace("5433", port)
    )
    push, restore, begin, verify = script.splitlines()
    run(f"{push}\n{restore}", keyed)
    assert not (new / "recovery.signal").exists()
    user = owner_of(new)
    Path(f"{new}.log").touch()
    give(Path(f"{new}.log"), user)
    words = shlex.split(begin)
    assert words[0] == "pg_ctl"
    done = run_as(user, [plain.bin / "pg_ctl", *words[1:]])
    assert done.returncode == 0, done.stderr
    try:
        secret = {"PGPASSWORD": str(plain.state.get("password_postgres"))}
        run(verify, shell | secret)
        there = url.replace(f":{plain.port}/", f":{port}/")
        assert value(there, "select count(*) > 0 from core.job_schedules") is True
        assert value(there, "select current_setting('archive_mode')") == "off"
    finally:
        run_as(user, [plain.bin / "pg_ctl", "-D", new, "-m", "immediate", "stop"])
    assert value(url, "select count(*) from core.job_schedules") == 0


def test_the_local_stack_has_the_commands_of_the_page() -> None:
    """They run in test_db_physical_command.py; here their words are known to the command line."""
    for line in (*ON.splitlines(), *LOCAL.splitlines(), *OWN.splitlines()):
        program, *words = shlex.split(line.replace("$BACKUPS", "/backups"))
        if program != "rowhouse":
            continue
        command: click.Command = main
        context = click.Context(command)
        while isinstance(command, click.Group):
            found = command.get_command(context, words.pop(0))
            assert found is not None, line
            command = found
        known = {option for one in command.params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= known, line
