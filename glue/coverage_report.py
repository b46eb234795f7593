"""How much of the Python and the SQL a test run has executed: printed, and held to a bar."""

import contextlib
import fcntl
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from glue import paths
from glue.errors import ConfigError

PYTHON_BAR = 90
SQL_BAR = 95
FOLDER = paths.HOME / "coverage"
WORST = 15


@dataclass(frozen=True, slots=True)
class SqlCoverage:
    """The statements of each PL/pgSQL function, and the functions that no test calls.

    `statements` holds the line of each, and whether it was executed.
    """

    statements: dict[str, list[tuple[int, bool]]]
    uncalled: list[str]

    @property
    def percent(self) -> float:
        """The share of statements that were executed."""
        executed = [ran for lines in self.statements.values() for _, ran in lines]
        return 100 * sum(executed) / max(1, len(executed))

    def uncovered(self) -> Iterator[tuple[str, list[int]]]:
        """Yield each function with its lines that were not executed, the worst first."""
        missed = {
            name: [line for line, ran in lines if not ran]
            for name, lines in self.statements.items()
        }
        for name in sorted(missed, key=lambda name: (-len(missed[name]), name)):
            if missed[name]:
                yield name, sorted(set(missed[name]))


@contextlib.contextmanager
def measuring() -> Iterator[None]:
    """Empty the folder of coverage and have it alone; refuse a second run that measures."""
    lock = FOLDER.with_suffix(".lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise ConfigError(
                f"another run measures coverage into {FOLDER}", "Repeat when it has ended."
            ) from exc
        shutil.rmtree(FOLDER, ignore_errors=True)
        yield


def read_profiles(files: Iterable[Path]) -> SqlCoverage:
    """Merge the profiles of the processes of a run: what one has executed is executed."""
    statements: dict[tuple[str, int, int], bool] = {}
    functions: dict[str, bool] = {}
    for file in files:
        profile = json.loads(file.read_text())
        for name, line, number, ran in profile["statements"]:
            key = (name, line, number)
            statements[key] = statements.get(key, False) or ran
        for name, ran in profile["functions"]:
            functions[name] = functions.get(name, False) or ran
    by_function: dict[str, list[tuple[int, bool]]] = {}
    for (name, line, _), ran in statements.items():
        by_function.setdefault(name, []).append((line, ran))
    # Postgres does not count a call that ends in an error.
    called = {name for name, ran in functions.items() if ran}
    called |= {name for (name, _, _), ran in statements.items() if ran}
    return SqlCoverage(by_function, sorted(functions.keys() - called))


def report_sql(found: SqlCoverage) -> bool:
    """Print the figures of SQL; return whether they reach the bar."""
    count = sum(len(lines) for lines in found.statements.values())
    click.echo(
        f"SQL: {found.percent:.1f} % of {count} statements in {len(found.statements)}"
        f" PL/pgSQL functions, the bar is {SQL_BAR} %"
    )
    is_reached = found.percent >= SQL_BAR
    for name, lines in list(found.uncovered())[: None if not is_reached else WORST]:
        click.echo(f"  {name}: lines {', '.join(map(str, lines))} of the body")
    for name in found.uncalled:
        click.echo(f"  {name}: no test calls it")
    return is_reached and not found.uncalled


def report_python(data_files: Iterable[Path]) -> bool:
    """Print the figures of Python; return whether they reach the bar."""
    everything = FOLDER / "python"
    _coverage("combine", "--keep", "--quiet", *map(str, data_files), into=everything)
    bar = f"--fail-under={PYTHON_BAR}"
    return _coverage("report", "--skip-covered", "--sort=cover", bar, into=everything) == 0


def _coverage(command: str, *arguments: str, into: Path) -> int:
    """Run coverage.py, which is installed where tests run only."""
    config = f"--rcfile={paths.ROOT / 'pyproject.toml'}"
    words = [sys.executable, "-m", "coverage", command, config, f"--data-file={into}", *arguments]
    return subprocess.run(words, cwd=paths.ROOT, check=False).returncode
