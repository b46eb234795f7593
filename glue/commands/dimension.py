"""rowhouse dimension: what callers can filter by: register, switch, look, prune."""

import json
import time
from typing import Any, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from glue.cli_options import apply_option, json_option, print_table, url_option
from glue.commands.jobs import call
from glue.errors import ConfigError, RowhouseError
from glue.schema.modules import require_chosen

_POLL_SECONDS = 0.3
_FINISHED = ("succeeded", "partial", "failed", "cancelled")


def wait_for_fill(url: str, answer: dict[str, Any]) -> dict[str, Any]:
    """Wait until a dimension is counted, with a bar on a terminal; return what it is then."""
    operation = answer["operation_id"]
    if operation is None:
        return answer
    try:
        status = _watch(url, operation)
    except KeyboardInterrupt:
        click.echo(f"operation {operation} goes on without you", err=True)
        return answer
    if status != "succeeded":
        raise RowhouseError(
            f"operation {operation} has {status}: {answer['dimension']} is not live",
            f"See core.list_operation_errors({operation}); then switch it off and on.",
        )
    return answer | {"state": "live"}


def _watch(url: str, operation: int) -> str:
    with Progress(
        TextColumn("counting"),
        BarColumn(),
        TextColumn("{task.percentage:.0f}%"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("fill", total=1.0)
        while True:
            statement = "select core.get_operation(p_operation_id => %s) as now"
            now = call(url, statement, operation)[0]["now"]
            bar.update(task, completed=float(now["progress"]))
            if now["status"] in _FINISHED:
                return str(now["status"])
            time.sleep(_POLL_SECONDS)


def read_config(file: TextIO) -> dict[str, Any]:
    """Return the configuration in a JSON file."""
    try:
        config = json.load(file)
    except json.JSONDecodeError as exc:
        raise ConfigError(f"{file.name} is not JSON: {exc}") from exc
    if not isinstance(config, dict):
        raise ConfigError(f"{file.name} holds no JSON object")
    return config


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    print_table([answer], as_json=as_json)


@click.group("dimension")
def dimension_command() -> None:
    r"""Register, toggle, inspect and prune the dimensions by which callers filter.

    A dimension reads, makes and prunes rows only of tables that the owner of the database
    has listed in SQL: select filters.allow_source('<schema>.<table>', '{<column>, …}').

    \b
    Example:
        rowhouse dimension list
    """
    require_chosen("filters", "a dimension")


@dimension_command.command("list")
@json_option
@url_option
def list_command(*, as_json: bool, url: str) -> None:
    r"""List all dimensions, with their state, version and number of values.

    \b
    Example:
        rowhouse dimension list
    """
    found = call(url, "select filters.list_dimensions() as all")[0]["all"]
    shown = ("name", "label", "parent", "source", "column", "path", "counted_by", "state", "total")
    if not as_json:
        found = [{name: row[name] for name in (*shown, "version")} for row in found]
    print_table(found, as_json=as_json)


@dimension_command.command("register")
@click.argument("file", type=click.File(), default="-")
@json_option
@url_option
def register_command(*, file: TextIO, as_json: bool, url: str) -> None:
    r"""Register a dimension, or change one, from a JSON file or stdin; wait until it is live.

    Its table and column have to be listed with filters.allow_source.

    \b
    Example:
        echo '{"name": "product", "source": "filters.transactions", "column": "product_key"}' |
            rowhouse dimension register
    """
    config = json.dumps(read_config(file))
    statement = "select filters.register_dimension(p_config => %s) as done"
    answer = call(url, statement, config)[0]["done"]
    _show(wait_for_fill(url, answer), as_json=as_json)


@dimension_command.command("toggle")
@click.argument("name")
@click.argument("state", type=click.Choice(["on", "off"]))
@click.option("--reason", required=True, help="Stored in the audit trail.")
@click.option("--drop-values", is_flag=True, help="Off: drop the counts too.")
@json_option
@url_option
def toggle_command(  # noqa: PLR0913 - one parameter an option
    *, name: str, state: str, reason: str, drop_values: bool, as_json: bool, url: str
) -> None:
    r"""Switch a dimension on, and wait until it is live, or off.

    \b
    Example:
        rowhouse dimension toggle product off --reason "too many values"
    """
    statement = (
        "select filters.toggle_dimension("
        "p_name => %s, p_enabled => %s, p_reason => %s, p_keep_values => %s) as done"
    )
    answer = call(url, statement, name, state == "on", reason, not drop_values)[0]["done"]
    _show(wait_for_fill(url, answer), as_json=as_json)


@dimension_command.command("discover")
@click.argument("table")
@json_option
@url_option
def discover_command(*, table: str, as_json: bool, url: str) -> None:
    r"""Show which columns of TABLE would make good dimensions, the best first.

    Of the columns that filters.allow_source lists.

    \b
    Example:
        rowhouse dimension discover filters.transactions
    """
    statement = "select filters.discover_dimensions(p_table_name => %s) as found"
    found = call(url, statement, table)[0]["found"]
    print_table(found, as_json=as_json)


@dimension_command.command("orphans")
@click.argument("name")
@json_option
@url_option
def orphans_command(*, name: str, as_json: bool, url: str) -> None:
    r"""List master rows without a line, and values without a master row.

    \b
    Example:
        rowhouse dimension orphans brand
    """
    statement = "select filters.list_orphans(p_dimension => %s) as found"
    found = call(url, statement, name)[0]["found"]
    if as_json:
        _show(found, as_json=True)
        return
    kinds = ("master_without_transaction", "transaction_without_master")
    print_table(
        [{"value": value, "is": kind} for kind in kinds for value in found[kind]], as_json=False
    )
    click.echo(" · ".join(f"{kind}: {found['totals'][kind]}" for kind in kinds), err=True)


@dimension_command.command("prune")
@click.argument("name")
@apply_option
@json_option
@url_option
def prune_command(*, name: str, yes: bool, as_json: bool, url: str) -> None:
    r"""List the master rows that may go; with --yes delete them.

    Only of tables that filters.allow_source lists for prune.

    \b
    Example:
        rowhouse dimension prune brand --yes
    """
    statement = "select filters.prune_dimension(p_name => %s, p_dry_run => %s) as done"
    done = call(url, statement, name, not yes)[0]["done"]
    if as_json:
        _show(done, as_json=True)
        return
    gone = [{"value": value, "kept_because": None} for value in done["pruned"]]
    kept = [{"value": row["value"], "kept_because": row["reason"]} for row in done["kept"]]
    print_table(gone + kept, as_json=False)
    click.echo(f"{len(gone)} {'deleted' if yes else 'would go: --yes deletes them'}", err=True)


@dimension_command.command("rollback")
@click.argument("name")
@click.argument("version", type=int)
@json_option
@url_option
def rollback_command(*, name: str, version: int, as_json: bool, url: str) -> None:
    r"""Restore an earlier configuration, and compare its counts with the rows.

    \b
    Example:
        rowhouse dimension rollback product 1
    """
    statement = "select filters.rollback_dimension(p_name => %s, p_version => %s) as done"
    answer = wait_for_fill(url, call(url, statement, name, version)[0]["done"])
    if answer["operation_id"] is not None and answer["state"] == "live":
        answer |= {"proved": True}  # a fill goes live only when it equals the rows
    _show(answer, as_json=as_json)
