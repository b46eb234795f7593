"""rowhouse bench: measure, beside a floor in the same run."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from glue.bench import (
    audit,
    commerce,
    concerts,
    dedup,
    filters,
    filters_burst,
    filters_growth,
    filters_live,
    filters_write,
    graphql,
    jobs,
    limits,
    reading,
    relay,
    reservations,
    suppliers,
    votes,
)
from glue.bench.figures import Figure, Watch
from glue.cli_options import print_table, url_option
from glue.config import admin_url
from glue.db import database_of, with_database
from glue.errors import ConfigError, RowhouseError
from glue.schema.build import build_from_sources
from glue.schema.modules import read_modules, require_chosen
from glue.schema.scratch import scratch_database

Suite = Callable[[str, float, Watch], list[Figure]]

IN_PLACE: Mapping[str, Suite] = {
    "filters": filters.measure,
    "filters-burst": filters_burst.measure,
    "filters-live": filters_live.measure,
}
"""Suites that need the data that is there, and leave it as it was."""

IN_SCRATCH: Mapping[str, Suite] = {
    "audit": audit.measure,
    "commerce": commerce.measure,
    "concerts": concerts.measure,
    "dedup": dedup.measure,
    "filters-write": filters_write.measure,
    "graphql": graphql.measure,
    "jobs": jobs.measure,
    "limits": limits.measure,
    "reading": reading.measure,
    "relay": relay.measure,
    "reservations": reservations.measure,
    "suppliers": suppliers.measure,
    "votes": votes.measure,
}
"""Suites that write: into a database of their own, where no worker and no row is in the way."""


MODULES = {"dedup": "concerts", "graphql": "concerts", "votes": "concerts"}
"""The modules of suites whose names do not begin with them."""


def bench(url: str, suites: Sequence[str], *, scale: float = 1.0) -> list[Figure]:
    """Run these suites, telling on a terminal what is being measured."""
    with Console(stderr=True).status("measuring") as status:
        return [figure for suite in suites for figure in _run(suite, url, scale, status.update)]


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all: what was there stays until then."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(text)
        draft.replace(target)
    except OSError as exc:
        draft.unlink(missing_ok=True)
        raise RowhouseError(f"{path} cannot be written: {exc}") from exc


def _run(suite: str, url: str, scale: float, watch: Watch) -> list[Figure]:
    if suite == filters.SUITE and scale > 1:
        return _grow(url, scale, watch)
    if suite in IN_PLACE:
        return IN_PLACE[suite](url, scale, watch)
    with scratch_database(admin_url(), url, "bench") as own:
        build_from_sources(own)
        return IN_SCRATCH[suite](own, scale, watch)


def _grow(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure `filters` with a whole number of times the demo's baskets, in a scratch database."""
    if not scale.is_integer():
        raise ConfigError(f"--scale {scale:g}: filters grows by whole numbers", "Take 2, 5 or 10.")
    with scratch_database(admin_url(), url, "bench") as own:
        build_from_sources(own)
        admin = with_database(admin_url(), database_of(own))
        return filters_growth.measure_growth(own, admin, int(scale), watch)


SUITES = sorted([*IN_PLACE, *IN_SCRATCH])


def chosen_suites(asked: str | None) -> list[str]:
    """Return the suite that is asked for, or all; one of a module only where it is chosen."""
    modules = read_modules()
    if asked is not None:
        module = _module(asked)
        if module in modules.needs:
            require_chosen(module, f"the suite {asked}")
        return [asked]
    left_out = modules.needs.keys() - modules.chosen
    return [suite for suite in SUITES if _module(suite) not in left_out]


def _module(suite: str) -> str:
    return MODULES.get(suite, suite.split("-", maxsplit=1)[0])


@click.command("bench")
@click.argument("suite", type=click.Choice(SUITES), required=False)
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

    `filters`, `filters-burst` and `filters-live` need the data that is there, and leave it as it
    was. The others measure in a scratch database on the same server, which is dropped at the end.
    `filters` with a scale above 1 measures there too: the demo, then so many times its baskets.

    \b
    Examples:
        rowhouse bench filters --json filters.json
        rowhouse bench filters --scale 5
    """
    figures = [asdict(figure) for figure in bench(url, chosen_suites(suite), scale=scale)]
    print_table(figures, as_json=False)
    if file is not None:
        _write(file, json.dumps(figures, indent=1) + "\n")
    if not all(figure["ok"] for figure in figures):
        click.get_current_context().exit(1)
