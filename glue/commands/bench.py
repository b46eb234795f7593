"""rowhouse bench: measure, beside a floor in the same run; compare two measurements."""

import inspect
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from glue.bench.comparing import Verdict, compare, read_runs
from glue.bench.figures import Figure
from glue.bench.rounds import measure_all
from glue.bench.suites import IN_PLACE, IN_SCRATCH, SUITES, chosen_suites, run
from glue.cli_options import json_option, print_table, url_option
from glue.commands.bench_peers import peers_command
from glue.commands.bench_report import (
    figures_option,
    report,
    scale_option,
    table_option,
    write_whole,
)


@click.group("bench")
def bench_command() -> None:
    r"""Measure a suite, or all of them, beside a floor in the same run.

    A suite ends with 1 if a bar is missed. docs/bench.md says what each measures.

    \b
    Examples:
        rowhouse bench rpcs
        rowhouse bench filters --json filters.json
        rowhouse bench all --file monday.json
        rowhouse bench compare monday.json friday.json
    """


def bench(url: str, suites: Sequence[str], *, scale: float = 1.0) -> list[Figure]:
    """Run these suites, telling on a terminal what is being measured."""
    with Console(stderr=True).status("measuring") as status:
        return [figure for suite in suites for figure in run(suite, url, scale, status.update)]


def _suite_command(suite: str) -> click.Command:
    """Return the command of a suite; its help is the docstring of its module."""

    @click.command(suite, help=_help_of(suite))
    @scale_option
    @figures_option
    @table_option
    @url_option
    def command(*, scale: float, file: Path | None, is_page: bool, url: str) -> None:
        report(bench(url, chosen_suites(suite), scale=scale), file, is_page=is_page)

    return command


def _help_of(suite: str) -> str:
    module = inspect.getmodule({**IN_PLACE, **IN_SCRATCH}[suite])
    words = inspect.getdoc(module) or ""
    _, _, told = words.partition(": ")
    return f"{told[0].upper()}{told[1:]}\n\n\b\nExample:\n    rowhouse bench {suite} --scale 0.1"


for _suite in SUITES:
    bench_command.add_command(_suite_command(_suite))
bench_command.add_command(peers_command)


@bench_command.command("all")
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where the figures of every run go, as JSON.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How often each suite is run; `bench compare` needs 3.",
)
@scale_option
@url_option
def all_command(*, file: Path, runs: int, scale: float, url: str) -> None:
    r"""Run every suite several times; write one file: the machine, the commit, each run.

    Round by round: a busy hour of the machine meets every suite. A suite that can not run
    here is named, with the reason. Exit 1 if a bar is missed in more than half of the runs.

    \b
    Example:
        rowhouse bench all --file monday.json
    """
    with Console(stderr=True).status("measuring") as status:
        found = measure_all(url, chosen_suites(None), scale, runs, status.update)
    write_whole(file, json.dumps(found, indent=1) + "\n")
    for suite, reason in found["left_out"].items():
        click.echo(f"{suite} was left out: {reason}", err=True)
    missed = [figure for figure in found["figures"] if not figure["ok"]]
    print_table(
        [{k: f[k] for k in ("suite", "name", "unit", "bar")} for f in missed], as_json=False
    )
    if missed:
        click.get_current_context().exit(1)


@bench_command.command("compare")
@click.argument("before", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def compare_command(*, before: Path, after: Path, as_json: bool) -> None:
    r"""Tell what is slower in AFTER than in BEFORE, beyond noise; exit 1 if something is.

    Both are files of `bench all`. Median and p95 of a figure are each the median of its runs.
    The noise is the wider range of its runs, of both files, and at least 10 % of BEFORE: a
    change beyond it counts. Figures that one file lacks are named.

    \b
    Example:
        rowhouse bench compare monday.json friday.json
    """
    one, other = read_runs(before), read_runs(after)
    if one["machine"] != other["machine"]:
        click.echo("the machines differ: what changed may be the machine", err=True)
    verdicts = compare(one, other)
    shown = verdicts if as_json else [v for v in verdicts if v.verdict != "same"]
    print_table([asdict(verdict) for verdict in shown], as_json=as_json)
    if not as_json and not shown:
        click.echo(f"no change beyond noise in {len(verdicts)} figures", err=True)
    if any(_is_worse(verdict) for verdict in verdicts):
        click.get_current_context().exit(1)


def _is_worse(verdict: Verdict) -> bool:
    return verdict.verdict == "slower"
