"""rowhouse top: what real sessions do, in one frame and live."""

import json
import os
import pty
import sys
import threading
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from glue import db
from glue.cli import main
from glue.waiting import wait_until

pytestmark = pytest.mark.once


def frame(url: str) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["top", "--json", "--url", url])
    assert done.exit_code == 0, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def test_a_frame_has_every_part(db_url: str) -> None:
    shown = frame(db_url)
    assert set(shown) == {"at", "queues", "locks", "sessions", "statements", "lags"}
    assert "default" in [row["queue"] for row in shown["queues"]]
    assert {row["kind"] for row in shown["lags"]} >= {"events", "webhooks"}
    text = CliRunner().invoke(main, ["top", "--once", "--url", db_url]).stdout
    assert "Lock waits: none" in text
    assert "default" in text


def test_who_waits_for_whom_is_shown_and_no_literal(db_url: str) -> None:
    with db.connect(db_url, autocommit=False) as first, db.connect(db_url) as second:
        first.execute("lock table core.settings")
        waits = threading.Thread(target=_ask, args=(second,))
        waits.start()
        assert wait_until(lambda: bool(frame(db_url)["locks"]), 20)
        (wait,) = frame(db_url)["locks"]
        assert wait["pid"] == second.info.backend_pid
        assert wait["blocked_by"] == [first.info.backend_pid]
        assert (wait["locked"], wait["role"]) == ("core.settings", "postgres")
        assert wait["statement"] == "select from core.settings where name = …"
        sessions = {row["pid"]: row for row in frame(db_url)["sessions"]}
        assert sessions[first.info.backend_pid]["state"] == "idle in transaction"
        assert sessions[second.info.backend_pid]["waits_for"] == "Lock: relation"
        text = CliRunner().invoke(main, ["top", "--once", "--url", db_url]).stdout
        assert str(first.info.backend_pid) in text
        first.rollback()
        waits.join()
    assert "secret" not in text


def _ask(conn: psycopg.Connection[Any]) -> None:
    conn.execute("select from core.settings where name = 'secret'")


@pytest.mark.parametrize("key", [b"q", b"\x03"])
def test_a_key_leaves_the_live_view(db_url: str, key: bytes) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", COLUMNS="120", LINES="50")
        words = ["-m", "glue", "top", "--interval", "60", "--url", db_url]
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606
    shown = b""
    while b"maintenance" not in shown:
        shown += os.read(terminal, 65536)
    os.write(terminal, key)
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass  # The terminal is closed with the last program on it.
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
