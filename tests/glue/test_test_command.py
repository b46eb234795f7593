"""rowhouse test: every installed Postgres, and the worst exit code of all runs."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psutil
import pytest
from click.testing import CliRunner

from glue import paths
from glue.cli import main
from glue.commands import test as command
from glue.commands.test import (
    ENGINES,
    NOTHING_TO_RUN,
    Engine,
    Run,
    chosen_engines,
    run_tests,
    selection,
)
from glue.waiting import wait_until
from tests.glue.test_project import make_roots, run_in, write

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
    base = {"ROWHOUSE_PG_BIN": "/other", "ROWHOUSE_PROFILES": "/profiles", "LANG": "C"}
    base["PYTHONDONTWRITEBYTECODE"] = "1"
    assert ENGINES["18"].environment(base) == {"LANG": "C"}
    assert ABSENT.environment(base)["ROWHOUSE_PG_BIN"] == "/nonexistent/bin"


def test_long_proofs_run_only_when_asked_for() -> None:
    assert "not slow" in selection([], slow=False, everything=False)
    assert "slow" in selection([], slow=True, everything=False)
    assert "-m" not in selection([], slow=False, everything=True)
    assert CliRunner().invoke(main, ["test", "--slow", "--all"]).exit_code == 2


@pytest.mark.parametrize(
    ("codes", "outcome"),
    [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([0, NOTHING_TO_RUN], 0), ([NOTHING_TO_RUN, 0], 1)],
)
def test_one_failing_run_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, codes: list[int], outcome: int
) -> None:
    monkeypatch.setattr(command, "run_tests", lambda _runs: codes)
    assert CliRunner().invoke(main, ["test", str(tmp_path)]).exit_code == outcome


def test_what_runs_once_runs_on_the_first_postgres_only() -> None:
    assert selection([], slow=True, everything=False, is_first=False)[-1] == "slow and not once"
    assert selection([], slow=False, everything=True, is_first=False)[-1] == "not once"
    assert "not slow" in selection([], slow=False, everything=False)


def test_as_many_processes_as_have_work(tmp_path: Path) -> None:
    def processes(*names: str) -> str:
        arguments = selection([str(tmp_path / name) for name in names], slow=False, everything=True)
        return arguments[0].removeprefix("--numprocesses=")

    assert [processes("a"), processes("a", "b"), processes(*"abcd")] == ["0", "2", "3"]
    assert [processes(), processes(".")] == ["3", "3"]


def test_runs_go_side_by_side_and_print_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # Each waits for the file that the other makes: in turn, neither would end.
    script = "import pathlib, sys, time\nmine, other, code = sys.argv[1:]\n"
    script += "pathlib.Path(mine).touch()\n"
    script += "while not pathlib.Path(other).exists(): time.sleep(0.01)\n"
    script += "print('from', pathlib.Path(mine).name)\nsys.exit(int(code))\n"

    def start(run: Run, output: IO[bytes] | None) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", script, *run.arguments]
        return subprocess.Popen(command, stdout=output)

    monkeypatch.setattr(Run, "start", start)
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    runs = [Run(Engine("A", None), (one, two, "0")), Run(Engine("B", None), (two, one, "3"))]
    assert run_tests(runs) == [0, 3]
    assert capfd.readouterr().out == "from one\nfrom two\n"


@pytest.mark.parametrize("moment", [0, 1])
def test_a_signal_while_a_run_starts_stops_all(
    monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(_run: Run, output: IO[bytes] | None) -> "subprocess.Popen[bytes]":
        endless = ["sleep", "infinity"]
        started.append(subprocess.Popen(endless, stdout=output, start_new_session=True))
        if len(started) == moment + 1:
            os.kill(os.getpid(), signal.SIGINT)
        return started[-1]

    monkeypatch.setattr(Run, "start", start)
    with pytest.raises(SystemExit, match="130"):
        run_tests([Run(Engine(name, None), ()) for name in "AB"])
    assert len(started) == moment + 1
    # Also one whose Python is still starting: it takes Ctrl-C for an error of its own then.
    assert {child.returncode for child in started} == {-signal.SIGTERM}


def test_an_error_of_the_command_leaves_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(_run: Run, output: IO[bytes] | None) -> "subprocess.Popen[bytes]":
        if started:
            raise OSError("no more processes")
        endless = ["sleep", "infinity"]
        started.append(subprocess.Popen(endless, stdout=output, start_new_session=True))
        return started[-1]

    monkeypatch.setattr(Run, "start", start)
    with pytest.raises(OSError, match="no more processes"):
        run_tests([Run(Engine(name, None), ()) for name in "AB"])
    assert started[0].returncode not in {0, None}


def test_a_path_runs_through_pytest_with_its_summary(capfd: pytest.CaptureFixture[str]) -> None:
    path = paths.ROOT / "tests/functions/core/common/setting.sql"
    done = CliRunner().invoke(main, ["test", str(path), "--postgres", "18"])
    assert done.exit_code == 0
    assert "1 passed" in capfd.readouterr().out


@pytest.fixture
def slow_run(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run of one test that does not end, in the midst of it.

    Its caller ignores Ctrl-C, as a shell lets what it starts in the background do.
    """
    test = paths.ROOT / "tests" / "glue" / "never_ending.py"
    started = tmp_path / "started"
    run = subprocess.Popen(
        [
            *("sh", "-c", "trap '' INT; exec \"$@\"", "sh"),
            *(sys.executable, "-c", "from glue.cli import main; main()"),
            *("test", str(test), "--postgres", "18"),
        ],
        cwd=paths.ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path), "ROWHOUSE_STARTED": str(started)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert wait_until(lambda: started.exists() or run.poll() is not None, 120)
        assert run.poll() is None, run.communicate()[0]
        yield run
    finally:
        run.kill()
        run.wait()


def living_in(folder: Path) -> list[int]:
    """Return the processes that a run in this folder started."""
    found = []
    for process in psutil.process_iter(["cwd", "cmdline"]):
        words = " ".join([process.info["cwd"] or "", *(process.info["cmdline"] or ())])
        if str(folder) in words and process.pid != os.getpid():
            found.append(process.pid)
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_leaves_nothing(
    slow_run: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    assert living_in(tmp_path / "rowhouse-tests-")
    slow_run.send_signal(number)
    slow_run.send_signal(number)
    out, _ = slow_run.communicate(timeout=120)
    assert slow_run.returncode == 130, out
    assert list(tmp_path.glob("rowhouse-tests-*")) == []
    assert living_in(tmp_path / "rowhouse-tests-") == []


def test_what_a_killed_run_left_is_cleared_by_the_next(
    slow_run: subprocess.Popen[str], tmp_path: Path
) -> None:
    for process in [*psutil.Process(slow_run.pid).children(), psutil.Process(slow_run.pid)]:
        process.kill()
        process.wait(20)
    assert living_in(tmp_path / "rowhouse-tests-")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/functions/core/common/excerpt.sql"],
        cwd=paths.ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert wait_until(lambda: not living_in(tmp_path / "rowhouse-tests-"), 60)
    assert list(tmp_path.glob("rowhouse-tests-*")) == []


def test_a_project_without_a_test_starts_no_server(tmp_path: Path) -> None:
    root = make_roots(tmp_path / "support")
    done = run_in(root, "-m", "glue", "test")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("this project has no test yet: `rowhouse new`")
    write(root, "tests/support/library/helper.sql", "select 1;\n")
    assert run_in(root, "-m", "glue", "test").returncode == 0
    write(root, "tests/seeds/library/topic_rules.sql", "select 1;\n")
    asked = run_in(root, "-c", "from glue.project_tests import has_none; print(has_none())")
    assert asked.stdout == "False\n"
