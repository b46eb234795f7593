"""rowhouse settings: look at settings, set them, go back to the default."""

import difflib
import json
from typing import Any, NoReturn

import click
import psycopg

from glue.cli_options import json_option, print_table, url_option
from glue.commands.jobs import call
from glue.errors import RowhouseError

_PAGE = "select core.list_settings(p_after => %s, p_page_size => 500) as page"
_SET = "select core.set_setting(p_name => %s, p_value => %s, p_reason => %s) as setting"


def list_settings(url: str) -> list[dict[str, Any]]:
    """Return every setting, by name."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = call(url, _PAGE, after)[0]["page"]
        found += page["items"]
        after = page["next"]
        if after is None:
            return found


def find_setting(url: str, name: str) -> dict[str, Any]:
    """Return one setting; refuse an unknown name with those that are near."""
    known = {setting["name"]: setting for setting in list_settings(url)}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3)
    remedy = f"Did you mean {' or '.join(near)}?" if near else "`rowhouse settings list` names all."
    raise RowhouseError(f"there is no setting {name}", remedy)


def read_value(setting: dict[str, Any], given: str) -> str:
    """Return a value as JSON; where the setting is a text, quotes may be left out."""
    is_text = isinstance(setting["default_value"], str)
    try:
        value = json.loads(given, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        if not is_text:
            default = json.dumps(setting["default_value"])
            raise RowhouseError(
                f"the value of {setting['name']} is not JSON: {given[:60]}",
                f"Write it as the default is written: '{default}'",
            ) from None
        return json.dumps(given)
    if value is None:
        name = setting["name"]
        raise RowhouseError(
            "null is not a value", f"`rowhouse settings reset {name} --reason …` takes the default."
        )
    # As it was written: a number may have more digits than Python keeps.
    return json.dumps(given) if is_text and not isinstance(value, str) else given


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(name)


def store(url: str, name: str, value: str | None, reason: str) -> dict[str, Any]:
    """Store a value, or None for the default; return the setting."""
    try:
        return dict(call(url, _SET, name, value, reason)[0]["setting"])
    except (psycopg.DataError, psycopg.errors.StatementTooComplex) as exc:
        raise RowhouseError(
            f"the database cannot keep this value of {name}: {exc.diag.message_primary}",
            "Write it without NUL, halves of surrogate pairs and thousands of nested levels.",
        ) from exc


def _row(setting: dict[str, Any]) -> dict[str, Any]:
    """Return what a table shows of a setting."""
    is_default = setting["value"] is None
    value = setting["default_value"] if is_default else setting["value"]
    return {
        "name": setting["name"],
        "value": json.dumps(value, ensure_ascii=False),
        "is_default": is_default,
        "description": setting["description"],
    }


def _print(found: list[dict[str, Any]], *, as_json: bool) -> None:
    print_table(found if as_json else [_row(setting) for setting in found], as_json=as_json)


@click.group("settings")
def settings_command() -> None:
    r"""Show and set the settings of the database.

    The owner of the database sets each, also those that do not change over the API. A change
    counts from the next statement on, and is audited with its reason.

    \b
    Example:
        rowhouse settings set core.trusted_proxies 2 --reason 'a CDN before the gateway'
    """


@settings_command.command("list")
@click.option("--changed", is_flag=True, help="Only those that are not at their default.")
@json_option
@url_option
def list_command(*, changed: bool, as_json: bool, url: str) -> None:
    r"""List all settings, with what counts now.

    \b
    Example:
        rowhouse settings list --changed
    """
    found = [row for row in list_settings(url) if row["value"] is not None or not changed]
    _print(found, as_json=as_json)
    if not found:
        click.echo("each setting is at its default", err=True)


@settings_command.command("get")
@click.argument("name")
@json_option
@url_option
def get_command(*, name: str, as_json: bool, url: str) -> None:
    r"""Print the value of a setting that counts now, as JSON; with --json all about it.

    \b
    Example:
        rowhouse settings get core.rate_limits.anon
    """
    setting = find_setting(url, name)
    if as_json:
        click.echo(json.dumps(setting))
    else:
        click.echo(_row(setting)["value"])


@settings_command.command("set")
@click.argument("name")
@click.argument("value")
@click.option("--reason", required=True, help="Why, for the audit trail.")
@json_option
@url_option
def set_command(*, name: str, value: str, reason: str, as_json: bool, url: str) -> None:
    r"""Set a setting. VALUE is JSON; a text may come without its quotes.

    \b
    Example:
        rowhouse settings set core.rate_limits.anon '{"requests": 60, "seconds": 60}' \
            --reason 'a campaign starts on Monday'
    """
    given = read_value(find_setting(url, name), value)
    _print([store(url, name, given, reason)], as_json=as_json)


@settings_command.command("reset")
@click.argument("name")
@click.option("--reason", required=True, help="Why, for the audit trail.")
@json_option
@url_option
def reset_command(*, name: str, reason: str, as_json: bool, url: str) -> None:
    r"""Give a setting its default back.

    \b
    Example:
        rowhouse settings reset core.rate_limits.anon --reason 'the campaign is over'
    """
    find_setting(url, name)
    _print([store(url, name, None, reason)], as_json=as_json)
