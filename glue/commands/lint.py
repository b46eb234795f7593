"""rowhouse lint: what a reader should not have to check."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import psycopg
from psycopg.rows import DictRow

from glue import paths
from glue.cli_options import json_option
from glue.errors import ConfigError, RowhouseError
from glue.lint import Finding, _citus, check_catalog, check_sources
from glue.lint._catalog import built_database
from glue.lint._tree import Tree
from glue.migrate.history import read_frozen
from glue.reference.pages import FOLDER, stale_pages, write_pages
from glue.schema.modules import read_modules

_PLACE = r"(?P<where>[^\s:]+:\d+)(?::\d+)?: (?P<message>.+)"
_TSC = r"(?P<file>[^\s(]+)\((?P<line>\d+),\d+\): (?P<message>.+)"
_GITHUB = r"::\w+ title=[^,]+,file=(?P<file>[^,]+),line=(?P<line>\d+),.*?::(?P<message>.+)"


IS_PROJECT = paths.is_project(paths.ROOT)
"""Whether the tools read the SQL of a project only; its other code has checks of its own."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A checker that is not ours: its command, and how it names a place."""

    name: str
    command: tuple[str, ...]
    pattern: str
    remedy: str


def tools(files: Sequence[str] | None = None) -> list[Tool]:
    """Return the checkers with the files that each reads: every one, or those of `files`."""
    python = _ending(files, ".py")
    sql = _sql() if files is None else [f for f in _ending(files, ".sql") if _is_linted(f)]
    migrations = [f for f in _unfrozen_migrations() if files is None or f in files]
    found = []
    if python or (files is None and not IS_PROJECT):
        found += [
            Tool(
                "ruff",
                ("ruff", "check", "--output-format=concise", *python),
                _PLACE,
                "See `ruff rule CODE`",
            ),
            Tool(
                "ruff-format",
                ("ruff", "format", "--check", "--output-format=concise", *python),
                _PLACE,
                "Run `ruff format`",
            ),
            Tool("mypy", ("mypy", "--strict", *python), _PLACE, "Give it a type"),
        ]
    if _ending(files, ".ts", ".tsx") or (files is None and not IS_PROJECT):
        tsc = str(paths.NODE_MODULES / ".bin" / "tsc")
        command = (tsc, "--noEmit", "--project", "supabase/client")
        found.append(Tool("tsc", command, _TSC, "Give it a type"))
    if sql:
        sqlfluff = ("sqlfluff", "lint", "--processes=2", "--format=github-annotation-native", *sql)
        remedy = "Run `sqlfluff fix`, or edit the template if the file is rendered"
        found.append(Tool("sqlfluff", sqlfluff, _GITHUB, remedy))
    if migrations:
        squawk = ("squawk", "--reporter=gcc", *migrations)
        found.append(Tool("squawk", squawk, _PLACE, "See its documentation of that rule"))
    return found


def _ending(files: Sequence[str] | None, *endings: str) -> list[str]:
    return [file for file in files or () if file.endswith(endings)]


def _is_linted(file: str) -> bool:
    return any(file.startswith(f"{folder}/") for folder in _sql())


def files_in(places: Sequence[str]) -> list[str]:
    """Return the files that were named, and those in the folders that were, below the root."""
    found: list[Path] = []
    for place in map(Path, places):
        inside = place.rglob("*") if place.is_dir() else [place]
        found += (path.resolve() for path in inside if path.is_file())
    outside = [path for path in found if not path.is_relative_to(paths.ROOT)]
    if outside:
        raise ConfigError(f"{outside[0]} is not in {paths.ROOT}", "Name files of the checkout.")
    return sorted({path.relative_to(paths.ROOT).as_posix() for path in found})


def lint(
    say: Callable[[str], object] = lambda _: None, files: Sequence[str] | None = None
) -> list[Finding]:
    """Run every checker, on all files or on `files`, and every rule of ours; return findings.

    `say` hears the name of each one that has finished.
    """
    with ThreadPoolExecutor() as pool:
        running = {pool.submit(run_tool, tool): tool.name for tool in tools(files)}
        running[pool.submit(run_rules)] = "the project's rules"
        for future in as_completed(running):
            count = len(future.result())
            say(f"{running[future]}: {f'{count} findings' if count else 'ok'}")
    return [finding for future in running for finding in future.result()]


def run_tool(tool: Tool) -> list[Finding]:
    """Run one checker; a failure that names no place becomes one finding."""
    program, *arguments = tool.command
    path = Path(sys.executable).parent / program
    if not path.exists():
        raise ConfigError(f"{program} is not installed", "Run `pip install 'rowhouse[test]'`.")
    done = subprocess.run(
        [path, *arguments],
        cwd=paths.ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return []
    findings = [
        Finding(tool.name, _where(match), match["message"].rstrip("."), tool.remedy)
        for match in re.finditer(f"^{tool.pattern}$", done.stdout, re.MULTILINE)
    ]
    if findings:
        return findings
    words = (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"
    return [Finding(tool.name, ".", words, tool.remedy)]


def run_rules() -> list[Finding]:
    """Run the rules over the sources, then over a catalog made from them.

    Sources that cannot be read or built are a finding like any other.
    """
    findings: list[Finding] = []
    try:
        findings += check_sources(Tree.read(paths.ROOT))
        with built_database() as conn:
            findings += check_catalog(conn)
            findings += check_reference(conn)
    except RowhouseError as exc:
        findings.append(Finding("build", ".", str(exc), exc.remedy))
    return findings


def check_citus() -> list[Finding]:
    """Return what does not fit Citus and is not listed."""
    with built_database() as conn:
        return [
            Finding("citus", where, message, _citus.REMEDY)
            for where, message in _citus.check(conn, _citus.Plan.read())
        ]


def check_reference(conn: psycopg.Connection[DictRow]) -> list[Finding]:
    """Return the pages of the reference that are stale.

    It has all modules, or is not compared; that of a project is compared once it is written.
    """
    modules = read_modules()
    is_written = (paths.ROOT / FOLDER).is_dir()
    if not is_written if IS_PROJECT else modules.chosen != modules.needs.keys():
        return []
    return [
        Finding("reference", name, "is not what the catalog says", "Run `rowhouse docs`")
        for name in stale_pages(write_pages(conn))
    ]


def _where(match: re.Match[str]) -> str:
    parts = match.groupdict()
    return parts.get("where") or f"{parts['file']}:{parts['line']}"


def _sql() -> list[str]:
    """Return folders of plain SQL; templates are read as what they render to.

    What is exported for Supabase repeats these files, and is left out.
    """
    folders = ["functions", "triggers", "policies", "sql", "migrations", "tests"]
    if not IS_PROJECT:
        folders.append(paths.STAND_IN.relative_to(paths.ROOT).as_posix())
    return [folder for folder in folders if any((paths.ROOT / folder).rglob("*.sql"))]


def _unfrozen_migrations() -> list[str]:
    """Return the migrations that may still be edited.

    Rollbacks are left out: dropping what the migration made is their purpose.
    """
    frozen = read_frozen()
    return [
        path.relative_to(paths.ROOT).as_posix()
        for path in sorted(paths.MIGRATIONS.glob("*.sql"))
        if path.name not in frozen and not path.name.endswith(".rollback.sql")
    ]


@click.command("lint")
@click.argument("places", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True))
@click.option("--citus", is_flag=True, help="Only whether the tables fit Citus.")
@json_option
def lint_command(places: tuple[str, ...], *, citus: bool, as_json: bool) -> None:
    r"""Check style, types and the rules of this project; exit 1 if anything is found.

    Runs ruff, mypy, tsc, sqlfluff, squawk (on migrations that are not frozen), then our own
    rules over the sources and over a database made from them. With paths, the tools read
    these files only; our own rules concern the whole checkout. In a project the tools read
    its SQL, and the rules concern its sources beside those that ship.

    With --citus, the catalog is compared with deploy/citus/tables.toml: which table would be
    spread by which column, and what of it does not fit (docs/citus.md).

    \b
    Example:
        rowhouse lint
        rowhouse lint functions/reading tests/functions/reading
        rowhouse lint --citus
    """
    if citus and places:
        raise ConfigError("--citus reads the catalog, not files", "Leave the paths out.")
    files = files_in(places) if places else None
    findings = (
        check_citus() if citus else lint(say=lambda words: click.echo(words, err=True), files=files)
    )
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "nothing found", err=True)
    if findings:
        raise SystemExit(1)
