"""rowhouse attach: the platform behind a table that no module made."""

import json
from dataclasses import asdict
from typing import Any

import click

from glue import paths
from glue.adopt.attaching import Options, attach, count_violations, renew
from glue.cli_options import editing_checkout, json_option, print_table, url_option
from glue.db import connect
from glue.errors import ConfigError
from glue.schema.modules import require_chosen

table_argument = click.argument("table", metavar="SCHEMA.TABLE")
to_option = click.option(
    "--to", "roles", multiple=True, metavar="ROLE", help="An app role that receives the changes."
)
name_option = click.option("--name", metavar="WORD.WORD", help="Instead of schema and table.")


@click.group("attach")
def attach_command() -> None:
    r"""Audit, broadcasts, webhooks, retention, validation, filters for a table of yours.

    Each writes one line into the table's file below triggers/, with the table's columns as
    they are now; `rowhouse migrate up` applies it. `rowhouse migrate check` notices a column
    that was added, renamed or dropped since. A line that does not fit is refused at once.

    \b
    Example:
        rowhouse attach audit public.todos
        rowhouse migrate up
    """


def _attach(
    url: str, kind: str, table: str, options: Options, *, as_json: bool = False
) -> dict[str, Any]:
    """Write the line, and show where it is."""
    with editing_checkout():
        path, line = attach(url, paths.ROOT, kind, table, options)
    if as_json:
        print_table([asdict(line)], as_json=True)
    else:
        click.echo(path.relative_to(paths.ROOT))
    click.echo("written; apply it with `rowhouse migrate up`", err=True)
    return line.options


@attach_command.command("audit")
@table_argument
@click.option("--mask", multiple=True, metavar="COLUMN", help="Keep its values out of the trail.")
@json_option
@url_option
def audit_command(*, table: str, mask: tuple[str, ...], as_json: bool, url: str) -> None:
    r"""Write an audit entry for each changed row: who, when, and the values before.

    Entries are read by the app roles admin and analyst only (`list_history`,
    `record_as_of`), and sealed as all others (`rowhouse audit verify`).

    \b
    Example:
        rowhouse attach audit public.users --mask phone
    """
    options = {"masked": sorted(mask)} if mask else {}
    _attach(url, "audit", table, lambda _: options, as_json=as_json)


@attach_command.command("broadcast")
@table_argument
@to_option
@click.option(
    "--owner", metavar="COLUMN", help="Instead of --to: the user whose id is in it receives them."
)
@click.option("--column", "columns", multiple=True, help="Send its values, besides the key.")
@name_option
@json_option
@url_option
def broadcast_command(  # noqa: PLR0913 - one parameter an option
    *,
    table: str,
    roles: tuple[str, ...],
    owner: str | None,
    columns: tuple[str, ...],
    name: str | None,
    as_json: bool,
    url: str,
) -> None:
    r"""Send each change to a private channel, as a hint: the key, and columns that you name.

    The channel is `<schema>:<table>`, for app roles, or `<schema>:<table>:<user id>`, for
    the user whom a column names. Policies of the table are not read: name the receivers.

    \b
    Example:
        rowhouse attach broadcast public.messages --owner user_id --column channel_id
    """
    options = _given(roles=[*roles], owner=owner, columns=[*columns], name=name)
    _attach(url, "broadcast", table, lambda _: options, as_json=as_json)


@attach_command.command("webhooks")
@table_argument
@to_option
@click.option("--column", "columns", multiple=True, help="Send it.  [default: all but secrets]")
@name_option
@json_option
@url_option
def webhooks_command(  # noqa: PLR0913 - one parameter an option
    *,
    table: str,
    roles: tuple[str, ...],
    columns: tuple[str, ...],
    name: str | None,
    as_json: bool,
    url: str,
) -> None:
    r"""Emit each changed row for webhooks of users that have an app role.

    They register an endpoint for `<schema>.<table>_rows.*` (docs/howto-webhooks.md).
    Without --column, columns with the name of a secret are left out; the line lists
    those that are sent, so a column that is added later is not sent.

    \b
    Example:
        rowhouse attach webhooks public.orders --to integrator --column status
    """

    def options(found: dict[str, Any]) -> dict[str, Any]:
        secret = [it["name"] for it in found["columns"] if it["is_secret"] and not columns]
        if secret:
            click.echo(f"left out as secret: {', '.join(secret)}", err=True)
        sent = [*columns] or [it["name"] for it in found["columns"] if it["name"] not in secret]
        return {"columns": sent} | _given(roles=[*roles], name=name)

    _attach(url, "webhooks", table, options, as_json=as_json)


@attach_command.command("retention")
@table_argument
@click.option("--column", required=True, help="The time or date that gives the age of a row.")
@click.option("--keep", required=True, metavar="INTERVAL", help="For how long, as '90 days'.")
@click.option("--where", "condition", metavar="SQL", help="Delete only rows of which it is true.")
@json_option
@url_option
def retention_command(  # noqa: PLR0913 - one parameter an option
    *, table: str, column: str, keep: str, condition: str | None, as_json: bool, url: str
) -> None:
    r"""Delete old rows each night, in batches, unless a legal hold covers the table.

    Rows of other tables go along where their foreign keys say `on delete cascade`.

    \b
    Example:
        rowhouse attach retention public.sessions --column created_at --keep '90 days'
    """
    options = _given(column=column, keep=keep, condition=condition)
    _attach(url, "retention", table, lambda _: options, as_json=as_json)


@attach_command.command("validation")
@table_argument
@click.option("--rule", "rules", multiple=True, required=True, metavar="JSON", help="One rule.")
@click.option(
    "--existing",
    type=click.Choice(["keep", "refuse"]),
    default="keep",
    show_default=True,
    help="What becomes of rows that are wrong already: they stay, or nothing is attached.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    help="Stop counting after this many seconds.",
)
@name_option
@json_option
@url_option
def validation_command(  # noqa: PLR0913 - one parameter an option
    *,
    table: str,
    rules: tuple[str, ...],
    existing: str,
    seconds: float,
    name: str | None,
    as_json: bool,
    url: str,
) -> None:
    r"""Refuse rows that do not satisfy rules, and say all that is wrong with one.

    A rule is {name, field, kind, argument, message}; kinds are those of
    set_validation_rule. Rows that are wrong already are counted; with --existing keep they
    stay, and the next change of one is checked, as with a constraint that is NOT VALID.

    \b
    Example:
        rowhouse attach validation public.posts --rule '{"name": "short_title",
            "field": "title", "kind": "length", "argument": {"max": 80},
            "message": "At most 80 characters."}'
    """
    options = {"rules": [_rule(text) for text in rules]} | _given(name=name)
    found = count_violations(url, table, options["rules"], seconds=seconds)
    if existing == "refuse" and (found.violating or not found.is_whole):
        raise ConfigError(f"{found}", "Correct them first, or give it more --seconds.")
    click.echo(f"{found}", err=True)
    if found.violating:
        click.echo("they stay; the next change of one is checked", err=True)
    _attach(url, "validation", table, lambda _: options, as_json=as_json)


@attach_command.command("filters")
@table_argument
@click.option(
    "--to", "roles", multiple=True, metavar="ROLE", help="An app role that may read the counts."
)
@click.option("--column", "columns", multiple=True, required=True, help="A facet.")
@json_option
@url_option
def filters_command(
    *, table: str, roles: tuple[str, ...], columns: tuple[str, ...], as_json: bool, url: str
) -> None:
    r"""Count the values of columns, exactly at every moment, each narrowed by the others.

    Each column becomes a dimension `<table>_<column>` that app roles read with
    `filter_values`. They are counted by a worker; `rowhouse dimension list` shows when.

    \b
    Example:
        rowhouse attach filters public.products --to editor --column status --column brand
    """
    require_chosen("filters", "`attach filters`")
    options = {"columns": [*columns]} | _given(roles=[*roles])
    _attach(url, "filters", table, lambda _: options, as_json=as_json)


@attach_command.command("renew")
@table_argument
@url_option
def renew_command(*, table: str, url: str) -> None:
    r"""Write the columns that a table has now into all of its lines; options stay.

    \b
    Example:
        rowhouse attach renew public.todos
    """
    with editing_checkout():
        path, lines = renew(url, paths.ROOT, table)
    for line in lines:
        click.echo(f"{path.relative_to(paths.ROOT)}: {line.kind}")
    click.echo(
        "written; apply it with `rowhouse migrate up`" if lines else "nothing is attached", err=True
    )


@attach_command.command("list")
@json_option
@url_option
def list_command(*, as_json: bool, url: str) -> None:
    r"""Show what is attached in a database, and what has changed below it since.

    \b
    Example:
        rowhouse attach list
    """
    with connect(url) as conn:
        rows = conn.execute("select * from core.list_attachments()").fetchall()
    if not as_json:
        rows = [
            {
                "table": row["table_name"],
                "kind": row["kind"],
                "name": row["name"],
                "changed since": "; ".join(row["faults"]),
            }
            for row in rows
        ]
    print_table(rows, as_json=as_json)


def _given(**options: Any) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in options.items() if value}


def _rule(text: str) -> dict[str, Any]:
    try:
        rule = json.loads(text)
    except ValueError as exc:
        raise ConfigError(f"--rule is not JSON: {exc}") from exc
    if not isinstance(rule, dict):
        raise ConfigError("--rule is not a JSON object")
    return rule
