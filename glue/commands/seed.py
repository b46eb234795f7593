"""rowhouse seed: reference and demo data from installed packages."""

from dataclasses import asdict

import click

from glue.cli_options import json_option, print_table, url_option
from glue.errors import ConfigError
from glue.load.demo import seed_demo, seed_psgc
from glue.load.demo_concerts import seed_concerts
from glue.load.demo_console import seed_console
from glue.load.demo_suppliers import seed_suppliers
from glue.load.seeded import Seeded
from glue.schema.modules import require_chosen

DATASETS = ("demo", "psgc", "suppliers", "concerts", "console")


def seed(url: str, dataset: str, rows: int | None = None) -> Seeded:
    """Load a data set; one that is in already stays as it is."""
    if dataset == "demo":
        require_chosen("filters", "the demo's data")
        return seed_demo(url, rows)
    if rows is not None:
        raise ConfigError("--rows is for the demo: other data sets are taken in whole")
    if dataset == "suppliers":
        require_chosen("suppliers", "its demo")
        return seed_suppliers(url)
    if dataset == "concerts":
        require_chosen("concerts", "its demo")
        return seed_concerts(url)
    if dataset == "console":
        return seed_console(url)
    require_chosen("master", "the geography")
    return seed_psgc(url)


@click.command("seed")
@click.argument("dataset", type=click.Choice(DATASETS))
@click.option("--rows", type=click.IntRange(min=1), help="Only the first N transaction lines.")
@url_option
@json_option
def seed_command(*, dataset: str, rows: int | None, url: str, as_json: bool) -> None:
    r"""Load DATASET: demo (transactions, products, map), or one of the others.

    demo loads console too, and fills commerce where it is chosen: products, stores as
    locations, and the stock that the last 13 weeks of sales imply. psgc: the map alone.
    suppliers: 5 projects and their 8,000 tasks around today. concerts: 30 artists, their
    songs, and 60 shows around today with setlists and votes. console: a dead job and a
    scheduled one, two operations, a webhook with its deliveries, a feature flag; nothing
    is sent. A data set that is in stays as it is.

    \b
    Examples:
        rowhouse seed demo
        rowhouse seed demo --rows 20000
        rowhouse seed psgc
        rowhouse seed suppliers
        rowhouse seed concerts
        rowhouse seed console
    """
    loaded = [seed(url, dataset, rows)]
    if dataset == "demo":
        loaded.append(seed_console(url))
    print_table([asdict(one) for one in loaded], as_json=as_json)
