"""rowhouse sync: reconcile with systems outside, and how far that is."""

from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from glue.cli_options import json_option, print_table, url_option
from glue.config import settings
from glue.db import connect
from glue.errors import ConfigError
from glue.sync.client import Client
from glue.sync.reconcile import Counts, read_rules, reconcile

source_argument = click.argument("source", type=click.Choice(["pms"]))


@click.group("sync")
def sync_command() -> None:
    r"""Synchronise with systems outside.

    \b
    Example:
        rowhouse sync run pms --dry-run
    """


def open_client(url: str) -> Client:
    """Return a client of the PMS that the environment names."""
    given = settings()
    if not given.pms_url:
        raise ConfigError("PMS_URL is not set", "Set PMS_URL and PMS_TOKEN.")
    return Client(given.pms_url, given.pms_token, read_rules(url))


@sync_command.command("run")
@source_argument
@click.option("--full", is_flag=True, help="Fetch every page, whatever the digests say.")
@click.option("--dry-run", is_flag=True, help="Compare and count; keep and send nothing.")
@json_option
@url_option
def run_command(*, source: str, full: bool, dry_run: bool, as_json: bool, url: str) -> None:
    r"""Compare all records with SOURCE; merge and send what differs.

    Ctrl-C loses nothing: the next run does what is left. Exit 1 when a record is
    refused or the source does not answer.

    \b
    Example:
        rowhouse sync run pms --full
    """
    console = Console(stderr=True)
    with (
        open_client(url) as client,
        Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        ) as progress,
    ):
        bar = progress.add_task("", total=None)

        def watch(step: str, counts: Counts) -> None:
            words = f"{step}: {counts.pages} pages, {counts.fetched} fetched, {counts.pushed} sent"
            progress.update(bar, description=words)

        counts = reconcile(url, source, client, full=full, dry_run=dry_run, watch=watch)
    print_table([asdict(counts)], as_json=as_json)


@sync_command.command("status")
@json_option
@url_option
def status_command(*, as_json: bool, url: str) -> None:
    r"""Show last success, lag, records, open conflicts and next run of each source.

    \b
    Example:
        rowhouse sync status
    """
    with connect(url) as conn:
        rows = conn.execute(
            "select commerce.sync_status(name) as it from commerce.sync_sources order by name"
        ).fetchall()
    found = [row["it"] for row in rows]
    if not as_json:
        for status in found:
            status["last_run"] = (status["last_run"] or {}).get("status")
            status["records"] = sum(status["records"].values())
    print_table(found, as_json=as_json)
