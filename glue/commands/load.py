"""rowhouse load: a CSV into a table, bad rows into a file beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from glue.cli_options import json_option, print_table, url_option
from glue.errors import ConfigError, RowhouseError
from glue.load.loading import load_file
from glue.load.request import Report, Request


def load(url: str, request: Request) -> Report:
    """Load a file with a progress bar on a terminal; words go to stderr."""
    console = Console(stderr=True)
    with Progress(
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        bar = progress.add_task("", total=request.path.stat().st_size)
        return load_file(
            url,
            request,
            say=lambda words: click.echo(words, err=True),
            watch=lambda read: progress.update(bar, completed=read),
        )


def parse_pairs(option: str, pairs: Sequence[str]) -> Mapping[str, str]:
    """Turn COLUMN=VALUE words into a mapping; a column may be named once."""
    parsed: dict[str, str] = {}
    for pair in pairs:
        column, separator, value = pair.partition("=")
        if not separator or not column:
            raise ConfigError(f"{option} {pair}: COLUMN=VALUE is needed")
        if column in parsed:
            raise ConfigError(f"{option} names {column} twice")
        parsed[column] = value
    return parsed


def read_delimiter(word: str) -> str:
    """Return the character that --delimiter names."""
    separator = "\t" if word == "tab" else word
    if len(separator) != 1 or separator in '"\r\n':
        raise ConfigError("--delimiter is one character, and no quote")
    return separator


@click.command("load")
@click.argument("table")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "maps", multiple=True, metavar="COLUMN=SOURCE", help="Rename a column.")
@click.option("--set", "sets", multiple=True, metavar="COLUMN=VALUE", help="Set a constant.")
@click.option("--delimiter", default=",", show_default=True, help="One character, or `tab`.")
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy"]),
    help="How the file writes dates that are not ISO: 31/07/2026 or 07/31/2026.",
)
@click.option("--batch", type=click.IntRange(min=1), default=20_000, show_default=True)
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where bad rows go.  [default: FILE.rejected.csv]",
)
@click.option(
    "--wait",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Seconds to wait for another load of this file.",
)
@click.option("--again", is_flag=True, help="Start at the first line, also after an earlier load.")
@click.option("--retire", is_flag=True, help="Retire what the file, a full one, no longer has.")
@click.option("--dry-run", is_flag=True, help="Count what would happen; keep nothing.")
@json_option
@url_option
def load_command(  # noqa: PLR0913 - one parameter an option
    *,
    table: str,
    file: Path,
    maps: Sequence[str],
    sets: Sequence[str],
    delimiter: str,
    date_order: str | None,
    batch: int,
    rejected: Path | None,
    wait: int,
    again: bool,
    retire: bool,
    dry_run: bool,
    as_json: bool,
    url: str,
) -> None:
    r"""Load the CSV FILE (plain or gzipped, UTF-8, with a header) into TABLE.

    Columns of the same name are loaded; an empty field is null; dates are ISO, or in the order
    that --date-order names. After a kill, the same command continues where the
    load stopped. Exit 1 when every row is rejected.

    \b
    Example:
        rowhouse load filters.transactions july.csv.gz --map store=shop --set brand=none
    """
    separator = read_delimiter(delimiter)
    request = Request(
        table=table,
        path=file,
        mapping=parse_pairs("--map", maps),
        constants=parse_pairs("--set", sets),
        delimiter=separator,
        batch=batch,
        dry_run=dry_run,
        again=again,
        rejected=rejected,
        wait_seconds=wait,
        date_order=date_order,
        retire=retire,
    )
    report = load(url, request)
    if report.rejected and not dry_run:
        click.echo(f"rejected rows, with reasons: {request.rejected_path}", err=True)
    print_table([asdict(report)], as_json=as_json)
    if report.rejected and not report.inserted:
        raise RowhouseError(f"no row of {file} was loaded")
