"""rowhouse status: each part of the local stack and its health."""

import dataclasses
import json

import click
from rich.console import Console
from rich.table import Table

from glue.cli_options import json_option, print_table
from glue.stack.stack import Stack
from glue.stack.status import PartStatus, status_of

PENDING = 3


def status() -> list[PartStatus]:
    """Look at each part."""
    return status_of(Stack())


@click.command("status")
@json_option
@click.pass_context
def status_command(ctx: click.Context, *, as_json: bool) -> None:
    r"""Show each part of the local stack and its health; exit 3 unless all are up.

    \b
    Example:
        rowhouse status --json
    """
    parts = status()
    rows = [dataclasses.asdict(part) for part in parts]
    out = Console()
    if as_json:
        click.echo(json.dumps(rows))
    elif out.is_terminal:
        table = Table(*rows[0])
        for row in rows:
            colour = "green" if row["status"] == "up" else "red"
            cells = ["" if value is None else str(value) for value in row.values()]
            table.add_row(cells[0], f"[{colour}]{cells[1]}[/{colour}]", *cells[2:])
        out.print(table)
    else:
        print_table(rows, as_json=False)
    if any(part.status != "up" for part in parts):
        ctx.exit(PENDING)
