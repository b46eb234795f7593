"""PgBouncer in front of a server: who may pass, what it refuses, and how it ends."""

import shutil
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from glue.errors import RowhouseError
from glue.postgres.pooler import Limits, Pooler, find_pgbouncer
from glue.postgres.server import Server
from tests.poolers import target_of

pytestmark = pytest.mark.skipif(find_pgbouncer() is None, reason="pgbouncer is not installed")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the pooler's OS user can reach, whatever pytest's own folder allows."""
    folder = Path(tempfile.mkdtemp(prefix="rowhouse-pooler-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def pooler(server: Server, home: Path) -> Iterator[Pooler]:
    """A pooler in front of this process's server, with one server connection for each role."""
    made = Pooler(home, target_of(server), limits=Limits(default_pool_size=1, reserve_pool_size=0))
    made.start()
    yield made
    made.kill()


def test_clients_share_one_server_connection(server: Server, pooler: Pooler) -> None:
    url = pooler.url(server.url())
    with (
        psycopg.connect(url, autocommit=True) as one,
        psycopg.connect(url, autocommit=True) as two,
    ):
        pids = {_pid(one), _pid(two), _pid(one)}
    assert len(pids) == 1


def test_a_wrong_password_does_not_pass(server: Server, pooler: Pooler) -> None:
    parts = urlsplit(pooler.url(server.url()))
    wrong = f"postgresql://{parts.username}:wrong@127.0.0.1:{pooler.port}/postgres"
    with pytest.raises(psycopg.OperationalError, match=r"password|SASL"):
        psycopg.connect(wrong)


def test_options_are_refused_rather_than_dropped(server: Server, pooler: Pooler) -> None:
    with pytest.raises(psycopg.OperationalError, match="unsupported startup parameter"):
        psycopg.connect(pooler.url(server.url()), options="-c statement_timeout=5000")


def test_secrets_are_its_owners_alone(pooler: Pooler) -> None:
    for file in (pooler.config, pooler.users, pooler.log):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_stop_lets_a_transaction_end(server: Server, pooler: Pooler) -> None:
    with psycopg.connect(pooler.url(server.url())) as client:
        before = _pid(client)
        stopping = threading.Thread(target=pooler.stop, args=(60,))
        stopping.start()
        assert _pid(client) == before
        client.commit()
        stopping.join(60)
    assert pooler.child is not None
    assert pooler.child.returncode == 0


def test_what_is_open_too_long_is_cut_off(server: Server, pooler: Pooler) -> None:
    with psycopg.connect(pooler.url(server.url())) as client:
        _pid(client)
        assert pooler.stop(0.1)
        with pytest.raises(psycopg.OperationalError):
            client.execute("select 1")
    assert pooler.child is not None
    assert pooler.child.returncode == -signal.SIGKILL
    assert not pooler.stop()


def test_a_reload_changes_limits_under_clients(server: Server, pooler: Pooler) -> None:
    url = pooler.url(server.url())
    with psycopg.connect(url) as client:
        _pid(client)
    pooler.limits = Limits(default_pool_size=3)
    pooler.reload()
    with psycopg.connect(url) as client:
        _pid(client)
    config = {row["key"]: row["value"] for row in pooler.show("config")}
    assert config["default_pool_size"] == "3"


def test_a_taken_port_is_said(server: Server, pooler: Pooler, home: Path) -> None:
    other = Pooler(home / "other", target_of(server), port=pooler.port)
    with pytest.raises(RowhouseError, match="did not start"):
        other.start()
    assert other.pid is None


def _pid(conn: psycopg.Connection[tuple[object, ...]]) -> object:
    row = conn.execute("select pg_backend_pid()").fetchone()
    return row[0] if row else None
