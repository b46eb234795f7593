"""rowhouse discover: which columns of an unknown CSV are those of filters.transactions."""

import json
import shlex
from pathlib import Path
from typing import Any

import click
from psycopg.types.json import Jsonb

from glue.cli_options import json_option, print_table, url_option
from glue.commands.load import read_delimiter
from glue.db import connect
from glue.errors import RowhouseError
from glue.load.sample import read_sample
from glue.load.target import find_target
from glue.schema.modules import require_chosen

TABLE = "filters.transactions"


def discover(url: str, path: Path, delimiter: str) -> dict[str, Any]:
    """Return the proposal of the database, the command that follows, and what it still lacks."""
    header, rows = read_sample(path, delimiter)
    with connect(url) as conn:
        row = conn.execute(
            "select filters.propose_columns(%s, %s) as proposal", (header, Jsonb(rows))
        ).fetchone()
        required = find_target(conn, TABLE).required
    proposal: dict[str, Any] = (row or {})["proposal"]
    found = {column["column"] for column in proposal["columns"] if column["source"]}
    return proposal | {
        "command": write_command(path, delimiter, proposal),
        "missing": sorted(required - found),
    }


def write_command(path: Path, delimiter: str, proposal: dict[str, Any]) -> str:
    """Write the load that a proposal stands for."""
    # A name that begins with a dash would be read as an option.
    words = ["rowhouse", "load", TABLE, f"./{path}" if str(path).startswith("-") else str(path)]
    if delimiter != ",":
        words += ["--delimiter", "tab" if delimiter == "\t" else delimiter]
    for column in proposal["columns"]:
        if column["source"] not in (None, column["column"]):
            words += ["--map", f"{column['column']}={column['source']}"]
    if proposal["date_order"]:
        words += ["--date-order", proposal["date_order"]]
    return shlex.join(words)


@click.command("discover")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--delimiter", default=",", show_default=True, help="One character, or `tab`.")
@json_option
@url_option
def discover_command(*, file: Path, delimiter: str, as_json: bool, url: str) -> None:
    r"""Propose how the CSV FILE is loaded into filters.transactions.

    It names the column of the file for basket, store, product, brand, category, price, quantity
    and time, with the reason, and prints the command that loads it. Nothing is written. Where
    several columns fit, or none, you decide by --map or --set. Exit 1 where the dates can be
    read in two ways, or a column that a load needs is still to be decided.

    \b
    Example:
        rowhouse discover july.csv.gz
    """
    require_chosen("filters", "discover")
    proposal = discover(url, file, read_delimiter(delimiter))
    if as_json:
        click.echo(json.dumps(proposal, indent=2, ensure_ascii=False))
    else:
        print_table(proposal["columns"], as_json=False)
    if proposal["date_fault"]:
        raise RowhouseError(proposal["date_fault"])
    if not as_json:
        click.echo(proposal["command"])
    if proposal["missing"]:
        raise RowhouseError(
            f"a load needs also: {', '.join(proposal['missing'])}",
            "Add --map COLUMN=NAME or --set COLUMN=VALUE for each, or name the --delimiter.",
        )
