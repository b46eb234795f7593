"""Seeding the demo of suppliers, once and a second time."""

import json

import pytest
from click.testing import CliRunner

from glue import db
from glue.commands.seed import seed, seed_command
from glue.errors import ConfigError
from glue.http.tokens import user_id

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]


def test_the_demo_is_loaded_once(db_url: str) -> None:
    done = CliRunner().invoke(seed_command, ["suppliers", "--url", db_url, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == [
        {"dataset": "suppliers", "version": "fixed seed 1", "lines": 8_000, "was_there": False}
    ]
    again = seed(db_url, "suppliers")
    assert (again.lines, again.was_there) == (8_000, True)
    with db.connect(db_url) as conn:
        broken = conn.execute(
            "select i.name from core.invariants as i"
            " where (core.run_invariant(i.name)).violations > 0"
        ).fetchall()
        mia = conn.execute(
            "select count(*) as n from suppliers.project_managers where user_id = %s",
            (user_id("mia"),),
        ).fetchone()
        found = conn.execute(
            "select count(*) > 0 as any from core.data_quality_findings"
            " where rule = 'suppliers.suppliers_are_distinct' and resolved_at is null"
        ).fetchone()
    assert broken == []
    assert found == {"any": True}
    assert mia == {"n": 5}


def test_it_has_no_number_of_rows(db_url: str) -> None:
    with pytest.raises(ConfigError, match="--rows"):
        seed(db_url, "suppliers", 10)
