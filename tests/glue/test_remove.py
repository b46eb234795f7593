"""rowhouse remove: what it refuses, and what it leaves to whose it is."""

import re
from pathlib import Path

import pytest

from glue import db, paths
from glue.adopt.standing import foreign_changes, standing
from tests.adopt.project import CHAT, make_project

pytestmark = pytest.mark.each_engine


def test_a_database_that_was_pushed_to_is_refused_and_left_by_hand(
    tmp_path: Path, blank_url: str
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT, [])
    before = standing(blank_url)
    chat.ok("migrate", "up")
    with db.connect(blank_url) as conn:
        # As after `supabase db push`: all stands, and no ledger knows it.
        conn.execute("drop schema rowhouse cascade")
    there = standing(blank_url)
    said = chat.refused("remove", "--yes")
    assert "`rowhouse migrate up` did not make it" in said
    assert "the schemas api, core, which exist already: If a release made it by" in chat.refused(
        "adopt", "--yes"
    )
    assert standing(blank_url) == there

    page = (paths.ROOT / "docs" / "attach.md").read_text()
    (by_hand,) = re.findall(r"```sql\n(select core\.leave_database.*?)```", page, re.DOTALL)
    with db.connect(blank_url, autocommit=False) as conn:
        conn.execute(db.script(by_hand))
    assert foreign_changes(before, standing(blank_url)) == []
    assert "nothing to do" in chat.choice.rowhouse("remove", DATABASE_URL=blank_url).stderr
