"""Seeding the demo of concerts, once and a second time."""

import json

import pytest
from click.testing import CliRunner

from glue import db
from glue.commands.seed import seed, seed_command
from glue.errors import ConfigError
from glue.http.tokens import user_id

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]


def test_the_demo_is_loaded_once(db_url: str) -> None:
    done = CliRunner().invoke(seed_command, ["concerts", "--url", db_url, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == [
        {"dataset": "concerts", "version": "fixed seed 1", "lines": 60, "was_there": False}
    ]
    again = seed(db_url, "concerts")
    assert (again.lines, again.was_there) == (60, True)
    with db.connect(db_url) as conn:
        broken = conn.execute(
            "select i.name from core.invariants as i"
            " where (core.run_invariant(i.name)).violations > 0"
        ).fetchall()
        votes = conn.execute(
            "select count(*) > 0 as some, count(*) filter (where user_id = any(%s)) as theirs"
            " from concerts.votes",
            ([user_id("ada"), user_id("bob")],),
        ).fetchone()
    assert broken == []
    assert votes == {"some": True, "theirs": 0}


def test_the_nightly_job_finds_no_duplicate_in_it(db_url: str) -> None:
    seed(db_url, "concerts")
    with db.connect(db_url) as conn:
        conn.execute("select concerts.run_find_duplicates(null)")
        assert conn.execute("select from concerts.merges").rowcount == 0
        assert conn.execute("select from concerts.duplicate_candidates").rowcount == 0


def test_it_has_no_number_of_rows(db_url: str) -> None:
    with pytest.raises(ConfigError, match="--rows"):
        seed(db_url, "concerts", 10)
