"""rowhouse calendars: the holidays of a country, in a calendar."""

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glue import db
from glue.cli import main
from glue.commands.calendars import list_holidays, read_years
from glue.errors import ConfigError

pytestmark = pytest.mark.needs("suppliers")


def run(url: str, *arguments: str) -> Result:
    """Load holidays in this process."""
    return CliRunner().invoke(main, ["calendars", "load", *arguments, "--url", url])


def stored(url: str, code: str = "PH") -> list[dict[str, Any]]:
    """Return the holidays of a calendar."""
    with db.connect(url) as conn:
        return conn.execute(
            "select h.holiday_on, h.name from suppliers.holidays as h"
            " inner join suppliers.calendars as c on h.calendar_id = c.id"
            " where c.code = %s order by h.holiday_on",
            (code,),
        ).fetchall()


def test_the_holidays_of_a_country_become_days_off(db_url: str) -> None:
    arguments = ("--country", "PH", "--years", "2026-2027")
    shown = run(db_url, *arguments, "--dry-run", "--json")
    assert shown.exit_code == 0, shown.output
    (would,) = json.loads(shown.stdout)
    assert (would["is_new"], would["is_dry_run"]) == (True, True)
    assert stored(db_url) == []

    done = json.loads(run(db_url, *arguments, "--json").stdout)[0]
    assert done == would | {"is_dry_run": False}
    days = {row["holiday_on"]: row["name"] for row in stored(db_url)}
    assert len(days) == sum(year["added"] for year in done["years"])
    assert days[date(2026, 12, 30)] == "Rizal Day"
    assert {day.year for day in days} == {2026, 2027}

    with db.connect(db_url) as conn:
        # From Tuesday, 29 December on, without Rizal Day, New Year's Eve and New Year's Day.
        row = conn.execute(
            "select suppliers._numbered_day("
            "c, suppliers._day_number(c, '2026-12-29') + 1) as next"
            " from suppliers.calendars as c where c.code = 'PH'"
        ).fetchone()
    assert row == {"next": date(2027, 1, 4)}


def test_a_second_run_changes_nothing_and_other_years_stay(db_url: str) -> None:
    run(db_url, "--country", "PH", "--years", "2026")
    before = stored(db_url)
    again = run(db_url, "--country", "PH", "--years", "2026")
    assert again.stdout.split("\n")[1].split() == ["PH", "2026", str(len(before)), "0", "0", "0"]
    run(db_url, "--country", "PH", "--years", "2027")
    assert stored(db_url)[: len(before)] == before


def test_a_calendar_of_another_name_gets_them_whole_or_not_at_all(db_url: str) -> None:
    assert run(db_url, "--country", "DE", "--years", "2026", "--code", "STANDARD").exit_code == 0
    assert stored(db_url, "STANDARD")[0]["holiday_on"] == date(2026, 1, 1)
    refused = run(db_url, "--country", "DE", "--years", "2026", "--code", "no code")
    assert refused.exit_code == 1
    assert "suppliers.invalid_calendar" in refused.stderr
    shown = run(db_url, "--country", "DE", "--years", "2026", "--code", "STANDARD", "--dry-run")
    assert "nothing was changed" in shown.stderr


@pytest.mark.parametrize("years", ["", "26", "2028-2026", "2026-2028-2030", "2000-2100", "x"])
def test_years_that_are_none_are_refused(years: str) -> None:
    with pytest.raises(ConfigError):
        read_years(years)


def test_what_the_library_does_not_know_is_refused() -> None:
    assert read_years("2026-2028") == [2026, 2027, 2028]
    with pytest.raises(ConfigError, match="XX"):
        list_holidays("XX", [2026])
    with pytest.raises(ConfigError, match="of UA is known in 2026"):
        list_holidays("UA", [2026])
