"""rowhouse remove: what it refuses, and what it leaves to whose it is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import sql

from glue import db, paths
from glue.adopt.standing import changes, foreign_changes, standing
from glue.postgres.server import Server
from glue.schema.scratch import ensure_blank_template
from tests.adopt.project import CHAT, make_project
from tests.clusters import TEMPLATE, start_cluster

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


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server of its own, without a role of a release: no other database needs one there."""
    server = start_cluster(tmp_path / "server")
    admin = server.url("supabase_admin")
    try:
        db.drop_database(admin, TEMPLATE)
        with db.connect(admin) as conn:
            conn.execute("drop role app_worker, app_reader")
        yield server
    finally:
        server.stop()


def test_a_role_that_was_there_before_stays_as_it_is(tmp_path: Path, own_server: Server) -> None:
    admin = own_server.url("supabase_admin")
    db.create_database(admin, "shop", ensure_blank_template(admin, "postgres"))
    with db.connect(admin) as conn:
        conn.execute("alter database shop owner to postgres")
        conn.execute("create role app_reader login")
        conn.execute("comment on role app_reader is 'Reports'")
        conn.execute("grant app_reader to postgres with admin option")
    shop = own_server.url(database="shop")
    chat = make_project(tmp_path / "checkout", shop, CHAT)
    before = standing(shop)
    said = chat.ok("adopt")
    assert "would make role app_worker" in said
    assert "would give rights in core to role app_reader, which is there already" in said
    chat.ok("adopt", "--yes")
    removed = chat.ok("remove", "--yes").splitlines()
    assert "role app_worker" in removed
    assert "role app_reader" not in removed
    assert changes(before, standing(shop)) == []
    with db.connect(admin) as conn:
        found = conn.execute(
            "select rolname as name, shobj_description(oid, 'pg_authid') as comment"
            " from pg_catalog.pg_roles where starts_with(rolname, 'app_')"
        ).fetchall()
    assert found == [{"name": "app_reader", "comment": "Reports"}]


def test_a_database_that_quotes_all_names_is_adopted_and_left(
    tmp_path: Path, blank_url: str
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    with db.connect(blank_url) as conn:
        name = sql.Identifier(db.database_of(blank_url))
        conn.execute(sql.SQL("alter database {} set quote_all_identifiers = on").format(name))
    before = standing(blank_url)
    chat.ok("adopt", "--yes")
    chat.ok("attach", "audit", "public.channels")
    chat.ok("migrate", "up")
    with db.connect(blank_url) as conn:
        conn.execute("update public.channels set slug = 'renamed'")
        conn.execute("create view public.work as select id from core.jobs")
    assert [it["faults"] for it in json.loads(chat.ok("attach", "list", "--json"))] == [[]]
    assert "public.work" in chat.refused("remove", "--yes")
    with db.connect(blank_url) as conn:
        conn.execute("drop view public.work")
    chat.ok("remove", "--yes")
    assert changes(before, standing(blank_url)) == []
