"""Errors of the command line: one sentence, an exit code, never a traceback."""

import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

import click
import pytest
from click.testing import CliRunner
from psycopg.conninfo import conninfo_to_dict

from glue import db, paths
from glue.cli import main
from glue.cli_options import print_table
from glue.config import settings
from tests.glue.small_checkout import SmallCheckout, make_small_checkout

pytestmark = [pytest.mark.once, pytest.mark.needs("master")]


@pytest.fixture
def checkout(tmp_path: Path) -> SmallCheckout:
    """A checkout in which nothing was started."""
    return make_small_checkout(tmp_path / "checkout")


UNUSABLE = pytest.mark.parametrize(
    ("url", "part"),
    [
        ("not a url", "not a Postgres URL"),
        ("mysql://root:hunter2@localhost/x", "not a Postgres URL"),
        ("postgresql://u:hunter2@localhost:54x/x", "not a number from 1 to 65535"),
        ("postgresql://u:hunter2@localhost:99999/x", "not a number from 1 to 65535"),
        ("postgresql://u:hunter2/3@localhost:5432/x", "not a number from 1 to 65535"),
        ("postgresql://u:hunter2@localhost:0/x", "is 0"),
        ("postgresql://u:hunter2%zz@localhost:5432/x", "cannot be read"),
        ("postgresql://u:hunter2@localhost:5432/x?no_such=1", "cannot be read"),
    ],
)


@UNUSABLE
def test_an_unusable_url_is_named_without_its_password(
    checkout: SmallCheckout, url: str, part: str
) -> None:
    done = checkout.run("up", "--detach", DATABASE_URL=url)
    said = done.stdout + done.stderr
    assert (done.returncode, part in said) == (2, True), said
    assert "hunter2" not in said
    assert "Traceback" not in said


@UNUSABLE
@pytest.mark.parametrize("command", [["status"], ["verify"], ["db", "url"]])
def test_every_command_names_an_unusable_url(
    monkeypatch: pytest.MonkeyPatch, command: list[str], url: str, part: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    settings.cache_clear()
    try:
        done = CliRunner().invoke(main, command)
    finally:
        settings.cache_clear()
    assert (done.exit_code, part in done.output) == (2, True), done.output
    assert "hunter2" not in done.output


def test_a_url_that_is_set_to_nothing_is_not_set(checkout: SmallCheckout) -> None:
    done = checkout.run("verify", DATABASE_URL="")
    assert done.returncode == 2
    assert "there is no local database yet" in done.stderr


@pytest.mark.parametrize(
    ("content", "part"),
    [("{", "is not JSON"), ("[]", "is not a JSON object"), ("\xff", "is not JSON")],
)
def test_a_broken_state_is_named(checkout: SmallCheckout, content: str, part: str) -> None:
    checkout.home.mkdir()
    (checkout.home / "state.json").write_bytes(content.encode("latin-1"))
    done = checkout.run("status")
    assert (done.returncode, part in done.stderr) == (2, True), done.stderr
    assert "passwords of the local database" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_that_is_a_file_is_named(checkout: SmallCheckout) -> None:
    home = checkout.root / "file"
    home.write_text("")
    for command in (["status"], ["up", "--detach"]):
        done = checkout.run(*command, ROWHOUSE_HOME=str(home))
        assert done.returncode in (1, 2), done.stderr
        assert str(home) in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_is_a_folder_is_named(db_url: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["load", "master.brands", str(tmp_path), "--url", db_url])
    assert done.exit_code in (1, 2)
    assert str(tmp_path) in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_stdout_is_one_sentence(checkout: SmallCheckout) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            checkout.command("status"),
            cwd=checkout.root,
            env=checkout.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "rowhouse: No space left on device\n"


@pytest.mark.parametrize("command", ["status", "--help", "token"])
def test_a_closed_stream_is_no_crash(checkout: SmallCheckout, command: str) -> None:
    open_to = checkout.run(command)
    for closed in (">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *checkout.command(command)],
            cwd=checkout.root,
            env=checkout.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, closed
        assert done.returncode == open_to.returncode, closed


def test_an_error_of_the_database_has_no_call_stack(db_url: str) -> None:
    for command in (["dimension", "discover", "nope.x"], ["jobs", "why", "999999"]):
        done = CliRunner().invoke(main, [*command, "--url", db_url])
        assert done.exit_code != 0
        assert "CONTEXT" not in done.stderr
        assert "PL/pgSQL" not in done.stderr
        assert done.stderr.startswith("rowhouse: ")


def test_a_refused_statement_is_not_called_unreachable(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute(f"alter database {conn.info.dbname} set statement_timeout = 1")
    done = CliRunner().invoke(main, ["verify", "--url", db_url])
    assert "cannot reach" not in done.stderr


def test_a_database_that_is_away_is_called_so() -> None:
    url = "postgresql://u:p@127.0.0.1:1/x"
    done = CliRunner().invoke(main, ["jobs", "list", "--url", url])
    assert done.exit_code == 1
    assert "cannot reach the database" in done.stderr


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ({"port": 1}, "`rowhouse up` does not"),
        ({"host": "host.invalid"}, "Correct the host"),
        ({"dbname": "absent"}, "Correct the name"),
        ({"password": "wrong"}, "Correct the user or the password"),
        ({"sslmode": "require"}, "sslmode"),
    ],
)
def test_what_is_wrong_with_an_address_is_what_the_remedy_names(
    db_url: str, change: dict[str, str | int], remedy: str
) -> None:
    given = conninfo_to_dict(db_url) | change
    login = f"{given['user']}:{given['password']}@{given['host']}:{given['port']}"
    url = f"postgresql://{login}/{given['dbname']}?sslmode={given.get('sslmode', 'prefer')}"
    done = CliRunner().invoke(main, ["verify", "--url", url])
    assert done.exit_code == 1
    assert remedy in done.stderr.splitlines()[1], done.stderr
    assert "connection failed: connection" not in done.stderr


def test_a_database_without_rowhouse_and_a_role_without_rights_say_what_to_do(
    db_url: str, blank_url: str
) -> None:
    for command in (["verify"], ["health"], ["metrics"], ["jobs", "list"], ["settings", "list"]):
        done = CliRunner().invoke(main, [*command, "--url", blank_url])
        assert "`rowhouse migrate up` brings it" in done.stderr, command
    with db.connect(db_url) as conn:
        conn.execute(f"alter database {conn.info.dbname} set default_transaction_read_only = on")
    change = ["settings", "reset", "core.trusted_proxies", "--reason", "x", "--url", db_url]
    assert "This is a replica" in CliRunner().invoke(main, change).stderr
    with db.connect(db_url) as conn:
        conn.execute("set default_transaction_read_only = off")
        conn.execute(f"alter database {conn.info.dbname} reset default_transaction_read_only")
    named = CliRunner().invoke(main, ["dimension", "discover", "nope.x", "--url", db_url])
    assert "migrate up" not in named.stderr, "a name that the caller gave"
    with db.connect(db_url) as conn:
        conn.execute("create role stranger login password 'x'")
    stranger = urlsplit(db_url)
    host = stranger.netloc.rpartition("@")[2]
    url = urlunsplit(stranger._replace(netloc=f"stranger:x@{host}"))
    try:
        done = CliRunner().invoke(main, ["verify", "--url", url])
    finally:
        with db.connect(db_url) as conn:
            conn.execute("drop role stranger")
    assert "role postgres" in done.stderr.splitlines()[1]


@pytest.mark.parametrize("command", ["relay", "gateway"])
def test_a_process_without_a_stack_names_the_way_of_a_server(
    checkout: SmallCheckout, command: str
) -> None:
    done = checkout.run(command)
    assert done.returncode == 2
    assert "on a server, add --port" in done.stderr


def test_a_table_shows_what_a_measurement_knows(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([{"median": 0.1234567890123, "rate": 1200.0, "n": 3}], as_json=False)
    assert capsys.readouterr().out == "median  rate  n\n0.123   1200  3\n"


_WAITING = """
import signal, sys, types
signal.signal(signal.SIGHUP, signal.SIG_DFL)
import click
from glue import cli

@click.command("wait")
def wait_command():
    try:
        print("ready", flush=True)
        signal.pause()
    finally:
        print("cleaned up", flush=True)

module = types.ModuleType("glue.commands.wait")
module.wait_command = wait_command
sys.modules["glue.commands.wait"] = module
cli.COMMANDS = (*cli.COMMANDS, "wait")
cli.main(["wait"])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_lets_a_command_clean_up(number: signal.Signals) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.send_signal(number)
    said, errors = child.communicate(timeout=60)
    assert (said, errors) == ("cleaned up\n", "rowhouse: interrupted\n")
    assert child.returncode == 130


def test_ctrl_c_during_the_imports_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
    module, _, function = project["scripts"]["rowhouse"].partition(":")
    for words in (["-c", f"from {module} import {function}; {function}()"], ["-m", "glue"]):
        done = subprocess.run(
            [sys.executable, *words, "status"],
            cwd=paths.ROOT,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_no_summary_of_a_command_is_cut() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert "..." not in done.output.split("Commands:")[1]
    words = " ".join(done.output.split())
    assert "Generate what follows from the sources, and name the files that changed." in words


Named: TypeAlias = tuple[tuple[str, ...], click.Command]


def _commands(command: click.Command, *path: str) -> Iterator[Named]:
    """Find every command and every group below one, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _commands(child, *path, name)


def test_every_command_and_group_has_help_with_an_example() -> None:
    found = dict(_commands(main))
    assert ("db", "psql") in found
    without = [
        " ".join(path)
        for path, command in found.items()
        if not re.search(r"Examples?:\n .*rowhouse", command.help or "", re.DOTALL)
    ]
    assert without == []


def test_a_mistyped_command_is_named_as_it_was_meant() -> None:
    done = CliRunner().invoke(main, ["statsu"])
    assert (done.exit_code, "No such command 'statsu'. Is status meant?" in done.stderr) == (
        2,
        True,
    )
    assert "meant" not in CliRunner().invoke(main, ["xyzzy"]).stderr
