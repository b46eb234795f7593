"""What the commands of `bench` share: their options, and how figures are shown."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from glue.bench.figures import Figure, markdown
from glue.cli_options import print_table
from glue.errors import RowhouseError

scale_option = click.option(
    "--scale",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="How long to measure: 1 is what the figures in docs/ took.",
)
figures_option = click.option(
    "--json",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the figures to FILE, as a JSON list.",
)
table_option = click.option("--markdown", "is_page", is_flag=True, help="A table for a page.")


def report(figures: Sequence[Figure], file: Path | None, *, is_page: bool) -> None:
    """Print figures, and write them to a file if one is given; exit 1 if a bar is missed."""
    if is_page:
        click.echo(markdown(figures))
    else:
        print_table([_told(figure) for figure in figures], as_json=False)
    if file is not None:
        write_whole(file, json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
    if not all(figure.ok for figure in figures):
        click.get_current_context().exit(1)


def _told(figure: Figure) -> dict[str, object]:
    """Return a figure as a table shows it: what no figure has is left out."""
    shown = asdict(figure)
    shown["ok"] = "ok" if figure.ok else click.style("MISSED", fg="red")
    return shown


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: what was there stays until then."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(text)
        draft.replace(target)
    except OSError as exc:
        draft.unlink(missing_ok=True)
        raise RowhouseError(f"{path} cannot be written: {exc}") from exc
