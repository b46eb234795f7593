"""rowhouse adopt and remove: core beside tables of others, of which nothing changes."""

import json
from pathlib import Path

import pytest

from glue import db, paths
from glue.adopt import removal
from glue.adopt.lines import file_of, write_lines
from glue.adopt.standing import Change, changes, foreign_changes, standing
from glue.migrate.attached import Attachment
from glue.migrate.check import drift
from glue.migrate.run import Run
from glue.migrate.runner import migrate_up
from glue.postgres.server import Server
from tests.adopt.project import (
    ACCOUNTS,
    BILLING,
    CHAT,
    ODD,
    Adopted,
    make_project,
    own_triggers,
)
from tests.glue.choice import make_choice

pytestmark = pytest.mark.each_engine


@pytest.fixture(params=[CHAT, BILLING, ACCOUNTS, ODD])
def project(request: pytest.FixtureRequest, tmp_path: Path, blank_url: str) -> Adopted:
    """Each of the projects, with a checkout that chooses nothing yet."""
    return make_project(tmp_path / "checkout", blank_url, request.param)


def test_a_look_changes_nothing_and_says_what_there_is(project: Adopted) -> None:
    before = standing(project.url)
    found = json.loads(project.ok("adopt", "--json"))
    assert changes(before, standing(project.url)) == []
    assert found["needs"] == []
    assert found["installs"] == ["core"]
    assert {"schema core", "schema api"} < {*found["makes"]}
    assert {row["role"] for row in found["exposes"]} == {"anon", "authenticated", "service_role"}
    with db.connect(project.url) as conn:
        wanted = conn.execute(
            "select format('%I.%I', schemaname, tablename) as it from pg_catalog.pg_tables"
            " where schemaname in ('public', 'basejump', 'Odd Ones') order by 1"
        ).fetchall()
    assert [row["table"] for row in found["tables"]] == [row["it"] for row in wanted]
    assert {row["rows"] for row in found["tables"]} == {None}, "unknown is not none"
    assert not (project.choice.root / "rowhouse.toml").exists()


def test_core_comes_and_goes_and_nothing_else_changes(project: Adopted) -> None:
    before = standing(project.url)
    project.ok("adopt", "--yes")
    assert foreign_changes(before, standing(project.url)) == []
    with db.connect(project.url) as conn:
        public = conn.execute("""
            select p.oid::regprocedure::text as it from pg_catalog.pg_proc as p
            where p.pronamespace::regnamespace::text in ('core', 'api')
                and has_function_privilege('public', p.oid, 'execute')
        """).fetchall()
    assert public == []
    assert "here already" in project.choice.rowhouse("adopt", DATABASE_URL=project.url).stderr
    assert "would go" in project.refused("remove")
    project.ok("remove", "--yes")
    assert changes(before, standing(project.url)) == []
    again = project.choice.rowhouse("remove", "--yes", DATABASE_URL=project.url)
    assert (again.stdout, "nothing to do" in again.stderr) == ("", True)


def test_the_survey_says_what_cannot_be_attached(tmp_path: Path, blank_url: str) -> None:
    odd = make_project(tmp_path / "checkout", blank_url, ODD)
    tables = {
        row["table"]: row["obstacle"] for row in json.loads(odd.ok("adopt", "--json"))["tables"]
    }
    assert tables["public.parts_now"] == "it is a partition of parts"
    assert tables["public.parts"] == ""
    assert "primary key" in tables["public.keyless"]
    assert tables['public."order"'] == tables["public.tasks"] == ""


def test_a_schema_that_is_taken_is_refused(tmp_path: Path, blank_url: str) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    with db.connect(chat.url) as conn:
        conn.execute("create schema api")
    before = standing(chat.url)
    assert "the schema api, which exists already" in chat.refused("adopt", "--yes")
    assert changes(before, standing(chat.url)) == []


def test_a_plain_database_is_to_be_prepared_first(tmp_path: Path, server: Server) -> None:
    url = db.create_database(server.url("supabase_admin"), "t_plain")
    try:
        with db.connect(url) as conn:
            conn.execute("create table public.notes (id bigint primary key)")
        plain = Adopted(url, make_project(tmp_path / "checkout", url, ODD).choice)
        before = standing(url)
        said = plain.refused("adopt", "--yes")
        assert "rowhouse db prepare" in said
        assert said.count("this database lacks") == 1
        assert changes(before, standing(url)) == []
    finally:
        db.drop_database(server.url("supabase_admin"), "t_plain")


def test_an_adopted_database_has_not_drifted(
    tmp_path: Path, blank_url: str, server: Server
) -> None:
    accounts = make_project(tmp_path / "checkout", blank_url, ACCOUNTS)
    accounts.ok("adopt", "--yes")
    admin = server.url("supabase_admin", "postgres")
    assert drift(admin, accounts.url, lambda _: None, root=accounts.choice.root) == []


def test_the_digest_sees_a_change(tmp_path: Path, blank_url: str) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    before = standing(chat.url)
    with db.connect(chat.url) as conn:
        conn.execute("revoke usage on schema public from public")
        conn.execute("alter table public.users disable row level security")
        conn.execute('drop policy "Allow individual read access" on public.user_roles')
    assert changes(before, standing(chat.url)) == [
        Change("policy", '"Allow individual read access" on user_roles', "dropped"),
        Change("relation", "users", "changed"),
        Change("schema", "public", "changed"),
    ]


def test_a_database_without_tables_is_adopted_and_says_what_public_loses(
    tmp_path: Path, blank_url: str
) -> None:
    empty = Adopted(blank_url, own_triggers(make_choice(tmp_path / "checkout")))
    assert "revokes from PUBLIC" in empty.ok("adopt")
    before = standing(blank_url)
    empty.ok("adopt", "--yes")
    assert {it.kind for it in foreign_changes(before, standing(blank_url))} <= {
        "schema", "database", "default privilege"
    }  # fmt: skip
    empty.ok("remove", "--yes")


def test_a_supabase_project_is_not_sent_to_prepare(
    tmp_path: Path, blank_url: str, server: Server
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    with db.connect(server.url("supabase_admin", db.database_of(blank_url))) as conn:
        conn.execute("create table auth.schema_migrations (version text)")
        conn.execute("drop table realtime.messages cascade")
    said = chat.refused("adopt", "--yes")
    assert "realtime.messages" in said
    assert "upgrade the project" in said
    assert "Run `rowhouse db prepare`" not in said


def test_who_may_not_comment_a_policy_of_supabase_makes_it_all_the_same(
    blank_url: str, server: Server
) -> None:
    block = (paths.ROOT / "policies/realtime/messages.sql").read_text().partition("do $$")
    with db.connect(server.url("supabase_admin", db.database_of(blank_url))) as conn:
        conn.execute("create policy select_subscriber_topic on realtime.messages using (true)")
        conn.execute("alter table realtime.messages owner to supabase_admin")
    with db.connect(blank_url) as conn:
        conn.execute(db.script(block[1] + block[2]))


def test_a_removal_is_refused_whole_while_something_uses_ours(
    tmp_path: Path, blank_url: str
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    chat.ok("adopt", "--yes")
    chat.ok("attach", "audit", "public.channels")
    chat.ok("migrate", "up")
    with db.connect(blank_url) as conn:
        conn.execute("create view public.work as select id from core.jobs")
        conn.execute("create policy operators on public.users using (core.has_role('admin'))")
    said = chat.refused("remove", "--yes")
    assert "policy operators on public.users" in said
    assert "public.work" in said
    assert len(json.loads(chat.ok("attach", "list", "--json"))) == 1
    with db.connect(blank_url) as conn:
        conn.execute("drop view public.work")
        conn.execute("drop policy operators on public.users")
    chat.ok("remove", "--yes")


def test_a_removal_that_is_cut_off_detaches_nothing(
    tmp_path: Path, blank_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    chat.ok("adopt", "--yes")
    chat.ok("attach", "audit", "public.channels")
    chat.ok("migrate", "up")

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Run, "_finish_down", cut_off)
        with pytest.raises(KeyboardInterrupt):
            removal.remove(blank_url, lambda _: None, lose_data=True)
    with db.connect(blank_url) as conn:
        triggers = conn.execute(
            "select from pg_trigger where tgrelid = 'public.channels'::regclass"
            " and starts_with(tgname, 't80_audit_')"
        )
        assert triggers.rowcount == len(("insert", "update", "delete", "truncate"))
    assert len(json.loads(chat.ok("attach", "list", "--json"))) == 1


def test_an_adoption_that_was_cut_off_is_removed(
    tmp_path: Path, blank_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT, [])
    before = standing(blank_url)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Run, "apply_set", cut_off)
        with pytest.raises(KeyboardInterrupt):
            migrate_up(blank_url, root=chat.choice.root)
    assert "core is not installed here" in chat.refused("attach", "audit", "public.channels")
    chat.ok("remove", "--yes")
    assert changes(before, standing(blank_url)) == []


def test_an_adoption_that_failed_half_way_goes_on(tmp_path: Path, blank_url: str) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    line = Attachment("audit", "public.orders", {}, {"id": "bigint"})
    write_lines(file_of(chat.choice.root, "public", "orders"), [line])
    assert "public.orders" in chat.refused("adopt", "--yes")
    assert json.loads(chat.ok("adopt", "--json"))["is_adopted"] is False
    look = chat.choice.rowhouse("adopt", DATABASE_URL=chat.url)
    assert "would make" not in look.stdout
    assert "half-way" in look.stderr
    # `migrate down` notes what stands, without a function: that release is not whole either.
    assert "the first release" in chat.refused("migrate", "down")
    with db.connect(blank_url) as conn:
        conn.execute("create table public.orders (id bigint primary key)")
    chat.ok("adopt", "--yes")
    assert len(json.loads(chat.ok("attach", "list", "--json"))) == 1
    said = chat.choice.rowhouse("adopt", "--yes", DATABASE_URL=chat.url).stderr
    assert "here already" in said


def test_what_has_our_names_by_chance_is_not_removed(tmp_path: Path, blank_url: str) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    with db.connect(blank_url) as conn:
        conn.execute("create schema rowhouse create table guests (id bigint)")
    before = standing(blank_url)
    assert "rowhouse" in chat.refused("adopt", "--yes")
    chat.ok("remove", "--yes")
    assert changes(before, standing(blank_url)) == []
    with db.connect(blank_url) as conn:
        assert conn.execute("select from rowhouse.guests").rowcount == 0


def test_a_schema_with_the_name_of_a_module_that_is_not_chosen_is_of_others(
    tmp_path: Path, blank_url: str
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT)
    with db.connect(blank_url) as conn:
        conn.execute("create schema commerce create table orders (id bigint primary key)")
    tables = {
        row["table"]: row["obstacle"] for row in json.loads(chat.ok("adopt", "--json"))["tables"]
    }
    assert tables["commerce.orders"] == "its schema has the name of a module of Rowhouse"
    chat.ok("adopt", "--yes")
    with db.connect(blank_url) as conn:
        conn.execute("create view commerce.work as select id from core.jobs")
    assert "commerce.work" in chat.refused("remove", "--yes")
    said = chat.refused("attach", "audit", "commerce.orders")
    assert "the schema commerce has the name of a module" in said
    assert not (chat.choice.root / "triggers" / "commerce" / "orders.sql").exists()
