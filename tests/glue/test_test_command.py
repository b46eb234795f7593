"""rowhouse test: every Postgres at hand, and the worst exit code of all runs."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import paths
from glue.cli import main
from glue.commands import test as command
from glue.commands.test import ENGINES, Engine, chosen_engines, selection

ABSENT = Engine("Postgres Nowhere", Path("/nonexistent/bin"))


def test_a_postgres_that_is_not_installed_is_skipped_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "ENGINES", {"18": ENGINES["18"], "15": ABSENT})
    assert chosen_engines(None) == [ENGINES["18"]]
    assert "skipped: Postgres Nowhere: there is no /nonexistent/bin/postgres" in (
        capsys.readouterr().err
    )


def test_asking_for_a_postgres_that_is_not_installed_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "ENGINES", {"18": ENGINES["18"], "15": ABSENT})
    done = CliRunner().invoke(main, ["test", "--postgres", "15"])
    assert done.exit_code == 2
    assert "apt-get install postgresql-15" in done.stderr


def test_the_embedded_postgres_does_not_inherit_another_ones_binaries() -> None:
    base = {"ROWHOUSE_PG_BIN": "/other", "LANG": "C"}
    assert ENGINES["18"].environment(base) == {"LANG": "C"}
    assert ABSENT.environment(base)["ROWHOUSE_PG_BIN"] == "/nonexistent/bin"


def test_long_proofs_run_only_when_asked_for() -> None:
    assert "not slow" in selection([], slow=False, everything=False)
    assert "slow" in selection([], slow=True, everything=False)
    assert "-m" not in selection([], slow=False, everything=True)
    assert CliRunner().invoke(main, ["test", "--slow", "--all"]).exit_code == 2


def test_one_failing_run_fails_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    codes = {"18": 0, "15": 1}
    monkeypatch.setattr(command, "ENGINES", {name: Engine(name, None) for name in codes})
    monkeypatch.setattr(command, "run_tests", lambda engine, _arguments: codes[engine.name])
    assert CliRunner().invoke(main, ["test", str(tmp_path)]).exit_code == 1


def test_a_path_runs_through_pytest_with_its_summary(capfd: pytest.CaptureFixture[str]) -> None:
    path = paths.ROOT / "tests/functions/core/setting.sql"
    done = CliRunner().invoke(main, ["test", str(path), "--postgres", "18"])
    assert done.exit_code == 0
    assert "1 passed" in capfd.readouterr().out
