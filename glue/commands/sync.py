"""rowhouse sync: reconcile with systems outside, read feeds, and how far that is."""

import importlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from glue.cli_options import json_option, print_table, url_option
from glue.config import settings
from glue.db import connect
from glue.errors import ConfigError
from glue.feeds.running import Options, missing_keys, run_feed
from glue.feeds.running import Progress as Done
from glue.feeds.source import Source, describe
from glue.schema.modules import read_modules
from glue.sync.client import Client
from glue.sync.reconcile import Counts, read_rules, reconcile

PMS = "pms"
FEEDS = ("ticketmaster", "spotify", "setlistfm")

source_argument = click.argument("source", type=click.Choice([PMS, *FEEDS]))


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
@click.option("--full", is_flag=True, help="Ask for everything, not only for what is new.")
@click.option("--dry-run", is_flag=True, help="Compare and count; keep and send nothing.")
@json_option
@url_option
def run_command(*, source: str, full: bool, dry_run: bool, as_json: bool, url: str) -> None:
    r"""Merge what SOURCE has; to a PMS, also send what differs.

    Ctrl-C loses nothing: the next run does what is left, a feed from the page that it had
    reached. Exit 1 when a record of a PMS is refused or the source does not answer, 2 when the
    key of the source is missing.

    \b
    Example:
        rowhouse sync run pms --full
        rowhouse sync run ticketmaster --dry-run
    """
    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        bar = progress.add_task("", total=None)

        def tell(words: str) -> None:
            progress.update(bar, description=words)

        run = _run_pms if source == PMS else _run_feed
        done = run(url, source, full=full, dry_run=dry_run, tell=tell)
    print_table([done], as_json=as_json)


def _run_pms(
    url: str, source: str, *, full: bool, dry_run: bool, tell: Callable[[str], None]
) -> dict[str, Any]:
    def watch(step: str, counts: Counts) -> None:
        tell(f"{step}: {counts.pages} pages, {counts.fetched} fetched, {counts.pushed} sent")

    with open_client(url) as client:
        return asdict(reconcile(url, source, client, full=full, dry_run=dry_run, watch=watch))


def _run_feed(
    url: str, source: str, *, full: bool, dry_run: bool, tell: Callable[[str], None]
) -> dict[str, Any]:
    def watch(done: Done) -> None:
        tell(f"{source}: {describe({k: n for k, n in done.counts.items() if n})}")

    done = run_feed(url, _source_of(source), Options(full=full, dry_run=dry_run, watch=watch))
    return {"run_id": done.run_id, "kind": done.kind, "status": done.status, **done.counts}


def _source_of(feed: str) -> type[Source]:
    # By name: a checkout may leave the module out.
    source: type[Source] = importlib.import_module(f"glue.jobs.concerts.{feed}").SOURCE
    return source


@sync_command.command("status")
@json_option
@url_option
def status_command(*, as_json: bool, url: str) -> None:
    r"""Show last success, lag, records, open conflicts and next run of each source.

    Of feeds it shows the budget that is left, the errors of a day by kind, and the names of
    the keys that neither this environment nor the vault has; without them a feed does nothing.

    \b
    Example:
        rowhouse sync status
    """
    chosen = read_modules().chosen
    found: list[dict[str, Any]] = []
    feeds: list[dict[str, Any]] = []
    with connect(url) as conn:
        if "commerce" in chosen:
            rows = conn.execute(
                "select commerce.sync_status(name) as it from commerce.sync_sources order by name"
            ).fetchall()
            found = [row["it"] for row in rows]
        if "concerts" in chosen:
            row = conn.execute("select concerts.feed_status() as it").fetchone()
            feeds = row["it"]["items"] if row else []
            for status in feeds:
                status["missing_keys"] = missing_keys(conn, _source_of(status["feed"]))
    if as_json:
        print_table([*found, *feeds], as_json=True)
        return
    for status in found:
        status["last_run"] = (status["last_run"] or {}).get("status")
        status["records"] = sum(status["records"].values())
    for status in feeds:
        status["last_run"] = (status["last_run"] or {}).get("status")
        status["errors"] = describe(status["errors"])
        status["missing_keys"] = ", ".join(status["missing_keys"])
    print_table(found, as_json=False)
    if found and feeds:
        click.echo()
    print_table(feeds, as_json=False)
