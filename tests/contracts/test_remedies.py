"""Troubleshooting is complete: each health check, invariant and error has a remedy in docs/."""

import re
from functools import cache

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db, paths
from glue.schema.modules import read_modules

DOCS = paths.ROOT / "docs"
ROW = re.compile(r"^\| `(?P<name>[a-z_]+\.[a-z0-9_]+)` \|(?P<cells>.*)\|$", re.MULTILINE)
# (page, which cell has the remedy, what the entries are)
ENTRIES = (
    (
        "checks.md",
        4,
        (
            "select name, coalesce(remedy, '') as remedy from core.health_checks"
            " where warn is not null or fail is not null"
        ),
    ),
    ("checks.md", 1, "select name, repair as remedy from core.invariants"),
    ("errors.md", 1, "select key as name, hint as remedy from core.error_codes"),
)
CALLED = re.compile(r"\b([a-z]+)\.([a-z0-9_]+)\(")
"""A function that a remedy calls; a schema before it."""
NAMED = re.compile(r"`((?:core|filters|commerce)\.[a-z_]+)`")

pytestmark = pytest.mark.skipif(
    read_modules().chosen != read_modules().needs.keys(),
    reason="the reference that is committed has all modules",
)


@cache
def rows(page: str) -> dict[str, list[str]]:
    """Return the cells after the name, by name."""
    text = (DOCS / "reference" / page).read_text()
    return {
        found["name"]: [cell.strip() for cell in found["cells"].split("|")]
        for found in ROW.finditer(text)
    }


@pytest.mark.parametrize(("page", "cell", "query"), ENTRIES)
def test_each_has_an_entry_with_a_remedy(
    conn: psycopg.Connection[DictRow], page: str, cell: int, query: str
) -> None:
    wanted = conn.execute(db.script(query)).fetchall()
    assert wanted
    assert [row["name"] for row in wanted if row["name"] not in rows(page)] == []
    assert [row["name"] for row in wanted if not row["remedy"].strip()] == []
    bare = [row["name"] for row in wanted if len(rows(page)[row["name"]][cell].split()) < 2]
    assert bare == []


@pytest.mark.parametrize("query", [query for _page, _cell, query in ENTRIES])
def test_a_remedy_calls_functions_that_exist(conn: psycopg.Connection[DictRow], query: str) -> None:
    called = {
        (row["name"], *call)
        for row in conn.execute(db.script(query))
        for call in CALLED.findall(row["remedy"])
    }
    there = {
        (row["module"], row["function"])
        for row in conn.execute(
            "select pronamespace::regnamespace::text as module, proname as function from pg_proc"
        )
    }
    assert [call for call in sorted(called) if call[1:] not in there] == []


def test_the_guide_leads_to_every_entry() -> None:
    guide = (DOCS / "troubleshooting.md").read_text()
    assert "](reference/checks.md)" in guide
    assert "](reference/errors.md)" in guide


def test_the_guide_names_checks_and_errors_that_exist(conn: psycopg.Connection[DictRow]) -> None:
    known = {*rows("checks.md"), *rows("errors.md")}
    known |= {row["name"] for row in conn.execute("select name from core.settings")}
    guide = (DOCS / "troubleshooting.md").read_text()
    unknown = {name for name in NAMED.findall(guide) if name not in known}
    assert {name for name in unknown if not _is_object(conn, name)} == set()


def _is_object(conn: psycopg.Connection[DictRow], name: str) -> bool:
    query = "select coalesce(to_regclass(%s)::oid, to_regproc(%s)::oid) as it"
    found = conn.execute(query, (name, name))
    return (found.fetchone() or {})["it"] is not None
