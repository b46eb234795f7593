"""rowhouse bench: measure, beside a floor in the same run."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from glue.bench import audit, filters, jobs
from glue.bench.figures import Figure, Watch
from glue.options import print_table, url_option

SUITES: Mapping[str, Callable[[str, float, Watch], list[Figure]]] = {
    "audit": audit.measure,
    "filters": filters.measure,
    "jobs": jobs.measure,
}


def bench(url: str, suites: Sequence[str], *, scale: float = 1.0) -> list[Figure]:
    """Run these suites, telling on a terminal what is being measured."""
    console = Console(stderr=True)
    with console.status("measuring") as status:
        return [figure for suite in suites for figure in SUITES[suite](url, scale, status.update)]


@click.command("bench")
@click.argument("suite", type=click.Choice(sorted(SUITES)), required=False)
@click.option(
    "--scale",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="How long to measure: 1 is what the figures in docs/ took.",
)
@click.option(
    "--json",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the figures to FILE, as a JSON list.",
)
@url_option
def bench_command(*, suite: str | None, scale: float, file: Path | None, url: str) -> None:
    r"""Measure SUITE, or all of them; exit 1 if a bar is missed.

    \b
    Example:
        rowhouse bench filters --json filters.json
    """
    figures = [
        asdict(figure) for figure in bench(url, [suite] if suite else [*SUITES], scale=scale)
    ]
    print_table(figures, as_json=False)
    if file is not None:
        file.write_text(json.dumps(figures, indent=1) + "\n")
    if not all(figure["ok"] for figure in figures):
        click.get_current_context().exit(1)
