"""The private server: it never starts with a bad setup, and the error has the remedy."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import psycopg
import pytest

from glue import paths
from glue.errors import ConfigError, RowhouseError
from glue.postgres.ports import PORTS, free_port, port_is_free
from glue.postgres.server import Server

pytestmark = pytest.mark.each_engine

FAST = {"fsync": "off", "shared_buffers": "16MB", "max_connections": "20"}


class Usage(NamedTuple):
    """What shutil.disk_usage answers."""

    total: int
    used: int
    free: int


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that the server's OS user can reach, whatever pytest's own folder allows."""
    folder = Path(tempfile.mkdtemp(prefix="rowhouse-server-"))
    folder.chmod(0o711)
    yield folder
    Server(folder).stop()
    shutil.rmtree(folder)


@pytest.fixture
def own(home: Path) -> Server:
    """A server of this test's own, not yet started."""
    return Server(home, settings=FAST)


def _ask(server: Server, query: str, user: str = "supabase_admin") -> object:
    with psycopg.connect(server.url(user)) as conn:
        row = conn.execute(query.encode()).fetchone()
    return row[0] if row else None


def test_it_starts_once_and_stops_once(own: Server) -> None:
    assert own.start() is True
    assert own.start() is False
    assert _ask(own, "select rolsuper from pg_roles where rolname = 'postgres'") is False
    assert _ask(own, "show listen_addresses") == "127.0.0.1"
    assert own.stop() is True
    assert own.stop() is False


def test_what_was_committed_outlives_a_crash(own: Server) -> None:
    own.start()
    with psycopg.connect(own.url("supabase_admin")) as conn:
        conn.execute("create table kept as select 42 as answer")
    own.kill()
    assert own.start() is True
    assert _ask(own, "select answer from kept") == 42


def test_nobody_enters_without_the_password(own: Server) -> None:
    own.start()
    own.state.put(password_supabase_admin="wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        _ask(own, "select 1")


def test_every_login_role_gets_its_password(own: Server) -> None:
    own.start()
    with psycopg.connect(own.url("supabase_admin")) as conn:
        conn.execute("create role lite_rest login")
    own.set_passwords()
    assert _ask(own, "select current_user", "lite_rest") == "lite_rest"


def test_the_state_is_for_its_owner_only(own: Server) -> None:
    own.start()
    assert own.state.path.stat().st_mode & 0o077 == 0


def test_a_pid_file_of_another_program_is_no_server(own: Server) -> None:
    own.start()
    pid_file = own.data / "postmaster.pid"
    words = pid_file.read_text().split("\n", 1)[1]
    own.kill()
    # The number belongs to a running program now: this one.
    pid_file.write_text(f"{os.getpid()}\n{words}")
    assert own.pid is None
    assert own.start() is True
    assert own.pid not in (None, os.getpid())


def test_a_pid_file_of_nobody_is_removed(own: Server) -> None:
    own.start()
    own.stop()
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    (own.data / "postmaster.pid").write_text(f"{child.pid}\n{own.data}\n1\n")
    assert own.start() is True


def test_backends_that_outlived_their_postmaster_are_waited_for(
    own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.start()
    own.kill()
    monkeypatch.setattr("glue.postgres.server.processes_in", lambda _: [psutil.Process()])
    monkeypatch.setattr(psutil, "wait_procs", lambda left, timeout: ([], left))  # noqa: ARG005
    with pytest.raises(RowhouseError, match=f"still use .*{os.getpid()}") as caught:
        own.start()
    assert str(os.getpid()) in caught.value.remedy


def test_a_taken_port_is_named(own: Server) -> None:
    port = free_port()
    own.state.put(postgres_port=port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not port_is_free(port)
        with pytest.raises(ConfigError, match=f"port {port} .* taken") as caught:
            own.start()
    assert "--port-base" in caught.value.remedy
    assert own.start() is True


def test_a_full_disk_is_refused_before_anything_is_written(
    own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Usage(10**12, 10**12 - 1, 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(ConfigError, match="only 1 MiB are free") as caught:
        own.start()
    assert "ROWHOUSE_HOME" in caught.value.remedy
    assert not own.data.exists()


def test_a_cluster_that_is_there_starts_on_a_full_disk(
    own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.start()
    own.stop()
    full = Usage(10**12, 10**12 - 1, 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    assert own.start()


def test_a_data_directory_of_another_major_is_refused(own: Server) -> None:
    own.start()
    own.stop()
    version = own.data / "PG_VERSION"
    found = version.read_text()
    version.write_text("14\n")
    with pytest.raises(ConfigError, match="made by Postgres 14, the binaries are") as caught:
        own.start()
    assert "db reset --yes" in caught.value.remedy
    version.write_text(found)
    assert own.start() is True


def test_no_cluster_is_made_where_a_restore_was_interrupted(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.data.with_name(f"{server.data.name}.restored").mkdir(parents=True)
    with pytest.raises(ConfigError, match="a restore was interrupted"):
        server.start()
    assert not server.data.exists()


def test_a_home_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="is not a folder") as caught:
        Server(tmp_path / "file" / "home").start()
    assert "ROWHOUSE_HOME" in caught.value.remedy


def test_binaries_that_do_not_run_are_named(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    (tmp_path / "postgres").chmod(0o755)
    with pytest.raises(ConfigError, match="does not run: broken"):
        _ = Server(tmp_path, bin_dir=tmp_path).major


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another user")
def test_as_root_the_server_is_another_user(own: Server) -> None:
    own.start()
    assert own.pid is not None
    assert psutil.Process(own.pid).username() == "rowhouse"


@pytest.fixture
def ordinary_user() -> Iterator[str]:
    """An OS user for a moment."""
    if os.geteuid() != 0 or shutil.which("useradd") is None:
        pytest.skip("only root can become another user")
    name = f"rh{os.getpid()}"
    subprocess.run(["useradd", "--system", "--no-create-home", name], check=True)
    yield name
    subprocess.run(["userdel", name], check=True, capture_output=True)


def _run_as(user: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["runuser", "-u", user, "--", *command],
        cwd="/",
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{paths.ROOT}:{sysconfig.get_path('purelib')}",
            "ROWHOUSE_ROOT": str(paths.ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def _python_for(user: str) -> str:
    """Return a Python of our version that this user can run, and our packages with it."""
    wanted = sys.version_info[:2]
    version = f"import glue.postgres.server, sys; sys.exit(sys.version_info[:2] != {wanted})"
    for python in (sys.executable, "/usr/bin/python3"):
        if _run_as(user, python, "-c", version).returncode == 0:
            return python
    pytest.skip("no Python here that an ordinary user can run")


def test_an_ordinary_user_runs_it_too(home: Path, ordinary_user: str) -> None:
    python = _python_for(ordinary_user)
    shutil.chown(home, ordinary_user)
    script = (
        "import sys, pathlib, psycopg\n"
        "from glue.postgres.server import Server\n"
        "server = Server(pathlib.Path(sys.argv[1]))\n"
        "server.start()\n"
        "with psycopg.connect(server.url('supabase_admin')) as conn:\n"
        "    print(conn.execute('select 1').fetchone())\n"
        "server.stop()\n"
    )
    done = _run_as(ordinary_user, python, "-c", script, str(home))
    assert done.returncode == 0, done.stderr
    assert done.stdout == "(1,)\n"
    assert (home / "postgres").owner() == ordinary_user


def test_a_password_is_sent_as_its_verifier_only(own: Server) -> None:
    """What keeps the texts of statements, or logs them, keeps no password."""
    own.settings |= {"pg_stat_statements.track_utility": "on"}
    own.start()
    with psycopg.connect(own.url("supabase_admin"), autocommit=True) as conn:
        conn.execute("create extension pg_stat_statements")
        conn.execute("create role authenticator noinherit")
        own.set_passwords()
        row = conn.execute("select string_agg(query, ' ') from pg_stat_statements").fetchone()
    assert row is not None
    assert 'alter role "postgres" login password' in row[0]
    for role in ("supabase_admin", "postgres", "authenticator"):
        assert own.state.get(f"password_{role}") not in row[0]
        with psycopg.connect(own.url(role, "postgres")) as conn:
            assert conn.info.user == role


def test_utility_statements_are_not_kept(own: Server) -> None:
    own.start()
    assert _ask(own, "show pg_stat_statements.track_utility") == "off"


def test_a_port_is_not_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = [free_port(), free_port()]
    monkeypatch.setattr("random.sample", lambda *_: ports)
    monkeypatch.setattr("glue.postgres.ports._GIVEN", deque[int]())
    assert [free_port(), free_port()] == ports


def test_a_remembered_port_is_none_that_an_outgoing_connection_gets() -> None:
    port = free_port()
    assert port_is_free(port)
    with socket.socket() as outgoing:
        outgoing.bind(("127.0.0.1", 0))
        assert outgoing.getsockname()[1] not in PORTS
    assert port in PORTS
