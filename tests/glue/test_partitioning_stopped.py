"""Ctrl-C in the middle of a change to months says how it goes on."""

import signal
import subprocess

import pytest
from click.testing import CliRunner

from glue import db
from glue.cli import main
from glue.load.reshaping import running
from glue.waiting import wait_until
from tests.glue.test_partitioning import months_url, rowhouse, shop_url

__all__ = ["months_url", "shop_url"]  # fixtures

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]


def test_ctrl_c_says_how_to_go_on_and_how_to_give_up(months_url: str) -> None:
    command = rowhouse(months_url, "partition", "filters.transactions", "--batch", "50")
    process = subprocess.Popen(
        [*command, "--pause", "0.05"], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with db.connect(months_url) as conn:
        assert wait_until(lambda: (running(conn) or {"copied_to": 0})["copied_to"] > 0, 60)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "call this again to go on, or with --cancel" in said
        subprocess.run([*command, "--cancel"], check=True)
        assert running(conn) is None


def test_retire_says_how_much_it_would_delete(months_url: str) -> None:
    arguments = ["retire", "filters.transactions", "--before", "2025-12-01", "--url", months_url]
    with db.connect(months_url) as conn:
        statement = "select count(*) as n from filters.transactions where sold_at < '2025-12-01Z'"
        old = (conn.execute(statement).fetchone() or {})["n"]
    done = CliRunner().invoke(main, ["db", *arguments])
    assert done.exit_code == 2
    assert old > 0
    assert f"deletes {old:,} lines" in done.stderr
