"""Logs: private, and truncated before they fill a disk."""

import json
import logging
import stat
from pathlib import Path

import psycopg
import pytest

from glue import db
from glue.stack import logs
from glue.stack.logs import open_log, rotate_logs
from glue.worker.observe import log_event


def test_a_log_is_for_its_owner_only(tmp_path: Path) -> None:
    old = tmp_path / "log" / "old.log"
    old.parent.mkdir()
    old.write_text("before\n")
    old.chmod(0o644)
    for path in (old, tmp_path / "log" / "new.log"):
        with open_log(path) as log:
            log.write(b"after\n")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert old.read_text() == "before\nafter\n"


def test_a_large_log_is_moved_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "api.log"
    with open_log(path) as log:
        log.write(b"x" * (logs.MOST_BYTES + 1))
        log.flush()
        assert rotate_logs(tmp_path) == [path]
        log.write(b"next\n")
    assert path.read_bytes() == b"next\n"
    kept = tmp_path / "api.log.1"
    assert kept.stat().st_size == logs.MOST_BYTES + 1
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert rotate_logs(tmp_path) == []


def test_an_error_of_sql_is_logged_without_its_call_stack(
    db_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with db.connect(db_url) as conn, pytest.raises(psycopg.Error) as raised:
        conn.execute("do $$ begin perform 1 / 0; end $$")
    assert "CONTEXT" in str(raised.value)
    with caplog.at_level(logging.WARNING):
        log_event("lane failed", level=logging.WARNING, error=str(raised.value))
    assert json.loads(caplog.messages[0])["error"] == "division by zero"
