"""rowhouse accept: what is generated is fresh, and what changed is named."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import paths
from glue.cli import main
from glue.commands.accept import differing, generated_files
from glue.waiting import wait_until

STOPPED_GOLDENS = """
from glue.commands import accept
accept.GOLDENS = ("tests/glue/never_ending.py",)
accept.run_goldens(check=True)
"""

pytestmark = pytest.mark.once


@pytest.mark.slow
def test_the_checkout_is_fresh() -> None:
    done = CliRunner().invoke(main, ["accept", "--check", "--json"])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == "[]"
    assert "exporting migrations" in done.stderr


def test_files_that_came_went_or_changed_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "sql" / "rendered" / "functions"
    folder.mkdir(parents=True)
    for name in ("gone", "kept", "changed"):
        (folder / f"{name}.sql").write_text("select 1;")
    (folder / "note.txt").write_text("not generated")
    before = generated_files(tmp_path)
    (folder / "gone.sql").unlink()
    (folder / "changed.sql").write_text("select 2;")
    (tmp_path / "supabase").mkdir()
    (tmp_path / "supabase" / "types.ts").write_text("export type Database = {}")
    assert differing(before, generated_files(tmp_path)) == [
        "sql/rendered/functions/changed.sql",
        "sql/rendered/functions/gone.sql",
        "supabase/types.ts",
    ]


@pytest.mark.parametrize(
    ("part", "error"), [("export", KeyboardInterrupt()), ("run_goldens", SystemExit(130))]
)
def test_what_was_stopped_half_way_is_to_be_run_again(
    monkeypatch: pytest.MonkeyPatch, part: str, error: BaseException
) -> None:
    def stop(**_: object) -> None:
        raise error

    for name in ("render", "export", "run_goldens"):
        monkeypatch.setattr(f"glue.commands.accept.{name}", lambda **_: [])
    monkeypatch.setattr(f"glue.commands.accept.{part}", stop)
    done = CliRunner().invoke(main, ["accept"])
    assert done.exit_code == 130
    assert "run `rowhouse accept` again" in done.stderr


def test_a_signal_stops_the_server_too(tmp_path: Path) -> None:
    started = tmp_path / "started"
    accept = subprocess.Popen(
        [sys.executable, "-c", STOPPED_GOLDENS],
        cwd=paths.ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path), "ROWHOUSE_STARTED": str(started)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert wait_until(lambda: started.exists() or accept.poll() is not None, 120)
        assert list(tmp_path.glob("rowhouse-tests-*"))
        accept.send_signal(signal.SIGINT)
        out, _ = accept.communicate(timeout=120)
        assert accept.returncode == 130, out
        assert list(tmp_path.glob("rowhouse-tests-*")) == []
    finally:
        accept.kill()
        accept.wait()
