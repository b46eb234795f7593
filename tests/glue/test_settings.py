"""rowhouse settings: what an owner looks at and changes on a terminal."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glue import db
from glue.cli import main

pytestmark = pytest.mark.once

WHY = ("--reason", "why")


def run(url: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["settings", *words, "--url", url])


def got(url: str, name: str) -> Any:
    return json.loads(run(url, "get", name).stdout)


def test_a_setting_is_set_and_reset(db_url: str) -> None:
    name = "core.trusted_proxies"
    assert got(db_url, name) == 1
    assert run(db_url, "set", name, "2", "--reason", "a CDN").exit_code == 0
    assert got(db_url, name) == 2
    (changed,) = json.loads(run(db_url, "list", "--changed", "--json").stdout)
    assert (changed["name"], changed["value"], changed["default_value"]) == (name, 2, 1)
    assert run(db_url, "reset", name, "--reason", "no CDN").exit_code == 0
    assert got(db_url, name) == 1
    assert "each setting is at its default" in run(db_url, "list", "--changed").stderr
    with db.connect(db_url) as conn:
        found = conn.execute(
            "select reason from core.audit_entries where row_id = %s order by id desc limit 2",
            (name,),
        ).fetchall()
    assert [row["reason"] for row in found] == ["no CDN", "a CDN"]


def test_all_settings_are_listed(db_url: str) -> None:
    with db.connect(db_url) as conn:
        row = conn.execute("select count(*) as n from core.settings").fetchone()
    assert row is not None
    assert len(json.loads(run(db_url, "list", "--json").stdout)) == row["n"]
    assert len(run(db_url, "list").stdout.splitlines()) == row["n"] + 1
    one = json.loads(run(db_url, "get", "core.health_thresholds", "--json").stdout)
    assert (one["default_value"], one["value"]) == ({}, None)


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (("get", "core.trusted_proxy"), 1, "Did you mean core.trusted_proxies"),
        (("set", "core.trusted_proxy", "2", *WHY), 1, "Did you mean core.trusted_proxies"),
        (("reset", "core.trusted_proxy", *WHY), 1, "Did you mean core.trusted_proxies"),
        (("get", "xyzzy"), 1, "rowhouse settings list"),
        (("set", "core.trusted_proxies", "--reason", "x", "--", "-1"), 1, "out of range"),
        (("set", "core.trusted_proxies", '"2"', *WHY), 1, "is a JSON number"),
        (("set", "core.trusted_proxies", "two", *WHY), 1, "'1'"),
        (("set", "core.trusted_proxies", "null", *WHY), 1, "rowhouse settings reset"),
        (("set", "core.trusted_proxies", "NaN", *WHY), 1, "is not JSON: NaN"),
        (("set", "core.rate_limits.anon", '{"requests": Infinity}', *WHY), 1, "is not JSON"),
        (("set", "core.trusted_proxies", "1e400", *WHY), 1, "out of range"),
        (("set", "core.trusted_proxies", "1e999999", *WHY), 1, "cannot keep this value"),
        (("set", "core.trusted_proxies", "[" * 100_000, *WHY), 1, "is not JSON: [[["),
        (("set", "suppliers.calendar_domain", r'"\u0000"', *WHY), 1, "cannot keep this value"),
        (("set", "suppliers.calendar_domain", r'"\ud800"', *WHY), 1, "cannot keep this value"),
        (("set", "core.health_thresholds", '{"core.x": {}}', *WHY), 1, "do not exist: core.x"),
        (("set", "core.trusted_proxies", "2"), 2, "--reason"),
        (("reset", "core.trusted_proxies"), 2, "--reason"),
    ],
)
def test_a_refusal_says_what_to_do(
    db_url: str, words: tuple[str, ...], exit_code: int, said: str
) -> None:
    answer = CliRunner().invoke(main, ["settings", words[0], "--url", db_url, *words[1:]])
    assert (answer.exit_code, said in answer.stderr) == (exit_code, True), answer.stderr
    if words[0] == "set":
        assert run(db_url, "list", "--changed").stdout == ""


def test_a_text_needs_no_quotes(db_url: str) -> None:
    name = "suppliers.calendar_domain"
    with db.connect(db_url) as conn:
        conn.execute(
            "insert into core.settings (name, default_value, description, value_schema)"
            """ values (%s, '"x"', 'x', '{"type": "string"}') on conflict do nothing""",
            (name,),
        )
    for given, value in (("a.example", "a.example"), ('"b.example"', "b.example"), ("5", "5")):
        assert run(db_url, "set", name, given, *WHY).exit_code == 0
        assert got(db_url, name) == value
