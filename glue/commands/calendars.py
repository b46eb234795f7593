"""rowhouse calendars: the holidays by which suppliers work."""

import re
from typing import Any

import click
import holidays
from psycopg.types.json import Jsonb

from glue.cli_options import json_option, print_table, url_option
from glue.db import connect
from glue.errors import ConfigError
from glue.schema.modules import require_chosen

_LONGEST_NAME = 200
_MOST_YEARS = 100
_YEARS = re.compile(r"(?P<first>\d{4})(?:-(?P<last>\d{4}))?")
_LOAD = """
select suppliers.load_holidays(
    p_code => %s, p_name => %s, p_years => %s, p_holidays => %s
) as done
"""


def read_years(text: str) -> list[int]:
    """Return the years of `2026` or `2026-2028`."""
    found = _YEARS.fullmatch(text)
    if found is None:
        raise ConfigError(f"--years is {text!r}", "Write a year or two: 2026, or 2026-2028.")
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if not 0 <= last - first < _MOST_YEARS:
        raise ConfigError(
            f"--years is {text!r}", f"Write the earlier year first, {_MOST_YEARS} years at most."
        )
    return list(range(first, last + 1))


def list_holidays(country: str, years: list[int]) -> list[dict[str, str]]:
    """Return the public holidays of a country, by day.

    A year without any is refused: the library does not reach it, and the holidays that a
    calendar has then would go.
    """
    try:
        days = holidays.country_holidays(country, years=years)
    except NotImplementedError as exc:
        raise ConfigError(
            f"--country is {country!r}, whose holidays are unknown",
            "Write an ISO 3166-1 code, as in PH.",
        ) from exc
    found = {day: name for day, name in sorted(days.items()) if day.year in years}
    empty = set(years) - {day.year for day in found}
    if empty:
        raise ConfigError(
            f"no holiday of {country} is known in {', '.join(map(str, sorted(empty)))}",
            "Leave the year out; set_holidays sets the days of one year.",
        )
    return [
        {"holiday_on": day.isoformat(), "name": name[:_LONGEST_NAME]} for day, name in found.items()
    ]


def load_holidays(url: str, country: str, years: str, code: str, *, dry_run: bool) -> Any:
    """Set the holidays of some years in one transaction; return what changed."""
    wanted = read_years(years)
    found = list_holidays(country, wanted)
    with connect(url) as conn, conn.transaction(force_rollback=dry_run):
        row = conn.execute(_LOAD, (code, country, wanted, Jsonb(found))).fetchone()
    return (row or {})["done"]


@click.group("calendars")
def calendars_command() -> None:
    r"""Fill working calendars, by which the tasks of suppliers are planned.

    \b
    Example:
        rowhouse calendars load --country PH --years 2026-2028
    """
    require_chosen("suppliers", "a calendar")


@calendars_command.command("load")
@click.option("--country", required=True, help="ISO 3166-1 code, as in PH.")
@click.option("--years", required=True, help="One year, or the first and the last: 2026-2028.")
@click.option("--code", help="The calendar; made where there is none.  [default: the country]")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@json_option
@url_option
def load_command(  # noqa: PLR0913 - one parameter an option
    *, country: str, years: str, code: str | None, dry_run: bool, as_json: bool, url: str
) -> None:
    r"""Set the public holidays of a country, from the library `holidays`.

    What a calendar has in these years is replaced; other years stay, and so do the dates of
    tasks. A second run changes nothing.

    \b
    Example:
        rowhouse calendars load --country PH --years 2026-2028 --dry-run
    """
    done = load_holidays(url, country, years, code or country, dry_run=dry_run)
    if as_json:
        print_table([done | {"is_dry_run": dry_run}], as_json=True)
        return
    shown = ("code", "year", "holidays", "added", "renamed", "removed")
    print_table([{name: year[name] for name in shown} for year in done["years"]], as_json=False)
    if dry_run:
        click.echo("nothing was changed: leave out --dry-run to change it", err=True)
