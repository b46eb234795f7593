"""rowhouse test: the suite through pytest, once per Postgres at hand."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import IO

import click

from glue import coverage_report, paths
from glue.cli_options import say
from glue.errors import INTERRUPTED, ConfigError
from glue.project_tests import bench_arguments, bench_variables, has_none
from glue.schema.modules import Modules, read_modules, require_chosen
from glue.schema.sources import REPEATABLE, without_area

WORKERS = 3
"""Processes for each Postgres: more than two cores have, as tests also wait."""

NOTHING_TO_RUN = 5
"""Pytest's exit code where every test is deselected: all that was asked for runs once."""
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEBIAN = Path("/usr/lib/postgresql")
PROFILES = "ROWHOUSE_PROFILES"
"""The folder into which a run writes which statements of SQL it has executed."""
NOT_FOR_TESTS = {"ROWHOUSE_PG_BIN", "PYTHONDONTWRITEBYTECODE", PROFILES}


@dataclass(frozen=True, slots=True)
class Engine:
    """A Postgres to test on; `bin` is None for the embedded one."""

    name: str
    bin: Path | None
    is_expected: bool = True
    """Whether a run without it says so."""

    @property
    def is_there(self) -> bool:
        """Whether its server can be started."""
        return self.bin is None or (self.bin / "postgres").exists()

    @property
    def has_profiler(self) -> bool:
        """Whether its server can count the statements of PL/pgSQL that are executed."""
        return self.bin is not None and (self.bin.parent / "lib" / "plpgsql_check.so").exists()

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """Return the environment in which tests start this server.

        A run within a measured run is not measured: its engine may have no profiler. Python
        keeps what it has compiled: tests start several hundred commands.
        """
        kept = {key: base[key] for key in base.keys() - NOT_FOR_TESTS}
        return kept if self.bin is None else {**kept, "ROWHOUSE_PG_BIN": str(self.bin)}


ENGINES = {
    "18": Engine("the embedded Postgres 18", None),
    "15": Engine("Debian's Postgres 15", DEBIAN / "15" / "bin"),
    "16": Engine("Debian's Postgres 16", DEBIAN / "16" / "bin", is_expected=False),
    "17": Engine("Debian's Postgres 17", DEBIAN / "17" / "bin", is_expected=False),
}


def chosen_engines(major: str | None) -> list[Engine]:
    """Return the engines to test on; say which one is left out, and why."""
    if major is not None:
        engine = ENGINES[major]
        if not engine.is_there:
            raise ConfigError(
                f"{engine.name} is not installed: there is no {engine.bin}/postgres",
                f"Run `apt-get install postgresql-{major} postgresql-{major}-pgtap "
                f"postgresql-{major}-plpgsql-check`.",
            )
        return [engine]
    for engine in ENGINES.values():
        if engine.is_expected and not engine.is_there:
            click.echo(f"skipped: {engine.name}: there is no {engine.bin}/postgres", err=True)
    return [engine for engine in ENGINES.values() if engine.is_there]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of pytest: on which Postgres, with which arguments."""

    engine: Engine
    arguments: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)

    def start(self, output: IO[bytes] | None) -> "subprocess.Popen[bytes]":
        """Start pytest in a session of its own, so that only this command interrupts it."""
        return subprocess.Popen(
            [sys.executable, "-m", "pytest", "--quiet", *bench_arguments(), *self.arguments],
            cwd=paths.ROOT,
            env={**self.engine.environment(os.environ), **bench_variables(), **self.variables},
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
        )


def run_tests(runs: Sequence[Run]) -> list[int]:
    """Run pytest on several engines at once; return the exit codes.

    The first run prints as it goes; the output of each other one follows as a block. The
    first signal that would end this command interrupts every pytest, later ones do nothing
    more: pytest stops its servers, removes its folders, and is waited for. A pytest that was
    starting is interrupted once it has started; no further one starts. An error of this
    command itself interrupts them, too.

    They get a SIGTERM: it ends a Python that is still starting, which may lose the exception
    that Ctrl-C raises in it. Later, pytest takes both alike.
    """
    interrupted = threading.Event()
    children: list[subprocess.Popen[bytes]] = []
    uninterrupted: list[subprocess.Popen[bytes]] = []

    def interrupt() -> None:
        while uninterrupted:
            uninterrupted.pop().send_signal(signal.SIGTERM)

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        if not interrupted.is_set():
            click.echo("stopping the tests and their servers", err=True)
        interrupted.set()
        interrupt()

    before = {number: signal.signal(number, pass_on) for number in ENDING}
    try:
        with contextlib.ExitStack() as stack:
            outputs = [stack.enter_context(tempfile.TemporaryFile()) for _ in runs[1:]]
            for run, output in zip(runs, [None, *outputs], strict=True):
                if interrupted.is_set():
                    break
                click.echo(f"== {run.engine.name}{' (output follows)' if output else ''}", err=True)
                child = run.start(output)
                stack.callback(_end, child)
                children.append(child)
                uninterrupted.append(child)
                if interrupted.is_set():
                    interrupt()
            codes = _await_all(runs, children, outputs)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if interrupted.is_set():
        raise SystemExit(INTERRUPTED)
    return codes


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Interrupt a pytest that still runs, and wait until it has cleared what it started."""
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
    child.wait()


def _await_all(
    runs: Sequence[Run],
    children: Sequence["subprocess.Popen[bytes]"],
    outputs: Sequence[IO[bytes]],
) -> list[int]:
    """Wait for the runs in their order and print the output that was held back."""
    codes = [child.wait() for child in children[:1]]
    # After a signal there may be fewer children than runs.
    for run, child, output in zip(runs[1:], children[1:], outputs, strict=False):
        codes.append(child.wait())
        click.echo(f"== {run.engine.name}", err=True)
        output.seek(0)
        click.echo(output.read().decode(errors="replace"), nl=False)
    return codes


def selection(
    test_paths: Sequence[str], *, slow: bool, everything: bool, is_first: bool = True
) -> list[str]:
    """Return pytest's arguments for what was asked; what runs `once` is left to the first run."""
    marks = [] if everything else ["slow" if slow else "not slow"]
    if not is_first:
        marks.append("not once")
    marker = ["-m", " and ".join(marks)] if marks else []
    workers = (
        f"--numprocesses={_workers(test_paths)}",
        "--dist=loadfile",
        "--no-loadscope-reorder",
    )
    return [*workers, *marker, *test_paths]


def _workers(test_paths: Sequence[str]) -> int:
    """Return how many processes have work: a file is one's; a single file needs no other one."""
    if not test_paths or any(Path(path).is_dir() for path in test_paths):
        return WORKERS
    return 0 if len(test_paths) == 1 else min(WORKERS, len(test_paths))


def refuse_unchosen(test_paths: Sequence[str]) -> None:
    """Refuse paths that are all of modules which this checkout does not take; name others."""
    modules = read_modules()
    found = {path: _module_of(Path(path), modules) for path in test_paths}
    left_out = {path: name for path, name in found.items() if name not in {*modules.chosen, None}}
    for path, name in left_out.items():
        if name is not None and len(left_out) == len(found):
            require_chosen(name, path)
        click.echo(f"left out: {path}: the module {name} is not chosen", err=True)


def _module_of(path: Path, modules: Modules) -> str | None:
    """Return the module of a pgTAP file, or of a folder of them; None where there is no one."""
    tests = paths.ROOT / "tests"
    parts = path.relative_to(tests).parts if path.is_relative_to(tests) else ()
    if len(parts) < len(("kind", "module")) or parts[0] not in REPEATABLE:
        return None
    if path.is_dir():
        return parts[1] if parts[1] in modules.needs else None
    return modules.of(without_area("/".join(parts)))


def measured(run: Run) -> Run:
    """Return the run so that it measures what it executes, into the folder of coverage."""
    name = run.engine.name.rpartition(" ")[2]
    variables = {"COVERAGE_FILE": str(coverage_report.FOLDER / f"python-{name}")}
    if run.engine.has_profiler:
        profiles = coverage_report.FOLDER / f"sql-{name}"
        profiles.mkdir(parents=True)
        variables[PROFILES] = str(profiles)
    arguments = ["--cov=glue", "--cov-report=", *run.arguments]
    return replace(run, arguments=arguments, variables=variables)


def report_coverage() -> bool:
    """Print what the runs have measured; return whether it reaches the bars."""
    folder = coverage_report.FOLDER
    profiles = sorted(folder.glob("sql-*/*.json"))
    if not profiles:
        raise ConfigError(
            "no Postgres here offers plpgsql_check, so that SQL was not measured",
            "Run `apt-get install postgresql-15-plpgsql-check`.",
        )
    is_python_covered = coverage_report.report_python(sorted(folder.glob("python-*")))
    is_sql_covered = coverage_report.report_sql(coverage_report.read_profiles(profiles))
    return is_python_covered and is_sql_covered


@click.command("test")
@click.argument("test_paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True))
@click.option("--postgres", "major", type=click.Choice(list(ENGINES)), help="On this one only.")
@click.option("--slow", is_flag=True, help="The long proofs instead of the rest.")
@click.option("--all", "everything", is_flag=True, help="The long proofs too.")
@click.option("--coverage", is_flag=True, help="Measure it, and fail below the bars.")
def test_command(
    *,
    test_paths: tuple[str, ...],
    major: str | None,
    slow: bool,
    everything: bool,
    coverage: bool,
) -> None:
    r"""Run the pgTAP and Python tests, on every Postgres that is installed.

    The runs go side by side. Each starts a server of its own and leaves nothing behind; a
    test that is marked `once` runs on the first Postgres only. The exit code is the worst of
    the runs; a Postgres that is not installed is named and skipped. With `--coverage`, it is
    also 1 if too little of the Python or the SQL was executed, or a function was not called.

    \b
    Example:
        rowhouse test tests/functions/core --postgres 18
    """
    if slow and everything:
        raise click.UsageError("--slow and --all exclude each other")
    chosen = [str(Path(p).resolve()) for p in test_paths]
    refuse_unchosen(chosen)
    if has_none():
        say("this project has no test yet: `rowhouse new` writes some with what it makes")
        return
    engines = chosen_engines(major)
    if coverage:
        # What runs `once` runs where SQL is profiled.
        engines.sort(key=lambda engine: not engine.has_profiler)
    runs = [
        Run(engine, selection(chosen, slow=slow, everything=everything, is_first=place == 0))
        for place, engine in enumerate(engines)
    ]
    with coverage_report.measuring() if coverage else contextlib.nullcontext():
        first, *others = run_tests([measured(run) for run in runs] if coverage else runs)
        is_covered = report_coverage() if coverage else True
    if first or any(code not in {0, NOTHING_TO_RUN} for code in others) or not is_covered:
        raise SystemExit(1)
