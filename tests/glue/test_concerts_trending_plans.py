"""Trends read the settings once, however many artists and shows they compare.

A setting that is read for each row takes most of the time of the answer.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from glue import db
from glue.bench.concerts_rows import make_rows

pytestmark = pytest.mark.needs("concerts")

SETTINGS = ("core.setting(", "concerts._vote_weight(")
SOURCE = "select p.prosrc as body from pg_proc as p where p.oid = to_regproc(%s)"


def parts(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts of a plan, the whole first, but not what is computed once beside it."""
    if node.get("Parent Relationship") == "InitPlan":
        return
    yield node
    for inner in node.get("Plans", []):
        yield from parts(inner)


@pytest.mark.parametrize("name", ["_list_trending", "_list_top_shows"])
def test_trends_read_the_settings_once(db_url: str, name: str) -> None:
    with db.connect(db_url) as conn:
        make_rows(conn, 0.002)
        (source,) = conn.execute(SOURCE, (f"concerts.{name}",)).fetchall()
        body = source["body"].replace("p_limit", "10")
        explain = db.script(f"explain (verbose, format json) {body}")
        (plan,) = conn.execute(explain).fetchall()
    (whole,) = plan["QUERY PLAN"]
    outside = [
        str({key: part[key] for key in part if key != "Plans"}) for part in parts(whole["Plan"])
    ]
    assert not any(name in text for name in SETTINGS for text in outside)
    assert any(name in str(whole) for name in SETTINGS)
