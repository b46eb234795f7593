"""Coverage: profiles of several processes are merged, and held to the bars."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from glue import coverage_report, db, paths
from glue.cli import main
from glue.commands import test as command
from glue.commands.test import ENGINES, Engine, Run, measured
from glue.coverage_report import SqlCoverage, read_profiles, report_python, report_sql
from glue.postgres.server import SUPERUSER, Server
from tests.clusters import FAST, TEMPLATE, start_cluster
from tests.profile import EXTENSION, SETTINGS, Profile


def profile(path: Path, statements: list[list[object]], functions: list[list[object]]) -> Path:
    path.write_text(json.dumps({"statements": statements, "functions": functions}))
    return path


def test_what_one_process_has_executed_is_executed(tmp_path: Path) -> None:
    one = profile(
        tmp_path / "one",
        [["a()", 1, 0, True], ["a()", 2, 1, False], ["b()", 1, 0, False]],
        [["a()", True], ["b()", False], ["c()", False]],
    )
    two = profile(
        tmp_path / "two",
        [["a()", 1, 0, False], ["a()", 2, 1, True], ["b()", 1, 0, False]],
        [["a()", False], ["b()", False], ["c()", False]],
    )
    found = read_profiles([one, two])
    assert found.statements == {"a()": [(1, True), (2, True)], "b()": [(1, False)]}
    assert found.uncalled == ["b()", "c()"]


def test_a_call_that_raised_is_a_call(tmp_path: Path) -> None:
    raised = profile(tmp_path / "it", [["a()", 1, 0, True]], [["a()", False]])
    assert read_profiles([raised]).uncalled == []


def test_below_the_bar_every_line_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [(number, number > 2) for number in range(1, 11)]
    assert not report_sql(SqlCoverage({"core.a()": lines}, []))
    said = capsys.readouterr().out
    assert "SQL: 80.0 % of 10 statements in 1 PL/pgSQL functions, the bar is 95 %" in said
    assert "core.a(): lines 1, 2 of the body" in said


def test_a_function_that_is_not_called_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_sql(SqlCoverage({"core.a()": [(1, True)]}, []))
    assert not report_sql(SqlCoverage({"core.a()": [(1, True)]}, ["core.b()"]))
    assert "core.b(): no test calls it" in capsys.readouterr().out


def test_python_is_held_to_its_bar_with_the_processes_that_it_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(coverage_report, "FOLDER", tmp_path)
    script = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import glue.errors'])"
    (tmp_path / "script.py").write_text(script)
    measuring = {name: v for name, v in os.environ.items() if not name.startswith("COVERAGE_")}
    subprocess.run(
        [sys.executable, "-m", "coverage", "run", f"--rcfile={paths.ROOT / 'pyproject.toml'}",
         tmp_path / "script.py"],
        env=measuring | {"COVERAGE_FILE": str(tmp_path / "python-1")},
        check=True,
    )  # fmt: skip
    files = sorted(tmp_path.glob("python-1*"))
    assert len(files) == 2, "the process and the one that it starts"
    assert not report_python(files)
    monkeypatch.setattr(coverage_report, "PYTHON_BAR", 0)
    assert report_python(files)


def test_a_measured_run_profiles_where_postgres_can(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(coverage_report, "FOLDER", tmp_path)
    library = tmp_path / "pg" / "lib" / f"{EXTENSION}.so"
    library.parent.mkdir(parents=True)
    library.touch()
    can = measured(Run(Engine("a Postgres 15", tmp_path / "pg" / "bin"), ("x",)))
    cannot = measured(Run(ENGINES["18"], ("x",)))
    assert can.arguments == ["--cov=glue", "--cov-report=", "x"]
    assert can.variables["ROWHOUSE_PROFILES"] == str(tmp_path / "sql-15")
    assert "ROWHOUSE_PROFILES" not in cannot.variables


@pytest.mark.parametrize(("is_covered", "outcome"), [(True, 0), (False, 1)])
def test_too_little_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, is_covered: bool, outcome: int
) -> None:
    monkeypatch.setattr(coverage_report, "FOLDER", tmp_path / "coverage")
    monkeypatch.setattr(command, "run_tests", lambda runs: [0 for _ in runs])
    monkeypatch.setattr(command, "report_coverage", lambda: is_covered)
    assert CliRunner().invoke(command.test_command, ["--coverage"]).exit_code == outcome


def test_a_second_run_that_measures_is_refused_and_removes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(coverage_report, "FOLDER", tmp_path / "coverage")
    with coverage_report.measuring():
        (tmp_path / "coverage").mkdir()
        done = CliRunner().invoke(main, ["test", "--coverage"])
        assert (done.exit_code, "another run measures coverage" in done.stderr) == (2, True)
        assert (tmp_path / "coverage").exists()
    with coverage_report.measuring():
        assert not (tmp_path / "coverage").exists()


# -- the profile ------------------------------------------------------------------


@pytest.fixture
def profiled(tmp_path: Path, server: Server) -> Iterator[Server]:
    """A server that counts, where this Postgres can."""
    with db.connect(server.url(SUPERUSER)) as conn:
        query = "select 1 from pg_available_extensions where name = %s"
        if not conn.execute(query, (EXTENSION,)).rowcount:
            pytest.skip(f"Postgres {server.major} here does not offer {EXTENSION}")
    own = start_cluster(tmp_path / "profiled", FAST | SETTINGS)
    yield own
    own.stop()


def test_a_profile_has_what_a_database_executed(profiled: Server, tmp_path: Path) -> None:
    found = Profile(profiled, TEMPLATE)
    url = db.create_database(profiled.url(SUPERUSER), "t_one", TEMPLATE)
    with db.connect(url) as conn:
        conn.execute("alter database t_one owner to postgres")
        conn.execute("select core.now()")
        with pytest.raises(psycopg.Error, match=r"core\.not_permitted"):
            conn.execute("select core.raise_error('core.not_permitted', null)")
    found.read(url)
    found.write(tmp_path / "found.json")
    merged = read_profiles([tmp_path / "found.json"])
    assert "core.now()" not in merged.uncalled
    assert "core.raise_error(text,text)" not in merged.uncalled
    assert len(merged.uncalled) > 100
    assert 0 < merged.percent < 5
