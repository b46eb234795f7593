"""Seeding the demo of concerts, once and a second time."""

import json

import pytest
from click.testing import CliRunner

from glue import db
from glue.commands.seed import seed, seed_command
from glue.errors import ConfigError
from glue.http.tokens import user_id

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

TABLES = ("artists", "venues", "songs", "shows", "setlists", "votes", "external_ids")


def counts(url: str) -> dict[str, int]:
    """Return how many rows each table has."""
    with db.connect(url) as conn:
        return {
            table: conn.execute(f"select from concerts.{table}".encode()).rowcount
            for table in TABLES
        }


def test_the_demo_is_loaded_once(db_url: str) -> None:
    done = CliRunner().invoke(seed_command, ["concerts", "--url", db_url, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == [
        {"dataset": "concerts", "version": "fixed seed 1", "lines": 60, "was_there": False}
    ]
    made = counts(db_url)
    again = seed(db_url, "concerts")
    assert (again.lines, again.was_there) == (60, True)
    assert counts(db_url) == made
    assert {name: made[name] for name in TABLES[:5]} == {
        "artists": 30, "venues": 20, "songs": 200, "shows": 60, "setlists": 14,
    }  # fmt: skip
    with db.connect(db_url) as conn:
        broken = conn.execute(
            "select i.name from core.invariants as i"
            " where (core.run_invariant(i.name)).violations > 0"
        ).fetchall()
        fan = conn.execute(
            "select count(*) as n from concerts.votes where user_id = %s", (user_id("fan-1"),)
        ).fetchone()
    assert broken == []
    assert fan == {"n": 47}


def test_the_nightly_job_finds_no_duplicate_in_it(db_url: str) -> None:
    seed(db_url, "concerts")
    made = counts(db_url)
    with db.connect(db_url) as conn:
        conn.execute("select tests.find_duplicates()")
        assert conn.execute("select from concerts.merges").rowcount == 0
        assert conn.execute("select from concerts.duplicate_candidates").rowcount == 0
    assert counts(db_url) == made


def test_it_has_no_number_of_rows(db_url: str) -> None:
    with pytest.raises(ConfigError, match="--rows"):
        seed(db_url, "concerts", 10)
