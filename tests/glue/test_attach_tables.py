"""rowhouse attach: tables that are odd, that change under it, or hold wrong rows already."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from glue import db
from glue.migrate.ledger import items_of
from glue.migrate.measure import measure
from glue.migrate.strayed import faults
from glue.postgres.server import Server
from glue.schema.sources import REPEATABLE, read_sources
from tests.adopt.project import CHAT, ODD, SCHEMAS, Adopted, make_project

pytestmark = pytest.mark.each_engine


@pytest.fixture
def chat(tmp_path: Path, blank_url: str) -> Adopted:
    """The chat, with core beside it."""
    project = make_project(tmp_path / "checkout", blank_url, CHAT, [])
    project.ok("adopt", "--yes")
    return project


@pytest.fixture
def odd(tmp_path: Path, blank_url: str) -> Adopted:
    """The odd tables, with core beside them."""
    project = make_project(tmp_path / "checkout", blank_url, ODD, [])
    project.ok("adopt", "--yes")
    return project


def test_a_table_that_is_made_again_is_attached_to_again(chat: Adopted) -> None:
    chat.ok("attach", "audit", "public.role_permissions")
    chat.ok("migrate", "up")
    with db.connect(chat.url) as conn:
        conn.execute("alter table public.role_permissions rename to old_permissions")
        conn.execute("create table public.role_permissions (like public.old_permissions)")
        conn.execute("alter table public.role_permissions add primary key (id)")
    listed = json.loads(chat.ok("attach", "list", "--json"))
    assert listed[0]["faults"] == ["the table is now public.old_permissions"]
    chat.ok("migrate", "up")
    assert json.loads(chat.ok("attach", "list", "--json"))[0]["faults"] == []
    with db.connect(chat.url) as conn:
        triggers = conn.execute(
            "select distinct tgrelid::regclass::text as it from pg_catalog.pg_trigger"
            " where tgname like 't80_audit%%' and tgrelid::regclass::text ~ 'permissions'"
        ).fetchall()
    assert [row["it"] for row in triggers] == ["role_permissions"]


def test_rows_that_are_wrong_already_are_counted(chat: Adopted) -> None:
    with db.connect(chat.url) as conn:
        conn.execute("create table public.notes (id bigint primary key, title text)")
        conn.execute(
            "insert into public.notes select i, repeat('x', i) from generate_series(1, 12) as i"
        )
    rule = '{"name": "short", "field": "title", "kind": "length", "argument": {"max": 9}}'
    words = ("attach", "validation", "public.notes", "--rule", rule)
    assert "3 of 12 rows do not satisfy the rules (short: 3)" in chat.refused(
        *words, "--existing", "refuse"
    )
    assert not (chat.choice.root / "triggers/public/notes.sql").exists()
    done = chat.choice.rowhouse(*words, DATABASE_URL=chat.url)
    assert done.returncode == 0
    assert "3 of 12 rows" in done.stderr
    assert "they stay" in done.stderr
    chat.ok("migrate", "up")
    with db.connect(chat.url) as conn:
        conn.execute("update public.notes set title = 'y' where id = 12")
        with pytest.raises(psycopg.Error, match="invalid_record"):
            conn.execute("update public.notes set title = title || 'y' where id = 11")


def test_names_are_read_as_sql_reads_them(chat: Adopted) -> None:
    names = ('public."Two ""words"""', 'public."Ünï"', "PUBLIC . ÜPPER")
    with db.connect(chat.url) as conn:
        for name in names:
            conn.execute(db.script(f"create table {name} (id bigint primary key)"))
    for name in names:
        chat.ok("attach", "audit", name)
    chat.ok("migrate", "up")
    assert len(json.loads(chat.ok("attach", "list", "--json"))) == len(names)
    for name in names:
        chat.ok("detach", "all", name)
    chat.ok("migrate", "up")
    assert json.loads(chat.ok("attach", "list", "--json")) == []
    assert "is not schema.table" in chat.refused("detach", "all", "notes")


def test_a_partitioned_table_gets_all_that_a_table_gets(odd: Adopted) -> None:
    odd.ok("attach", "audit", "public.parts")
    odd.ok("attach", "broadcast", "public.parts", "--to", "x")
    odd.ok("attach", "webhooks", "public.parts", "--to", "x")
    odd.ok("attach", "retention", "public.parts", "--column", "at", "--keep", "1 day")
    odd.ok("attach", "validation", "public.parts", "--rule", json.dumps(
        {"name": "small", "field": "id", "kind": "range", "argument": {"max": 9}}
    ))  # fmt: skip
    odd.ok("migrate", "up")
    with db.connect(odd.url) as conn:
        conn.execute("insert into public.parts_now values (1, '2020-01-01')")
        conn.execute("insert into public.parts values (2, '2020-01-01')")
        with pytest.raises(psycopg.Error, match="invalid_record"):
            conn.execute("insert into public.parts_now values (10, '2020-01-01')")
        conn.execute("select core.apply_retention('public.parts')")
        counts = conn.execute(
            "select operation, count(*) as rows from core.audit_entries"
            " where table_name = 'public.parts' group by 1 order by 1"
        ).fetchall()
    assert [(row["operation"], row["rows"]) for row in counts] == [("delete", 2), ("insert", 2)]
    odd.ok("detach", "all", "public.parts")
    odd.ok("migrate", "up")


def test_lines_that_are_there_already_are_attached_when_core_comes(
    chat: Adopted, make_blank: Callable[[], str], drop_database: Callable[[str], None]
) -> None:
    """As in the second database of a project: its files attach, and core is not there yet."""
    chat.ok("attach", "audit", "public.messages", "--mask", "message")
    chat.ok("attach", "webhooks", "public.messages", "--to", "x")
    chat.ok("attach", "retention", "public.messages", "--column", "inserted_at", "--keep", "1 day")
    url = make_blank()
    try:
        with db.connect(url, autocommit=False) as conn:
            conn.execute(db.script((SCHEMAS / f"{CHAT}.sql").read_text()))
        second = Adopted(url, chat.choice)
        second.ok("adopt", "--yes")
        kinds = [row["kind"] for row in json.loads(second.ok("attach", "list", "--json"))]
        assert kinds == ["audit", "retention", "webhooks"]
    finally:
        drop_database(url)


def test_a_restored_dump_has_the_same_attachments_without_a_fault(
    chat: Adopted, server: Server, drop_database: Callable[[str], None]
) -> None:
    with db.connect(chat.url) as conn:
        conn.execute("create table public.cards (id bigint primary key, gone text, card text)")
        conn.execute("alter table public.cards drop column gone")
        conn.execute("insert into public.cards values (1, 'secret')")
    chat.ok("attach", "audit", "public.cards", "--mask", "card")
    chat.ok("attach", "webhooks", "public.cards", "--to", "x", "--column", "id")
    chat.ok("migrate", "up")
    admin = server.url("supabase_admin", db.database_of(chat.url))
    dump = chat.choice.root / "all.dump"
    subprocess.run([server.bin / "pg_dump", "-Fc", "-f", dump, admin], check=True)
    other = db.create_database(server.url("supabase_admin"), "t_restored_cards")
    try:
        subprocess.run([server.bin / "pg_restore", "-d", other, dump], check=True)
        restored = Adopted(server.url(database="t_restored_cards"), chat.choice)
        assert _faults(restored) == [[], []]
        with db.connect(restored.url) as conn:
            conn.execute("update public.cards set card = 'other'")
            entries = conn.execute(
                "select old_values from core.audit_entries where table_name = 'public.cards'"
            ).fetchall()
            conn.execute("alter table public.cards rename card to pan")
        assert entries == [{"old_values": {"card": "***"}}]
        assert ["column card is gone", "column pan was added"] in _faults(restored)
    finally:
        drop_database(other)


def _faults(project: Adopted) -> list[list[str]]:
    return [row["faults"] for row in json.loads(project.ok("attach", "list", "--json"))]


def test_a_module_that_is_chosen_and_not_installed_yet_is_named(chat: Adopted) -> None:
    words = ("attach", "filters", "public.messages", "--to", "editor", "--column", "channel_id")
    assert "rowhouse module add filters" in chat.refused(*words)
    chat.ok("module", "add", "filters")
    assert "filters is not installed here\n  Install it: `rowhouse migrate up`." in (
        chat.refused(*words)
    )
    chat.ok("migrate", "up")
    chat.ok(*words)


def test_a_line_is_attached_again_when_its_module_is_back(chat: Adopted) -> None:
    chat.ok("module", "add", "filters")
    chat.ok("migrate", "up")
    chat.ok("attach", "filters", "public.messages", "--to", "editor", "--column", "channel_id")
    chat.ok("attach", "audit", "public.messages")
    chat.ok("migrate", "up")
    assert _kinds(chat) == ["audit", "filters"]
    chat.ok("module", "remove", "filters", "--yes")
    assert chat.ok("migrate", "up") == ""
    assert _kinds(chat) == ["audit"]
    chat.ok("module", "add", "filters")
    chat.ok("migrate", "up")
    assert _kinds(chat) == ["audit", "filters"]


def test_a_line_that_was_detached_by_hand_is_named_and_attached_again(chat: Adopted) -> None:
    chat.ok("attach", "audit", "public.messages")
    chat.ok("migrate", "up")
    with db.connect(chat.url) as conn:
        conn.execute("select core.detach_table('audit', 'public.messages')")
    done = chat.choice.rowhouse("migrate", "status", "--json", DATABASE_URL=chat.url)
    states = {row["what"]: row["state"] for row in json.loads(done.stdout)}
    assert done.returncode == 3
    assert {it for it in states.items() if it[1] != "applied"} == {
        ("triggers/public/messages", "strayed")
    }
    target = items_of(read_sources(chat.choice.root, REPEATABLE))
    assert faults(chat.url, target) == ["audit of public.messages: not attached; `migrate up` does"]
    assert json.loads(chat.ok("upgrade", "--plan", "--json"))["repeatables"]["changed"] == 1
    assert chat.ok("migrate", "up") == "triggers/public/messages\n"
    assert _kinds(chat) == ["audit"]
    assert chat.ok("migrate", "up") == ""


def test_a_plan_and_a_budget_see_the_locks_of_attachments(chat: Adopted, server: Server) -> None:
    def planned() -> set[str]:
        lines = chat.ok("migrate", "plan").splitlines()
        return {it.strip("- ") for it in lines if "takes" in it and " on public." in it}

    new = "takes ShareRowExclusiveLock on public.messages"
    gone = "takes AccessExclusiveLock on public.messages"
    chat.ok("attach", "audit", "public.messages")
    chat.ok("attach", "retention", "public.channels", "--column", "inserted_at", "--keep", "9 days")
    assert planned() == {new}
    admin, root = server.url("supabase_admin", "postgres"), chat.choice.root
    found = measure(admin, chat.url, lambda _: None, root=root)
    assert [it.table for it in found] == ["public.messages"]
    chat.ok("migrate", "up")
    assert planned() == set()
    chat.ok("attach", "audit", "public.messages", "--mask", "message")
    assert planned() == {new, gone}
    chat.ok("migrate", "up")
    with db.connect(chat.url) as conn:
        conn.execute("select core.detach_table('audit', 'public.messages')")
    assert planned() == {new}
    chat.ok("migrate", "up")
    chat.ok("detach", "all", "public.messages")
    assert planned() == {gone}


def _kinds(project: Adopted) -> list[str]:
    return [row["kind"] for row in json.loads(project.ok("attach", "list", "--json"))]
