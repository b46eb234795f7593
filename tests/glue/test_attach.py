"""rowhouse attach and detach: lines of trigger files, and what they do behind foreign tables."""

import json
import shutil
from pathlib import Path

import pytest

from glue import db, paths
from glue.adopt.standing import changes, standing
from glue.migrate.check import check, drift
from glue.migrate.export import export
from glue.migrate.runner import migrate_up
from glue.postgres.server import Server
from tests.adopt.behaviour import outcomes
from tests.adopt.project import ACCOUNTS, BILLING, CHAT, ODD, Adopted, make_project

pytestmark = pytest.mark.needs("filters")

SIX = {
    CHAT: (
        ("audit", "public.messages"),
        ("broadcast", "public.messages", "--owner", "user_id", "--column", "message"),
        ("webhooks", "public.messages", "--to", "integrator"),
        ("retention", "public.messages", "--column", "inserted_at", "--keep", "1 year"),
        ("validation", "public.messages", "--rule", json.dumps(
            {"name": "short", "field": "message", "kind": "length", "argument": {"max": 500}}
        )),
        ("filters", "public.messages", "--to", "editor", "--column", "channel_id"),
    ),
    BILLING: (
        ("audit", "public.subscriptions"),
        ("broadcast", "public.subscriptions", "--owner", "user_id", "--column", "status"),
        ("webhooks", "public.subscriptions", "--to", "integrator", "--column", "status"),
        ("retention", "public.subscriptions", "--column", "ended_at", "--keep", "7 years",
         "--where", "status = 'canceled'"),
        ("validation", "public.subscriptions", "--rule", json.dumps(
            {"name": "some", "field": "quantity", "kind": "range", "argument": {"min": 1}}
        )),
        ("filters", "public.subscriptions", "--to", "editor", "--column", "status",
         "--column", "price_id"),
    ),
    ACCOUNTS: (
        ("audit", "basejump.account_user"),
        ("broadcast", "basejump.account_user", "--owner", "user_id"),
        ("webhooks", "basejump.invitations", "--to", "integrator"),
        ("retention", "basejump.invitations", "--column", "created_at", "--keep", "30 days"),
        ("validation", "basejump.accounts", "--rule", json.dumps(
            {"name": "named", "field": "name", "kind": "length", "argument": {"max": 100}}
        )),
        ("filters", "basejump.account_user", "--to", "editor", "--column", "account_role"),
    ),
}  # fmt: skip


@pytest.fixture
def chat(tmp_path: Path, blank_url: str) -> Adopted:
    """The chat with core beside it."""
    return _adopted(tmp_path, blank_url, CHAT)


@pytest.fixture
def odd(tmp_path: Path, blank_url: str) -> Adopted:
    """The awkward tables with core beside them."""
    return _adopted(tmp_path, blank_url, ODD)


def _adopted(root: Path, url: str, schema: str, modules: list[str] | None = None) -> Adopted:
    """Adopt without the command: it is another test's."""
    project = make_project(root / "checkout", url, schema, modules or [])
    migrate_up(url, root=project.choice.root)
    return project


@pytest.mark.parametrize("schema", SIX)
def test_all_six_behind_the_tables_of_a_project(
    schema: str, tmp_path: Path, blank_url: str
) -> None:
    project = make_project(tmp_path / "checkout", blank_url, schema, ["filters"])
    before, behaved = standing(blank_url), outcomes(blank_url, schema)
    assert len({*behaved}) > 2, "the project's own rules let some through, and refuse others"
    project.ok("adopt", "--yes")
    for words in SIX[schema]:
        project.ok("attach", *words)
    project.ok("migrate", "up")

    attached = json.loads(project.ok("attach", "list", "--json"))
    assert sorted(row["kind"] for row in attached) == sorted(words[0] for words in SIX[schema])
    assert [row["faults"] for row in attached] == [[]] * 6
    assert outcomes(blank_url, schema) == behaved

    for words in SIX[schema]:
        project.ok("detach", words[0], words[1])
    assert not (project.choice.root / "triggers" / SIX[schema][0][1].split(".")[0]).exists()
    names = {words[1] for words in SIX[schema]}
    gone = [f"triggers/{name.replace('.', '/')} (dropped)" for name in sorted(names)]
    assert sorted(project.ok("migrate", "up").splitlines()) == gone
    assert json.loads(project.ok("attach", "list", "--json")) == []
    project.ok("remove", "--yes")
    assert changes(before, standing(blank_url)) == []
    assert outcomes(blank_url, schema) == behaved


def test_what_is_attached_is_no_drift(chat: Adopted, server: Server) -> None:
    admin, root = server.url("supabase_admin", "postgres"), chat.choice.root
    for words in SIX[CHAT][:5]:
        chat.ok("attach", *words)
    chat.ok("migrate", "up")
    assert drift(admin, chat.url, lambda _: None, root=root) == []
    with db.connect(chat.url) as conn:
        conn.execute("create function core._check_more() returns int language sql as 'select 1'")
    found = drift(admin, chat.url, lambda _: None, root=root)
    assert "function:core._check_more(): only in the database" in found
    assert len(found) == len({*found})


def test_what_is_attached_is_seen_in_the_logs_and_goes_with_a_removal(
    tmp_path: Path, blank_url: str
) -> None:
    chat = make_project(tmp_path / "checkout", blank_url, CHAT, [])
    before = standing(chat.url)
    chat.ok("adopt", "--yes")
    for words in SIX[CHAT][:5]:
        chat.ok("attach", *words)
    chat.ok("migrate", "up")
    outcomes(chat.url, CHAT, keep=True)
    with db.connect(chat.url) as conn:
        seen = conn.execute("""
            select
                (select count(*) from core.audit_entries
                where table_name = 'public.messages' and actor_id is not null) as entries,
                (select count(*) from core.events where type like 'public.messages.%%') as hints,
                (select count(*) from realtime.messages
                where topic like 'public:messages:%%') as pushed,
                (select count(*) from core.events where type like 'public.messages_rows.%%')
                    as hooks
        """).fetchone()
        assert seen is not None
        assert all(count > 0 for count in seen.values()), seen
    removed = chat.ok("remove", "--yes")
    assert "audit of public.messages" in removed
    assert changes(before, standing(chat.url)) == []


def test_odd_tables_are_attached_by_their_own_names(odd: Adopted) -> None:
    order, one = 'public."order"', '"Odd Ones"."It\'s one"'
    odd.ok("attach", "audit", order, "--mask", "Secret Word")
    odd.ok("attach", "webhooks", order, "--to", "integrator")
    odd.ok("attach", "audit", one)
    odd.ok("attach", "retention", one, "--column", "seen", "--keep", "1 day")
    odd.ok("attach", "validation", "public.tasks", "--rule", json.dumps(
        {"name": "short", "field": "title", "kind": "length", "argument": {"max": 9}}
    ))  # fmt: skip
    odd.ok("migrate", "up")
    with db.connect(odd.url) as conn:
        conn.execute(
            """insert into public."order" ("Tenant", "select", mood, "Secret Word", amount)
            values (1, now(), 'good', 'hush', 2)"""
        )
        conn.execute("""insert into "Odd Ones"."It's one" values ('a', '2020-01-01', 'b')""")
        done = conn.execute("""select * from core.apply_retention('"Odd Ones"."It''s one"')""")
        assert (done.fetchone() or {})["rows"] == 1
        conn.execute("insert into public.tasks (title) values ('  nine let  ')")
        assert conn.execute("select title from public.tasks").fetchall() == [{"title": "nine let"}]
        event = conn.execute("select payload from core.events where type ~ '^public.order'")
        record = (event.fetchone() or {})["payload"]["record"]
        assert "Secret Word" not in record
        assert record["doubled"] == 4
        names = conn.execute(
            "select distinct table_name as it from core.audit_entries where table_name !~ '^core'"
        )
        assert {row["it"] for row in names} == {"public.order", "Odd Ones.It's one"}
    odd.ok("detach", "all", order)
    odd.ok("detach", "all", one)
    odd.ok("migrate", "up")
    assert [row["kind"] for row in json.loads(odd.ok("attach", "list", "--json"))] == ["validation"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("audit", "public.keyless"), "alter table public.keyless add primary key"),
        (("audit", "public.parts_now"), "is a partition: name public.parts"),
        (("audit", "auth.users"), "in a schema of the platform"),
        (("audit", "public.nothing"), "is not there"),
        (("broadcast", "public.tasks"), "broadcast takes"),
        (("webhooks", "public.tasks"), "webhooks takes"),
        (("retention", "public.tasks", "--column", "title", "--keep", "1 day"), "a time or a date"),
        (("validation", "public.tasks", "--rule", "{"), "--rule is not JSON"),
        (("filters", "public.tasks", "--to", "x", "--column", "done"), "module add filters"),
    ],
)
def test_what_cannot_be_attached_is_refused_and_nothing_is_written(
    odd: Adopted, words: tuple[str, ...], why: str
) -> None:
    before = standing(odd.url)
    assert why in odd.refused("attach", *words)
    assert not (odd.choice.root / "triggers" / "public").exists()
    assert changes(before, standing(odd.url)) == []


def test_without_core_the_command_says_how_to_get_it(tmp_path: Path, blank_url: str) -> None:
    project = make_project(tmp_path / "checkout", blank_url, CHAT, [])
    assert "rowhouse adopt --yes" in project.refused("attach", "audit", "public.messages")


def test_a_changed_column_is_noticed_and_renewed(chat: Adopted, server: Server) -> None:
    admin = server.url("supabase_admin", "postgres")
    chat.ok("attach", "audit", "public.channels")
    chat.ok("attach", "webhooks", "public.channels", "--to", "x", "--column", "slug")
    chat.ok("migrate", "up")

    def found() -> list[str]:
        return check(admin, chat.url, lambda _: None, root=chat.choice.root)

    assert found() == []
    with db.connect(chat.url) as conn:
        conn.execute("alter table public.channels add column colour text")
        conn.execute("alter table public.channels rename column slug to word")
    assert found() == [
        "attached: audit of public.channels: column colour was added",
        "attached: audit of public.channels: column slug is now word",
        "attached: webhooks of public.channels: column slug is now word",
        "attached: webhooks of public.channels: column colour was added",
    ]
    chat.ok("attach", "audit", "public.channels")
    chat.ok("attach", "webhooks", "public.channels", "--to", "x", "--column", "word")
    with db.connect(chat.url) as conn:
        conn.execute("alter table public.channels add column size text")
    chat.ok("attach", "renew", "public.channels")
    chat.ok("migrate", "up")
    assert found() == []


def test_the_line_is_reviewed_and_taken_back_with_a_release(chat: Adopted) -> None:
    file = chat.choice.root / "triggers/public/channels.sql"
    assert chat.ok("attach", "audit", "public.channels") == "triggers/public/channels.sql\n"
    assert file.read_text() == (
        "-- What is attached to public.channels: see `rowhouse attach`, which writes this file.\n"
        "\n"
        "select core.attach_table(\n"
        "    p_kind => 'audit',\n"
        "    p_table => 'public.channels',\n"
        "    p_options => '{}',\n"
        "    p_columns => '{\n"
        '        "id": "bigint",\n'
        '        "inserted_at": "timestamp with time zone",\n'
        '        "slug": "text",\n'
        '        "created_by": "uuid"\n'
        "    }'\n"
        ");\n"
    )
    plan = chat.ok("migrate", "plan")
    assert "core.attach_table" in plan
    chat.ok("migrate", "up")
    chat.ok("migrate", "down")
    assert json.loads(chat.ok("attach", "list", "--json")) == []
    file.unlink()
    file.parent.rmdir()


def test_a_way_to_nothing_leaves_no_job_of_pg_cron(chat: Adopted) -> None:
    chat.ok("attach", "audit", "public.channels")
    chat.ok("migrate", "up")
    with db.connect(chat.url) as conn:
        conn.execute("create schema cron")
        conn.execute("create table cron.job (jobid bigint, jobname text)")
        conn.execute("insert into cron.job values (1, 'rowhouse:work'), (2, 'theirs')")
        conn.execute(
            "create function cron.unschedule(p_id bigint) returns boolean language sql begin atomic"
            " delete from cron.job where jobid = p_id returning true; end"
        )
    chat.ok("migrate", "down", "--to", "0", "--yes")
    with db.connect(chat.url) as conn:
        assert conn.execute("select jobname from cron.job").fetchall() == [{"jobname": "theirs"}]


def test_attachments_are_exported_after_the_tables(chat: Adopted) -> None:
    root = chat.choice.root
    # The checkout has core alone, so what was released with all modules is not in it.
    (root / "migrations").unlink()
    unfrozen = shutil.ignore_patterns("frozen.txt")
    shutil.copytree(paths.ROOT / "migrations", root / "migrations", ignore=unfrozen)
    (root / "supabase").unlink()
    shutil.copytree(paths.ROOT / "supabase", root / "supabase")
    folder = root / "supabase" / "migrations"
    export(root=root, squash=True)
    (folder / "20990101000000_make_todos.sql").write_text("create table public.todos (id int);")
    chat.ok("attach", "audit", "public.channels")
    assert export(root=root) == ["20990101000001_attachments.sql"]
    assert export(root=root) == []
    text = (folder / "20990101000001_attachments.sql").read_text()
    assert "p_table => 'public.channels'" in text
    chat.ok("detach", "audit", "public.channels")
    assert export(root=root) == ["20990101000002_attachments.sql"]
    gone = (folder / "20990101000002_attachments.sql").read_text()
    assert "select core.detach_table('audit', 'public.channels');" in gone
