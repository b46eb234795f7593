"""The stack: up, crash, adopt, replace, down; through the command line, as an operator would."""

import contextlib
import errno
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest

from glue.config import settings
from glue.errors import RowhouseError
from glue.postgres.pooler import find_pgbouncer
from glue.postgres.ports import port_is_free
from glue.postgres.server import Server
from glue.stack.parts import (
    RESTART_BACKOFF,
    STEADY_SECONDS,
    ChildPart,
    PartSupervisor,
    ProcessRecord,
)
from glue.stack.stack import Stack
from glue.stack.status import PartStatus, status_of, worker_works
from glue.waiting import wait_until
from tests.clusters import FAST
from tests.glue.small_checkout import SmallCheckout, make_small_checkout
from tests.poolers import pooling

PATIENCE = 30.0
CHILDREN = ("api", "worker", "relay", "functions", "gateway")


# Given: a checkout whose stack is stopped and removed afterwards, whatever happened in it.
@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallCheckout]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.cache_clear()
    root = Path(tempfile.mkdtemp(prefix="rowhouse-stack-"))
    root.chmod(0o711)
    made = make_small_checkout(root / "checkout")
    yield made
    made.ok("down")
    shutil.rmtree(root)
    settings.cache_clear()


def _status(checkout: SmallCheckout) -> dict[str, PartStatus]:
    return {status.part: status for status in status_of(Stack(checkout.home))}


def _is_up(checkout: SmallCheckout) -> bool:
    return all(status.status == "up" for status in _status(checkout).values())


def _pid(checkout: SmallCheckout, part: str) -> int:
    pid = _status(checkout)[part].pid
    assert pid is not None
    return pid


def _has_come_back(checkout: SmallCheckout, part: str) -> bool:
    def back() -> bool:
        return _is_up(checkout) and _status(checkout)[part].restarts == 1

    return wait_until(back, PATIENCE)


def _pids(checkout: SmallCheckout) -> list[int]:
    return [_pid(checkout, part) for part in ("supervisor", "postgres", *CHILDREN)]


def _kill(pid: int) -> None:
    psutil.Process(pid).kill()
    assert _all_gone([pid])


def _all_gone(pids: list[int]) -> bool:
    """Return whether none of them runs; who waits for its parent's last look does not."""

    def gone() -> bool:
        for pid in pids:
            with contextlib.suppress(psutil.NoSuchProcess):
                if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                    return False
        return True

    return wait_until(gone, PATIENCE)


def _curls(printed: str) -> list[str]:
    return re.findall(r"^curl .*$", printed, re.MULTILINE)


def _run_line(checkout: SmallCheckout, line: str, **more: str) -> Any:
    line = f"{checkout.ok('env', **more)}{line}"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    return json.loads(done.stdout)


def test_up_is_adopted_restarted_replaced_and_stopped(checkout: SmallCheckout) -> None:
    # Nothing is up, and that is no error of `down`; what needs a stack says so.
    for command in ("env", "open"):
        refused = checkout.run(command)
        assert (refused.returncode, "rowhouse up" in refused.stderr) == (2, True), command
    assert checkout.run("status").returncode == 3
    assert "nothing was running" in checkout.run("down").stderr

    printed = checkout.ok("up", "--detach")
    rows = json.loads(checkout.ok("status", "--json"))
    assert [(row["part"], row["status"]) for row in rows] == [
        ("supervisor", "up"),
        ("postgres", "up"),
        ("api", "up"),
        ("worker", "up"),
        ("relay", "up"),
        ("functions", "up"),
        ("gateway", "up"),
    ]

    # The printed requests work as printed; the last is refused.
    _, user, anon = _curls(printed)
    assert re.fullmatch(r"[0-9a-f-]{36}", _run_line(checkout, user)[0])
    assert _run_line(checkout, anon)["code"] == "42501"

    # What is printed has no secret and fits a terminal; `open` has the token.
    assert 'eval "$(rowhouse env)"' in printed
    stack = Stack(checkout.home)
    for secret in (stack.address().secret_key, stack.state.get("password_postgres"), "eyJ"):
        assert secret not in printed
    assert max(map(len, printed.splitlines())) < 130
    (page,) = re.findall(r"^(\S+/demo/)  # rowhouse open filters$", printed, re.MULTILINE)
    assert "<title>Rowhouse: filters</title>" in httpx.get(page).text
    assert checkout.ok("open", "filters").startswith(f"{page}#token=eyJ")
    assert "/console/#token=eyJ" in checkout.ok("open")
    env = json.loads(checkout.ok("env", "--user", "bob", "--json"))
    assert list(env) == ["API", "REST", "KEY", "TOKEN"]
    assert env["API"] == stack.address().url
    assert f"export SECRET_KEY={stack.address().secret_key}\n" in checkout.ok("env", "--secret")

    # A second `up` says so and prints the same.
    again = checkout.run("up", "--detach")
    assert again.returncode == 0
    assert "already" in again.stderr
    assert again.stdout.splitlines()[:8] == printed.splitlines()[:8]

    # No other user can read a secret.
    for path in [*checkout.home.glob("run/*.json"), checkout.home / "state.json"]:
        if "secret" in path.read_text():
            assert path.stat().st_mode & 0o077 == 0, path

    # A crashed part comes back.
    for part in (*CHILDREN, "postgres"):
        before = _pid(checkout, part)
        _kill(before)
        assert _has_come_back(checkout, part)
        assert _pid(checkout, part) != before

    # A killed supervisor leaves Postgres to adopt, the rest to replace.
    postgres, api, *others = _pids(checkout)[1:]
    _kill(_pid(checkout, "supervisor"))
    assert _status(checkout)["supervisor"].status == "down"
    checkout.ok("up", "--detach")
    assert _is_up(checkout)
    assert _pid(checkout, "postgres") == postgres
    assert _pid(checkout, "api") != api
    assert _all_gone([api, *others])

    # `down` loses no data and leaves no process.
    checkout.ok("db", "psql", "-qc", "insert into core.notes values (3)")
    pids = _pids(checkout)
    checkout.ok("down")
    assert _all_gone(pids)
    checkout.ok("up", "--detach")
    assert checkout.ok("db", "psql", "-Atc", "select count(*) from core.notes") == "3\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_in_the_foreground_a_signal_stops_everything(
    checkout: SmallCheckout, number: signal.Signals
) -> None:
    foreground = subprocess.Popen(
        checkout.command("up"),
        cwd=checkout.root,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert foreground.stdout is not None
    said = ""
    while "The stack is up." not in said:
        line = foreground.stdout.readline()
        assert line, said
        said += line
    pids = _pids(checkout)
    foreground.send_signal(number)
    said += foreground.communicate(timeout=PATIENCE)[0]
    assert foreground.returncode == 0, said
    assert _all_gone(pids)


@pytest.mark.parametrize("arguments", [("up",), ("up", "--detach")])
@pytest.mark.parametrize("stage", ["starting Postgres", "migrating", "starting the API"])
def test_a_signal_before_everything_is_up_leaves_nothing(
    checkout: SmallCheckout, arguments: tuple[str, ...], stage: str
) -> None:
    starting = subprocess.Popen(
        checkout.command(*arguments),
        cwd=checkout.root,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert starting.stdout is not None
    said = ""
    while stage not in said:
        line = starting.stdout.readline()
        assert line, said
        said += line
    starting.send_signal(signal.SIGINT)
    said += starting.communicate(timeout=PATIENCE)[0]
    assert "Traceback" not in said
    assert starting.returncode in (0, 130), said
    assert wait_until(lambda: not _processes_of(checkout.home), PATIENCE)
    assert "nothing was running" in checkout.run("down").stderr


def test_an_error_of_a_migration_says_that_postgres_runs_on(checkout: SmallCheckout) -> None:
    step = checkout.root / "migrations" / "0002.core.fail.sql"
    step.write_text("-- depends: 0001.core.create_schemas\nselect 1 / 0;\n")
    step.with_suffix(".rollback.sql").write_text("select 1;\n")
    done = checkout.run("up", "--detach")
    assert done.returncode == 1
    assert "Postgres runs on, the rest of the stack does not." in done.stderr
    states = {name: part.status for name, part in _status(checkout).items()}
    assert states.pop("postgres") == "up"
    assert "up" not in states.values()


def _processes_of(home: Path) -> list[int]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            words = " ".join([process.cwd(), *process.cmdline()])
            if str(home) in words and process.pid != os.getpid():
                found.append(process.pid)
    return found


def _free_row() -> int:
    """Return a port that is free together with the next two, below those of outgoing ones."""
    while True:
        base = random.randrange(20_000, 32_000, 3)  # noqa: S311 - any will do
        if all(port_is_free(base + number) for number in range(3)):
            return base


def test_ports_are_chosen_and_kept(checkout: SmallCheckout) -> None:
    base = _free_row()
    printed = checkout.ok("up", "--detach", "--port-base", str(base))
    assert f"127.0.0.1:{base}/" in printed
    assert f"127.0.0.1:{base + 1}/rest/v1" in printed
    assert f"127.0.0.1:{base + 1}/realtime/v1" in printed
    refused = checkout.run("up", "--port-base", str(base + 10))
    assert refused.returncode == 2
    assert "down" in refused.stderr


@pytest.mark.parametrize("detach", [(), ("--detach",)], ids=["foreground", "detached"])
def test_a_taken_gateway_port_is_named(checkout: SmallCheckout, detach: tuple[str, ...]) -> None:
    with socket.socket() as other:
        base = _free_row()
        other.bind(("127.0.0.1", base + 1))
        other.listen()
        refused = checkout.run("up", *detach, "--port-base", str(base))
    assert refused.returncode == 2, refused.stderr
    assert f"port {base + 1}" in refused.stderr
    assert "--port-base" in refused.stderr
    assert "Traceback" not in refused.stderr


def _fake_postgrest(folder: Path, script: str) -> str:
    """Put a `postgrest` before everything else on the PATH."""
    folder.mkdir()
    program = folder / "postgrest"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


POSTGREST = """
import http.server, re, sys
config = open(sys.argv[1]).read()

class Api(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        bearer = self.headers.get("Authorization", "")
        self.send_response(200 if bearer.startswith("Bearer ") else 401)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'[]')
    log_message = lambda *_: None

port = int(re.search(r"server-port = (\\d+)", config)[1])
http.server.ThreadingHTTPServer(("127.0.0.1", port), Api).serve_forever()
"""


def test_an_api_is_chosen_once_and_remembered(checkout: SmallCheckout, tmp_path: Path) -> None:
    path = _fake_postgrest(tmp_path / "bin", POSTGREST)
    printed = checkout.ok("up", "--detach", PATH=path)
    assert "Served by: postgrest" in printed
    config = (checkout.home / "run" / "postgrest.conf").read_text()
    # The gateway runs pre_request, and requests without its keys are refused.
    assert "db-pre-request" not in config
    assert "db-anon-role" not in config
    assert "db-config = false" in config
    # Another shell, whose PATH has none: the same API.
    assert checkout.run("status").returncode == 0
    assert "Served by: postgrest" in checkout.ok("up", "--detach")
    keys = json.loads((checkout.home / "state.json").read_text())
    headers = {"apikey": keys["publishable_key"]}
    gateway = f"http://127.0.0.1:{keys['gateway_port']}/rest/v1/things"
    assert httpx.get(gateway, headers=headers).json() == []
    checkout.ok("down")
    assert "Served by: @supabase/lite" in checkout.ok("up", "--detach")


@pytest.mark.parametrize("detach", [(), ("--detach",)], ids=["foreground", "detached"])
def test_an_api_that_does_not_start_says_why(
    checkout: SmallCheckout, tmp_path: Path, detach: tuple[str, ...]
) -> None:
    script = 'import sys; sys.exit("FATAL: the schema cache is not to be had\\nbye")'
    path = _fake_postgrest(tmp_path / "bin", script)
    refused = checkout.run("up", *detach, PATH=path)
    assert refused.returncode == 1
    assert "FATAL: the schema cache is not to be had" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert checkout.run("status").returncode == 3


def test_tokens_of_a_signing_key_are_good_until_it_is_retired(checkout: SmallCheckout) -> None:
    checkout.ok("up", "--detach")
    keys = json.loads((checkout.home / "state.json").read_text())
    gateway = f"http://127.0.0.1:{keys['gateway_port']}"

    def status(token: str) -> int:
        headers = {"apikey": keys["publishable_key"], "Authorization": f"Bearer {token}"}
        return httpx.post(
            f"{gateway}/rest/v1/rpc/list_dimensions", headers=headers, json={}
        ).status_code

    old = checkout.ok("token", "--user", "ada", "--sign", "es256").strip()
    assert status(old) == 200
    (listed,) = json.loads(checkout.ok("keys", "list", "--json"))
    checkout.ok("keys", "rotate")
    new = checkout.ok("token", "--user", "ada", "--sign", "es256").strip()
    assert (status(old), status(new)) == (200, 200)
    published = httpx.get(f"{gateway}/auth/v1/.well-known/jwks.json").json()["keys"]
    assert len(published) == 2
    checkout.ok("keys", "retire", listed["kid"])
    assert (status(old), status(new)) == (401, 200)
    refused = checkout.run("keys", "list", SUPABASE_JWKS="https://example.com/jwks.json")
    assert refused.returncode == 2


# Given: a server of another owner. Not the tests' own: the role of the API gets a new password.
@pytest.fixture
def foreign() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="rowhouse-foreign-"))
    home.chmod(0o711)
    server = Server(home, settings=FAST)
    server.start()
    server.set_passwords()
    yield server
    server.stop()
    shutil.rmtree(home)


def test_with_database_url_no_server_is_started(checkout: SmallCheckout, foreign: Server) -> None:
    elsewhere = {
        "DATABASE_URL": foreign.url(),
        "DATABASE_ADMIN_URL": foreign.url("supabase_admin"),
    }
    postmaster = foreign.pid
    printed = checkout.ok("up", "--detach", **elsewhere)
    assert not (checkout.home / "postgres").exists()
    assert checkout.run("status", **elsewhere).returncode == 0
    _, user, anon = _curls(printed)
    assert len(_run_line(checkout, user, **elsewhere)) == 1
    assert _run_line(checkout, anon, **elsewhere)["code"] == "42501"
    for refused in (("token",), ("db", "reset", "--yes"), ("up", "--demo")):
        done = checkout.run(*refused, **elsewhere)
        assert done.returncode == 2, refused
        assert "DATABASE_URL" in done.stderr
    assert "relay" in {
        row["part"] for row in json.loads(checkout.ok("status", "--json", **elsewhere))
    }
    other_one = checkout.run("up", "--detach", DATABASE_URL=foreign.url(database="another"))
    assert (other_one.returncode, "the stack runs on" in other_one.stderr) == (2, True)
    assert str(foreign.state.get("password_postgres")) not in other_one.stderr
    checkout.ok("down", **elsewhere)
    assert foreign.pid == postmaster
    with socket.socket() as other:
        port = json.loads((checkout.home / "state.json").read_text())["relay_port"]
        other.bind(("127.0.0.1", port))
        other.listen()
        assert f"port {port}" in checkout.run("relay", **elsewhere).stderr
    with psycopg.connect(foreign.url("supabase_admin")) as conn:
        conn.execute("drop schema relay cascade")
    assert "a Realtime of its own" in checkout.run("relay", **elsewhere).stderr
    with psycopg.connect(foreign.url()) as conn:
        assert conn.execute("select count(*) from core.notes").fetchone() == (2,)


@pytest.mark.skipif(find_pgbouncer() is None, reason="pgbouncer is not installed")
def test_the_stack_goes_through_a_pooler(checkout: SmallCheckout, foreign: Server) -> None:
    with pooling(foreign, foreign.home / "pooler") as pooler:
        lent = {
            "DATABASE_URL": pooler.url(foreign.url()),
            "DATABASE_ADMIN_URL": foreign.url("supabase_admin"),
        }
        refused = checkout.run("migrate", "up", **lent)
        assert refused.returncode == 2
        assert "needs a session" in refused.stderr
        whole = {
            **lent,
            "DATABASE_URL_SESSION": foreign.url(),
            # It is not there yet: the primary answers.
            "DATABASE_URL_READ": "postgresql://r:r@127.0.0.1:1/postgres",
        }
        printed = checkout.ok("up", "--detach", **whole)
        try:
            _, user, _ = _curls(printed)
            assert len(_run_line(checkout, user, **whole)) == 1
            assert {row["user"] for row in pooler.show("pools")} >= {"lite_rest"}
        finally:
            checkout.ok("down", **whole)


def test_the_api_alone_becomes_the_process(checkout: SmallCheckout) -> None:
    for part in ("api", "relay", "gateway"):
        assert "rowhouse up" in checkout.run(part).stderr
    checkout.ok("up", "--detach")
    for part in ("api", "relay", "gateway"):
        assert "runs already" in checkout.run(part).stderr
    keys = json.loads((checkout.home / "state.json").read_text())
    _kill(_pid(checkout, "supervisor"))
    _kill(_pid(checkout, "api"))
    alone = subprocess.Popen(
        checkout.command("api"),
        cwd=checkout.root,
        env=checkout.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_until(lambda: _status(checkout)["api"].status == "up", PATIENCE)
        assert _pid(checkout, "api") == alone.pid
        answer = httpx.post(
            f"http://127.0.0.1:{keys['api_port']}/rest/v1/rpc/list_dimensions",
            headers={"apikey": keys["secret_key"]},
            json={},
        )
        assert answer.status_code == 200
        _kill(_pid(checkout, "gateway"))
        assert "rowhouse up" in checkout.run("gateway").stderr
    finally:
        alone.terminate()
        alone.wait(PATIENCE)


# -- the pieces ---------------------------------------------------------------


class Unsteady:
    """A part that starts as often as it is told to, and runs until it is told not to."""

    name = "unsteady"

    def __init__(self, refusal: Exception | None = None) -> None:
        self.running = False
        self.refuses = False
        self.refusal = refusal or RowhouseError("not now")
        self.starts: list[int] = []

    def is_running(self) -> bool:
        """Return the scripted result."""
        return self.running

    def start(self, restarts: int) -> None:
        """Start, or fail as scripted."""
        if self.refuses:
            raise self.refusal
        self.starts.append(restarts)
        self.running = True

    def stop(self) -> None:
        """Stop."""
        self.running = False


def _crash(supervisor: PartSupervisor, part: Unsteady, now: float) -> float:
    part.running = False
    supervisor.check(now)
    assert not part.running, "never at once"
    supervisor.check(supervisor.not_before)
    assert part.running
    return supervisor.not_before


def test_a_part_that_crashes_again_waits_longer_until_it_was_steady() -> None:
    said: list[str] = []
    part = Unsteady()
    supervisor = PartSupervisor(part, said.append)
    supervisor.start(0.0)
    now = _crash(supervisor, part, 1.0)
    now = _crash(supervisor, part, now + 1)
    assert supervisor.failures == 2
    supervisor.check(now + STEADY_SECONDS + 1)
    assert supervisor.failures == 0
    assert part.starts == [0, 1, 2]
    assert len(said) == 2


def test_a_part_that_does_not_start_is_tried_again() -> None:
    said: list[str] = []
    part = Unsteady()
    supervisor = PartSupervisor(part, said.append)
    part.refuses = True
    supervisor.check(0.0)
    assert "not now" in said[0]
    part.refuses = False
    supervisor.check(0.0)
    assert not part.running, "before its time"
    supervisor.check(RESTART_BACKOFF.cap)
    assert part.running


def test_a_part_that_finds_a_full_disk_is_tried_again() -> None:
    said: list[str] = []
    part = Unsteady(refusal=OSError(errno.ENOSPC, "No space left on device"))
    supervisor = PartSupervisor(part, said.append)
    part.refuses = True
    supervisor.check(0.0)
    assert "No space left" in said[0]
    part.refuses = False
    supervisor.check(RESTART_BACKOFF.cap)
    assert part.running


def test_a_child_without_a_record_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ProcessRecord, "write", full)
    part = ChildPart(tmp_path, "sleeper", ("sleep", "1000"))
    with pytest.raises(OSError, match="No space left"):
        part.start(0)
    assert part.child is not None
    assert part.child.returncode == -signal.SIGKILL
    assert not part.is_running()


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(["sleep", "1000"])
    yield child
    child.kill()
    child.wait()


def test_a_record_names_one_process_and_no_other(
    tmp_path: Path, sleeper: "subprocess.Popen[bytes]"
) -> None:
    record = ProcessRecord(tmp_path, "part")
    assert record.process() is None
    assert record.stop() is False
    record.write(sleeper.pid, port=1)
    assert record.process() == psutil.Process(sleeper.pid)
    # The same number, another creation time: another process, which is left alone.
    facts = record.read()
    record.path.write_text(json.dumps(facts | {"create_time": facts["create_time"] - 60}))
    assert record.process() is None
    assert record.stop() is False
    assert sleeper.poll() is None
    record.write(sleeper.pid)
    assert record.stop() is True
    assert sleeper.wait(PATIENCE) is not None
    assert not record.path.exists()


@pytest.mark.parametrize("seconds", [-3600, -1, 1, 3600])
@pytest.mark.skipif(not psutil.LINUX, reason="elsewhere the kernel keeps the time of a start")
def test_a_record_outlives_a_change_of_the_clock(
    tmp_path: Path,
    sleeper: "subprocess.Popen[bytes]",
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
) -> None:
    record = ProcessRecord(tmp_path, "part")
    record.write(sleeper.pid)
    # As psutil sees it: /proc/stat has another time of the boot.
    moved = psutil.boot_time() + seconds
    monkeypatch.setattr(psutil, "boot_time", lambda: moved)
    monkeypatch.setattr("psutil._pslinux.boot_time", lambda: moved)
    assert record.process() == psutil.Process(sleeper.pid)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "{}", '{"pid": 1}', '{"pid": null, "create_time": 1}'),
        *('{"pid": "x", "create_time": 1}', '{"pid": -1, "create_time": 1}'),
        *('{"pid": 1e30, "create_time": 1}', '{"pid": 1, "create_time": "x"}'),
        '{"pid": 99999999999999999999, "create_time": 1}',
    ],
)
def test_a_broken_record_is_none(tmp_path: Path, text: str) -> None:
    record = ProcessRecord(tmp_path, "part")
    record.path.parent.mkdir()
    record.path.write_text(text)
    assert record.process() is None
    assert record.stop() is False
    assert not record.path.exists()


def test_an_own_pid_is_a_process_and_is_not_ended(tmp_path: Path) -> None:
    record = ProcessRecord(tmp_path, "part")
    record.write(os.getpid())
    assert record.process() == psutil.Process()
    assert record.stop() is False
    assert not record.path.exists()


@pytest.mark.parametrize(
    ("age", "started", "works"),
    [(5, 0, True), (70, 0, False), (None, 5, True), (None, 70, False)],
)
def test_a_worker_without_a_sign_of_life_does_not_work(  # noqa: PLR0913 - a table of cases
    db_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    age: int | None,
    started: int,
    *,
    works: bool,
) -> None:
    assert worker_works(tmp_path, db_url) is False
    ProcessRecord(tmp_path, "worker").write(os.getpid())
    now = psutil.Process().create_time() + started
    monkeypatch.setattr("glue.stack.status.time.time", lambda: now)
    with psycopg.connect(db_url) as conn:
        conn.execute(
            "insert into core.workers (worker, host, pid, seen_at)"
            " select gen_random_uuid(), %s, %s, core.now() - make_interval(secs => %s)"
            " where %s::integer is not null",
            (socket.gethostname(), os.getpid(), age, age),
        )
    assert worker_works(tmp_path, db_url) is works


def test_a_worker_works_where_no_database_answers(tmp_path: Path) -> None:
    ProcessRecord(tmp_path, "worker").write(os.getpid())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://postgres@127.0.0.1:{taken.getsockname()[1]}/x"
        assert worker_works(tmp_path, url) is True


@pytest.mark.parametrize(("age", "is_renewed"), [(-60, False), (60, True)])
def test_a_worker_that_is_older_than_its_code_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float, *, is_renewed: bool
) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        ProcessRecord(tmp_path, "worker").write(child.pid)
        started = psutil.Process(child.pid).create_time()
        monkeypatch.setattr("glue.stack.stack.newest_code", lambda: started + age)
        assert Stack(tmp_path).renew_worker() is is_renewed
        assert (child.poll() is not None) is is_renewed
    finally:
        child.kill()
        child.wait()
