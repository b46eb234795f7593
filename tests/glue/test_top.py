"""rowhouse top: what real sessions do, in one frame and live."""

import io
import json
import os
import pty
import sys
import threading
from typing import Any

import psycopg
import pytest
import rich.console
from click.testing import CliRunner

from glue import db
from glue.cli import main
from glue.top.frame import Frame
from glue.top.view import COLUMNS, draw
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


def test_a_session_cannot_command_the_terminal(db_url: str) -> None:
    with db.connect(db_url, autocommit=False) as conn:
        conn.execute("select pg_current_xact_id(), 'x' as \"\x1b]\x07\"")
        pid = conn.info.backend_pid
        sessions = {row["pid"]: row for row in frame(db_url)["sessions"]}
        assert sessions[pid]["xmin_age"] is not None
        assert "\x1b" not in sessions[pid]["statement"]
        with db.connect(db_url) as other:
            holders = other.execute("select core.report_vacuum(50) -> 'holders' as it").fetchone()
    assert any(str(pid) in holder["what"] for holder in (holders or {})["it"])


def test_a_cell_cannot_command_the_terminal() -> None:
    rows: list[dict[str, Any]] = [
        {"pid": 1, "role": "a\x1b]0;x\x07b", "statement": "\u202etxt\n y"}
    ]
    columns = dict.fromkeys(COLUMNS["sessions"][1])
    rows = [columns | row for row in rows]
    frame = Frame("now", queues=[], locks=[], sessions=rows, statements=[], lags=[])
    shown = io.StringIO()
    rich.console.Console(file=shown, width=200).print(draw(frame))
    assert "a·]0;x·b" in shown.getvalue()
    assert "·txt y" in shown.getvalue()


def test_an_empty_column_gives_its_room_to_the_statement() -> None:
    statement = "select " + "x" * 80
    row = dict.fromkeys(COLUMNS["statements"][1]) | {"calls": 3, "statement": statement}
    frame = Frame("now", queues=[], locks=[], sessions=[], statements=[row], lags=[])
    shown = io.StringIO()
    rich.console.Console(file=shown, width=120).print(draw(frame))
    assert statement in shown.getvalue()
    assert "rpc" not in shown.getvalue()


def test_a_pipe_is_wide(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    text = CliRunner().invoke(main, ["top", "--once", "--url", db_url]).stdout
    assert max(len(line) for line in text.splitlines()) > 100


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
