"""rowhouse lint: what a reader should not have to check."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from glue import paths
from glue.cli_options import json_option
from glue.errors import RowhouseError
from glue.lint import Finding, check_catalog, check_sources
from glue.lint._catalog import built_database
from glue.lint._tree import Tree
from glue.migrate.history import read_frozen

_PLACE = r"(?P<where>[^\s:]+:\d+)(?::\d+)?: (?P<message>.+)"
_TSC = r"(?P<file>[^\s(]+)\((?P<line>\d+),\d+\): (?P<message>.+)"
_GITHUB = r"::\w+ title=[^,]+,file=(?P<file>[^,]+),line=(?P<line>\d+),.*?::(?P<message>.+)"


@dataclass(frozen=True, slots=True)
class Tool:
    """A checker that is not ours: its command, and how it names a place."""

    name: str
    command: tuple[str, ...]
    pattern: str
    remedy: str


def tools() -> list[Tool]:
    """Return the checkers with the files that each reads."""
    found = [
        Tool("ruff", ("ruff", "check", "--output-format=concise"), _PLACE, "See `ruff rule CODE`"),
        Tool(
            "ruff-format",
            ("ruff", "format", "--check", "--output-format=concise"),
            _PLACE,
            "Run `ruff format`",
        ),
        Tool("mypy", ("mypy", "--strict"), _PLACE, "Give it a type"),
        Tool(
            "tsc",
            (str(paths.NODE_MODULES / ".bin" / "tsc"), "--noEmit", "--project", "supabase/client"),
            _TSC,
            "Give it a type",
        ),
        Tool(
            "sqlfluff",
            ("sqlfluff", "lint", "--processes=2", "--format=github-annotation-native", *_sql()),
            _GITHUB,
            "Run `sqlfluff fix`, or edit the template if the file is rendered",
        ),
    ]
    migrations = _unfrozen_migrations()
    if migrations:
        squawk = ("squawk", "--reporter=gcc", *migrations)
        found.append(Tool("squawk", squawk, _PLACE, "See its documentation of that rule"))
    return found


def lint(say: Callable[[str], object] = lambda _: None) -> list[Finding]:
    """Run every checker and every rule of ours; return what they found.

    `say` hears the name of each one that has finished.
    """
    with ThreadPoolExecutor() as pool:
        running = {pool.submit(run_tool, tool): tool.name for tool in tools()}
        running[pool.submit(run_rules)] = "the project's rules"
        for future in as_completed(running):
            count = len(future.result())
            say(f"{running[future]}: {f'{count} findings' if count else 'ok'}")
    return [finding for future in running for finding in future.result()]


def run_tool(tool: Tool) -> list[Finding]:
    """Run one checker; a failure that names no place becomes one finding."""
    program, *arguments = tool.command
    done = subprocess.run(
        [Path(sys.executable).parent / program, *arguments],
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
    except RowhouseError as exc:
        findings.append(Finding("build", ".", str(exc), exc.remedy))
    return findings


def _where(match: re.Match[str]) -> str:
    parts = match.groupdict()
    return parts.get("where") or f"{parts['file']}:{parts['line']}"


def _sql() -> list[str]:
    """Return folders of plain SQL; templates are read as what they render to.

    What is exported for Supabase repeats these files, and is left out.
    """
    stand_in = paths.STAND_IN.relative_to(paths.ROOT).as_posix()
    folders = ("functions", "triggers", "policies", "sql", "migrations", stand_in, "tests")
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
@json_option
def lint_command(*, as_json: bool) -> None:
    r"""Check style, types and the rules of this project; exit 1 if anything is found.

    Runs ruff, mypy, tsc, sqlfluff, squawk (on migrations that are not frozen), then our own
    rules over the sources and over a database made from them.

    \b
    Example:
        rowhouse lint
    """
    findings = lint(say=lambda words: click.echo(words, err=True))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "nothing found", err=True)
    if findings:
        raise SystemExit(1)
