"""rowhouse verify: an invariant holds only if its query answered, and with no row."""

import json

import pytest
from click.testing import CliRunner, Result

from glue import db
from glue.cli import main

ADD = """
    insert into core.invariants (name, module, query, repair, severity)
    values (%s, split_part(%s, '.', 1), %s, 'Mend it.', %s)
"""


@pytest.fixture
def verify(db_url: str) -> "Verify":
    """`rowhouse verify` against a database that holds the named invariants only."""
    with db.connect(db_url) as conn:
        conn.execute("delete from core.invariants where true")
    return Verify(db_url)


class Verify:
    """Adds invariants to a database and runs the command on it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def add(self, name: str, query: str, severity: str = "error") -> None:
        """Add an invariant."""
        with db.connect(self.url) as conn:
            conn.execute(ADD, (name, name, query, severity))

    def run(self, *arguments: str) -> Result:
        """Run the command."""
        return CliRunner().invoke(main, ["verify", "--url", self.url, *arguments])


def test_no_row_means_that_the_invariant_holds(verify: Verify) -> None:
    verify.add("core.holds", "select 1 where false")
    done = verify.run()
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 of 1 invariants hold" in done.stderr


def test_rows_are_shown_with_the_repair(verify: Verify) -> None:
    verify.add("core.broken", "select n as bad from generate_series(1, 12) as n;\n")
    done = verify.run()
    assert done.exit_code == 1
    assert "error: core.broken: 12 rows" in done.stdout
    assert done.stdout.count('{"bad"') == 10
    assert "… 2 more" in done.stdout
    assert "repair: Mend it." in done.stdout


def test_a_query_that_fails_is_broken(verify: Verify) -> None:
    verify.add("core.fails", "select 1 / 0")
    done = verify.run()
    assert done.exit_code == 1
    assert "core.fails: 22012: division by zero" in done.stdout
    assert "repair:" not in done.stdout, "nothing is known to be broken"


def test_a_query_that_takes_too_long_is_broken_and_the_next_still_runs(verify: Verify) -> None:
    verify.add("core.a_slow", "select pg_sleep(30) where false or pg_sleep(30) is null")
    verify.add("core.b_quick", "select 1 where false")
    done = verify.run("--timeout", "0.2")
    assert done.exit_code == 1
    assert "core.a_slow: no answer within 0.2 s" in done.stdout
    assert "1 of 2 invariants hold" in done.stderr


@pytest.mark.parametrize(
    "query",
    [
        "delete from core.settings where true returning 1",
        "select 1 where false; delete from core.settings where true",
        "with gone as (delete from core.settings where true returning 1) select * from gone",
    ],
)
def test_a_query_that_writes_is_broken_and_writes_nothing(verify: Verify, query: str) -> None:
    with db.connect(verify.url) as conn:
        conn.execute("insert into core.settings values ('core.x', '1', null, 'A setting.')")
    verify.add("core.writes", query)
    assert verify.run().exit_code == 1
    with db.connect(verify.url) as conn:
        assert conn.execute("select 1 from core.settings where name = 'core.x'").rowcount == 1


def test_a_warning_is_shown_and_fails_nothing(verify: Verify) -> None:
    verify.add("core.odd", "select 1 as odd", "warning")
    done = verify.run()
    assert done.exit_code == 0
    assert "warning: core.odd: 1 rows" in done.stdout


def test_one_module_alone(verify: Verify) -> None:
    verify.add("core.broken", "select 1")
    verify.add("filters.holds", "select 1 where false")
    assert verify.run("--module", "filters").exit_code == 0
    assert verify.run("--module", "core").exit_code == 1


def test_an_unknown_module_is_a_usage_error_that_lists_modules(verify: Verify) -> None:
    verify.add("filters.holds", "select 1 where false")
    done = verify.run("--module", "nope")
    assert done.exit_code == 2
    assert "Modules with some: filters." in done.stderr


def test_json_has_every_invariant(verify: Verify) -> None:
    verify.add("core.broken", "select 1 as a")
    verify.add("core.holds", "select 1 where false")
    done = verify.run("--json")
    answer = {row["name"]: row for row in json.loads(done.stdout)}
    assert done.exit_code == 1
    assert answer["core.broken"]["state"] == "error"
    assert answer["core.broken"]["shown"] == [{"a": 1}]
    assert answer["core.holds"]["state"] == "ok"


def test_the_invariants_of_this_release_hold_on_an_empty_database(db_url: str) -> None:
    done = CliRunner().invoke(main, ["verify", "--url", db_url])
    assert (done.exit_code, done.stdout) == (0, "")
