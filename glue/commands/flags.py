"""rowhouse flags: feature flags: look at them, set them, delete them."""

import json
import uuid
from typing import Any

import click

from glue.cli_options import json_option, print_table, url_option
from glue.commands.jobs import call
from glue.db import connect
from glue.http.tokens import user_id

_SHOWN = ("name", "is_enabled", "share_percent", "roles", "user_ids", "version", "description")
_PAGE = "select core.list_feature_flags(p_after => %s, p_page_size => 500) as page"
_SET = """
select core.set_feature_flag(
    p_name => %s, p_flag => %s, p_reason => %s, p_expected_version => %s
) as flag
"""
_DELETE = """
select core.delete_feature_flag(p_name => %s, p_reason => %s, p_expected_version => %s)
"""


def list_flags(url: str) -> list[dict[str, Any]]:
    """Return every flag, by name."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = call(url, _PAGE, after)[0]["page"]
        found += page["items"]
        after = page["next"]
        if after is None:
            return found


@click.group("flags")
def flags_command() -> None:
    r"""Show, set and delete feature flags.

    A flag is on for a share of the users, for listed users and for app roles, while it is
    enabled. SQL asks for it with core.is_enabled('<module>.<flag>').

    \b
    Example:
        rowhouse flags list
    """


@flags_command.command("list")
@json_option
@url_option
def list_command(*, as_json: bool, url: str) -> None:
    r"""List all flags, with whom they are on for.

    \b
    Example:
        rowhouse flags list --json
    """
    found = list_flags(url)
    if not as_json:
        found = [{name: flag[name] for name in _SHOWN} for flag in found]
    print_table(found, as_json=as_json)
    if not found:
        click.echo("no flags; rowhouse flags set NAME makes one", err=True)


@flags_command.command("set")
@click.argument("name")
@click.option("--on/--off", "is_enabled", default=None, help="Whether it counts at all.")
@click.option("--share", "share_percent", type=click.FloatRange(0, 100), help="Percent of users.")
@click.option("--user", "user_ids", multiple=True, help="A listed user, by id; replaces the list.")
@click.option("--role", "roles", multiple=True, help="An app role; replaces the list.")
@click.option("--clear", is_flag=True, help="Empty a list for which nothing is given.")
@click.option("--description", help="What it is for.")
@click.option("--reason", help="Why, for the audit trail.")
@click.option("--expect", "expected_version", type=int, help="The version that was seen.")
@json_option
@url_option
def set_command(  # noqa: PLR0913 - one parameter an option
    *,
    name: str,
    is_enabled: bool | None,
    share_percent: float | None,
    user_ids: tuple[str, ...],
    roles: tuple[str, ...],
    clear: bool,
    description: str | None,
    reason: str | None,
    expected_version: int | None,
    as_json: bool,
    url: str,
) -> None:
    r"""Make a flag, or change what is given of it. A new one is off.

    \b
    Example:
        rowhouse flags set commerce.gift_cards --on --share 10 --role admin --reason 'first users'
    """
    given: dict[str, Any] = {
        "is_enabled": is_enabled,
        "share_percent": share_percent,
        "user_ids": list(user_ids) if user_ids or clear else None,
        "roles": list(roles) if roles or clear else None,
        "description": description,
    }
    flag = json.dumps({key: value for key, value in given.items() if value is not None})
    answer = call(url, _SET, name, flag, reason, expected_version)[0]["flag"]
    shown = answer if as_json else {key: answer[key] for key in _SHOWN}
    print_table([shown], as_json=as_json)
    if not answer["is_enabled"] and is_enabled is None:
        click.echo("off: add --on", err=True)


@flags_command.command("check")
@click.argument("name")
@click.option("--user", required=True, metavar="NAME", help="As in `rowhouse token`, or an id.")
@click.option("--app-role", "app_roles", multiple=True, help="A role inside the app, repeatable.")
@json_option
@url_option
def check_command(
    *, name: str, user: str, app_roles: tuple[str, ...], as_json: bool, url: str
) -> None:
    r"""Say whether a flag is on for a user.

    \b
    Example:
        rowhouse flags check commerce.gift_cards --user ada
    """
    try:
        who = str(uuid.UUID(user))
    except ValueError:
        who = str(user_id(user))
    claims = {"sub": who, "role": "authenticated", "app_metadata": {"roles": list(app_roles)}}
    with connect(url) as conn, conn.transaction():
        conn.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps(claims),))
        row = conn.execute("select core.is_enabled(p_flag => %s) as it", (name,)).fetchone()
    is_on = bool(row and row["it"])
    print_table([{"name": name, "user_id": who, "is_on": is_on}], as_json=as_json)


@flags_command.command("delete")
@click.argument("name")
@click.option("--reason", help="Why, for the audit trail.")
@click.option("--expect", "expected_version", type=int, help="The version that was seen.")
@url_option
def delete_command(
    *, name: str, reason: str | None, expected_version: int | None, url: str
) -> None:
    r"""Delete a flag: it is off for all from then on.

    \b
    Example:
        rowhouse flags delete commerce.gift_cards --reason 'released to all'
    """
    call(url, _DELETE, name, reason, expected_version)
    click.echo(f"{name} is deleted", err=True)
