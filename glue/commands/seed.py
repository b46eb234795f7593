"""rowhouse seed: reference and demo data from installed packages."""

from dataclasses import asdict

import click

from glue.cli_options import json_option, print_table, url_option
from glue.errors import ConfigError
from glue.load.demo import seed_demo, seed_psgc
from glue.load.demo_concerts import seed_concerts
from glue.load.demo_suppliers import seed_suppliers
from glue.load.seeded import Seeded
from glue.schema.modules import require_chosen

DATASETS = ("demo", "psgc", "suppliers", "concerts")


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
    require_chosen("master", "the geography")
    return seed_psgc(url)


@click.command("seed")
@click.argument("dataset", type=click.Choice(DATASETS))
@click.option("--rows", type=click.IntRange(min=1), help="Only the first N transaction lines.")
@url_option
@json_option
def seed_command(*, dataset: str, rows: int | None, url: str, as_json: bool) -> None:
    r"""Load DATASET: demo (transactions, products, map), psgc (the map), suppliers, concerts.

    Where commerce is chosen, the demo fills it too: products, stores as locations, and
    the stock that the last 13 weeks of sales imply. suppliers: 5 projects and their 8,000
    tasks around today. concerts: 30 artists, their songs, and 60 shows around today with
    setlists and votes. A data set that is in stays as it is.

    \b
    Examples:
        rowhouse seed demo
        rowhouse seed demo --rows 20000
        rowhouse seed psgc
        rowhouse seed suppliers
        rowhouse seed concerts
    """
    print_table([asdict(seed(url, dataset, rows))], as_json=as_json)
