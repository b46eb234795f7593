"""rowhouse flags: what an operator does on a terminal; and two admins at once."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from glue import db
from glue.cli import main
from glue.waiting import wait_until

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


SET = "select core.set_feature_flag('core.t', %s::jsonb, null, %s)::text as answer"
DELETE = "select core.delete_feature_flag('core.t', null, %s)::text as answer"
ON = '{"is_enabled": true}'


def race(url: str, first: Sequence[Any], second: Sequence[Any]) -> list[str | None]:
    """Let two admins act at once: the second waits for the first; return their errors."""

    def act(statement: str, *values: Any) -> str | None:
        try:
            with db.transaction(url) as conn:
                conn.execute(statement.encode(), values)
        except psycopg.Error as exc:
            return exc.diag.message_primary
        return None

    waits = b"select from pg_locks where locktype = 'advisory' and not granted"
    with (
        ThreadPoolExecutor() as pool,
        db.connect(url) as watch,
        db.connect(url, autocommit=False) as holder,
    ):
        holder.execute(first[0].encode(), first[1:])
        later = pool.submit(act, *second)
        assert wait_until(lambda: watch.execute(waits).rowcount == 1, 30)
        holder.commit()
        return [None, later.result(30)]


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ((SET, ON, 2), (SET, '{"share_percent": 5}', 2), "core.version_conflict"),
        ((SET, ON, 2), (DELETE, 2), "core.version_conflict"),
        ((DELETE, 2), (SET, ON, 2), "core.version_conflict"),
        ((DELETE, 2), (DELETE, 2), "core.unknown_feature_flag"),
        ((DELETE, 2), (SET, ON, 0), None),
        ((SET, ON, None), (SET, '{"share_percent": 5}', None), None),
        ((DELETE, None), (SET, json.dumps({"user_ids": [ADA, ADA.upper()]}), None), None),
    ],
    ids=["set-set", "set-delete", "delete-set", "delete-delete", "anew", "unseen", "listed"],
)
def test_of_two_admins_at_once_the_second_meets_what_the_first_did(
    db_url: str, first: Sequence[Any], second: Sequence[Any], refused: str | None
) -> None:
    assert run(db_url, "set", "core.t", "--share", "10").exit_code == 0
    assert listed(db_url)[0]["version"] == 2
    assert race(db_url, first, second) == [None, refused]
    flags = listed(db_url)
    assert len(flags) == (0 if first[0] == DELETE and refused else 1)
    if refused is None and "user_ids" in str(second[1]):
        assert flags[0]["user_ids"] == [ADA]
    if first[0] == second[0] == SET and refused is None:
        assert (flags[0]["is_enabled"], flags[0]["share_percent"]) == (True, 5)


def test_two_who_make_one_flag_at_once_make_one(db_url: str) -> None:
    assert race(db_url, (SET, ON, 0), (SET, ON, 0)) == [None, "core.version_conflict"]
    assert len(listed(db_url)) == 1
