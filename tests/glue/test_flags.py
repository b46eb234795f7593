"""rowhouse flags: what an operator makes, changes and deletes on a terminal."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glue import db
from glue.cli import main

pytestmark = pytest.mark.once

ADA = "7e57ed00-0000-4000-8000-000000000001"


def run(url: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["flags", *words, "--url", url])


def listed(url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(url, "list", "--json").stdout)
    return found


def test_a_flag_is_made_changed_and_deleted(db_url: str) -> None:
    whom = ("--share", "12.5", "--role", "admin", "--role", "buyer", "--user", ADA)
    assert run(db_url, "set", "core.t", "--on", *whom, "--reason", "why").exit_code == 0
    (flag,) = listed(db_url)
    assert (flag["is_enabled"], flag["share_percent"]) == (True, 12.5)
    assert (flag["roles"], flag["user_ids"]) == (["admin", "buyer"], [ADA])

    version = str(flag["version"])
    assert run(db_url, "set", "core.t", "--off", "--clear", "--expect", version).exit_code == 0
    (flag,) = listed(db_url)
    assert (flag["is_enabled"], flag["share_percent"]) == (False, 12.5)
    assert (flag["roles"], flag["user_ids"]) == ([], [])
    late = run(db_url, "set", "core.t", "--on", "--expect", version)
    assert (late.exit_code, "core.version_conflict" in late.stderr) == (1, True)

    assert run(db_url, "delete", "core.t", "--reason", "released").exit_code == 0
    assert listed(db_url) == []
    with db.connect(db_url) as conn:
        found = conn.execute(
            "select operation, reason from core.audit_entries where row_id = 'core.t' order by id"
        ).fetchall()
    assert [tuple(row.values()) for row in (found[0], found[-1])] == [
        ("insert", "why"),
        ("delete", "released"),
    ]


def is_on(url: str, *words: str) -> bool:
    """Return what `check` says of the flag core.t."""
    done = run(url, "check", "core.t", *words, "--json")
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    return bool(row["is_on"])


def test_a_check_says_whether_a_user_has_it(db_url: str) -> None:
    assert not is_on(db_url, "--user", "ada"), "an unknown flag is off"
    ada = CliRunner().invoke(main, ["token", "--user", "ada", "--id"]).stdout.strip()
    run(db_url, "set", "core.t", "--on", "--user", ada, "--role", "admin")
    assert is_on(db_url, "--user", "ada")
    assert is_on(db_url, "--user", ada)
    assert not is_on(db_url, "--user", "bob")
    assert is_on(db_url, "--user", "bob", "--app-role", "admin")


def test_a_share_alone_says_that_the_flag_is_off(db_url: str) -> None:
    hint = "off: add --on"
    assert hint in run(db_url, "set", "core.t", "--share", "10").stderr
    assert hint not in run(db_url, "set", "core.t", "--on").stderr
    assert hint not in run(db_url, "set", "core.t", "--share", "20").stderr
    assert hint not in run(db_url, "set", "core.t", "--off").stderr


def test_every_page_is_listed(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute(
            "insert into core.feature_flags (name, created_at, updated_at)"
            " select format('core.f_%s', n), core.now(), core.now()"
            " from generate_series(1, 501) as s (n)"
        )
    assert len(listed(db_url)) == 501
    assert len(run(db_url, "list").stdout.splitlines()) == 502
