"""rowhouse test: the suite through pytest, once per Postgres at hand."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click

from glue import paths
from glue.errors import ConfigError

WORKERS = 2
INTERRUPTED = 130
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True)
class Engine:
    """A Postgres to test on; `bin` is None for the embedded one."""

    name: str
    bin: Path | None

    @property
    def is_there(self) -> bool:
        """Whether its server can be started."""
        return self.bin is None or (self.bin / "postgres").exists()

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """Return the environment in which tests start this server."""
        kept = {key: value for key, value in base.items() if key != "ROWHOUSE_PG_BIN"}
        return kept if self.bin is None else {**kept, "ROWHOUSE_PG_BIN": str(self.bin)}


ENGINES = {
    "18": Engine("the embedded Postgres 18", None),
    "15": Engine("Debian's Postgres 15", DEBIAN / "15" / "bin"),
}


def chosen_engines(major: str | None) -> list[Engine]:
    """Return the engines to test on; say which one is left out, and why."""
    if major is not None:
        engine = ENGINES[major]
        if not engine.is_there:
            raise ConfigError(
                f"{engine.name} is not installed: there is no {engine.bin}/postgres",
                "Run `apt-get install postgresql-15 postgresql-15-pgtap "
                "postgresql-15-plpgsql-check`.",
            )
        return [engine]
    for engine in ENGINES.values():
        if not engine.is_there:
            click.echo(f"skipped: {engine.name}: there is no {engine.bin}/postgres", err=True)
    return [engine for engine in ENGINES.values() if engine.is_there]


def run_tests(engine: Engine, arguments: Sequence[str]) -> int:
    """Run pytest on one engine, its output passed through; return its exit code.

    A signal that would end us reaches pytest once, as Ctrl-C, however often it comes; then
    pytest stops its servers and removes its folders, and is waited for.
    """
    click.echo(f"== {engine.name}", err=True)
    interrupted = threading.Event()
    child: subprocess.Popen[bytes] | None = None

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        if child is not None and not interrupted.is_set():
            click.echo("stopping the tests and their servers", err=True)
            child.send_signal(signal.SIGINT)
        interrupted.set()

    before = {number: signal.signal(number, pass_on) for number in ENDING}
    try:
        # A session of its own: the terminal's Ctrl-C comes from here alone.
        child = subprocess.Popen(
            [sys.executable, "-m", "pytest", "--quiet", *arguments],
            cwd=paths.ROOT,
            env=engine.environment(os.environ),
            start_new_session=True,
        )
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if interrupted.is_set():
        raise SystemExit(INTERRUPTED)
    return code


def selection(test_paths: Sequence[str], *, slow: bool, everything: bool) -> list[str]:
    """Return pytest's arguments for what was asked."""
    marker = [] if everything else ["-m", "slow" if slow else "not slow"]
    return [f"--numprocesses={WORKERS}", "--dist=loadfile", *marker, *test_paths]


@click.command("test")
@click.argument("test_paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True))
@click.option("--postgres", "major", type=click.Choice(list(ENGINES)), help="On this one only.")
@click.option("--slow", is_flag=True, help="The long proofs instead of the rest.")
@click.option("--all", "everything", is_flag=True, help="The long proofs too.")
def test_command(
    *, test_paths: tuple[str, ...], major: str | None, slow: bool, everything: bool
) -> None:
    r"""Run the pgTAP and Python tests, on every Postgres that is installed.

    Each run starts a server of its own and leaves nothing behind. The exit code is the
    worst of the runs; a Postgres that is not installed is named and skipped.

    \b
    Example:
        rowhouse test tests/functions/core --postgres 18
    """
    if slow and everything:
        raise click.UsageError("--slow and --all exclude each other")
    arguments = selection(
        [str(Path(p).resolve()) for p in test_paths], slow=slow, everything=everything
    )
    codes = [run_tests(engine, arguments) for engine in chosen_engines(major)]
    if any(codes):
        raise SystemExit(1)
