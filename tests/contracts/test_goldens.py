"""What exists and who may do what, as whole-database goldens: a change shows in review.

Partitions of a day or month come and go, so they are left out.

`rowhouse accept` writes them. They are the same on every Postgres. Where a module is not
chosen, its lines are left out of the comparison, and stay.
"""

import difflib
import os
import re
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import DictRow

from glue.lint._catalog import OURS
from glue.schema.modules import read_modules
from tests.goldens import lines_of

HERE = Path(__file__).parent
OF_A_TIME = re.compile(r"_p\d{4}(_\d{2})+")


@pytest.mark.parametrize("name", ["objects", "privileges"])
def test_database_is_as_expected(conn: psycopg.Connection[DictRow], name: str) -> None:
    conn.execute(OURS)
    conn.execute("set local search_path = pg_catalog, pg_temp")
    rows = conn.execute((HERE / f"{name}.sql").read_bytes()).fetchall()
    found = sorted(row["line"] for row in rows if not OF_A_TIME.search(row["line"]))
    golden = HERE / f"{name}.expected"
    lines = golden.read_text().splitlines()
    expected = lines_of(lines, read_modules().chosen)
    if os.environ.get("ROWHOUSE_UPDATE_GOLDENS"):
        kept = {*lines} - {*expected}
        golden.write_text("".join(f"{line}\n" for line in sorted([*found, *kept])))
        return
    assert list(difflib.unified_diff(expected, found, golden.name, "database", n=0)) == []


def test_nobody_but_the_owner_may_maintain(conn: psycopg.Connection[DictRow]) -> None:
    conn.execute(OURS)
    rows = conn.execute("""
        select c.oid::regclass::text, a.grantee::regrole::text
        from ours as o
        inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
        cross join aclexplode(c.relacl) as a
        where a.privilege_type = 'MAINTAIN' and a.grantee <> c.relowner
    """).fetchall()
    assert rows == []
