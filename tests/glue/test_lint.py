"""Each rule finds what breaks it, and nothing in this project.

A rule over sources gets a file that breaks it; a rule over a catalog gets a statement
that breaks it, in a database that has everything.
"""

import json
from collections.abc import Iterable

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.rows import DictRow

from glue import paths
from glue.cli import main
from glue.commands import lint as command
from glue.commands.lint import Tool, run_rules, run_tool
from glue.errors import ConfigError
from glue.lint import Finding, boundaries, check_catalog, check_sources, names_files, rules
from glue.lint._tree import SqlFile, Tree
from glue.schema.modules import Modules

pytestmark = pytest.mark.needs("filters", "reading")

FUNCTION = """
create function core.f(p_x int)
    returns int
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    {body}
$$;
"""
POLICY = "create policy select_owner_own on core.t for select {rest};"
MACRO = "--% macro m({parameters})\n{body}\n--% endmacro\n"

# (rule, path of the file, its text, a part of the message)
COMMENT = "comment on function api.f() is $$It does.\nDeprecated: {label}$$;"
BAD_SOURCES = [
    (
        "deprecations",
        "functions/api/b.sql",
        COMMENT.format(label="use g"),
        "says Deprecated: use g",
    ),
    (
        "deprecations",
        "functions/api/b.sql",
        COMMENT.format(label="since 0.2.0; use g."),
        "gives way to g, which is not an exposed RPC",
    ),
    (
        "deprecations",
        "functions/api/b.sql",
        COMMENT.format(label="since 0.2.0; use f."),
        "gives way to f, which is deprecated too",
    ),
    (
        "function_attributes",
        "functions/core/f.sql",
        FUNCTION.format(body="select 1").replace("    stable\n", ""),
        "volatility",
    ),
    (
        "function_attributes",
        "functions/core/f.sql",
        FUNCTION.format(body="select 1").replace("    set search_path = pg_catalog, pg_temp\n", ""),
        "set",
    ),
    (
        "function_attributes",
        "functions/core/f.sql",
        FUNCTION.format(body="select 1").replace("= pg_catalog, pg_temp", "= ''"),
        "search_path",
    ),
    (
        "function_attributes",
        "functions/core/f.sql",
        FUNCTION.format(body="select 1").replace("stable\n   ", "stable"),
        "several on a line",
    ),
    (
        "function_attributes",
        "functions/core/f.sql",
        (
            "create function core.f() returns int security invoker\nlanguage sql\nstable\n"
            "set search_path = pg_catalog, pg_temp\nreturn 1;"
        ),
        "another order",
    ),
    (
        "exposed_names",
        "functions/api/b.sql",
        (
            "create view api.f as select 1;\ncreate function api.f() returns int\nlanguage sql\n"
            "stable\nsecurity invoker\nset search_path = pg_catalog, pg_temp\nas $$ select 1 $$;"
        ),
        "api.f",
    ),
    (
        "no_serialization_failure",
        "functions/core/f.sql",
        FUNCTION.format(body="raise exception using errcode = '40001';"),
        "40001",
    ),
    (
        "no_serialization_failure",
        "functions/core/f.sql",
        FUNCTION.format(body="raise serialization_failure;"),
        "serialization_failure",
    ),
    ("where_on_writes", "sql/seeds/core/t.sql", "update core.t set x = 1;", "update"),
    ("where_on_writes", "migrations/0001.core.fill_t.sql", "delete from core.t;", "delete"),
    (
        "where_on_writes",
        "functions/core/f.sql",
        FUNCTION.format(body="if true then update core.t set x = (select 1 where true); end if;"),
        "update",
    ),
    (
        "where_on_writes",
        "functions/core/f.sql",
        FUNCTION.format(body="with gone as (delete from core.t returning 1) select 1 where true"),
        "delete",
    ),
    ("policy_roles", "policies/core/t.sql", POLICY.format(rest="using (true)"), "PUBLIC"),
    (
        "policy_roles",
        "policies/core/t.sql",
        POLICY.format(rest="to anon using (true)").replace("for select", "for all"),
        "all commands",
    ),
    (
        "policy_calls",
        "policies/core/t.sql",
        POLICY.format(rest="to anon using (owner_id = auth.uid())"),
        "auth.uid",
    ),
    (
        "policy_calls",
        "policies/core/t.sql",
        POLICY.format(rest="to anon using (core.has_role('admin'))"),
        "core.has_role",
    ),
    (
        "policy_calls",
        "policies/core/t.sql",
        POLICY.format(rest="to anon using (x = current_setting('a.b'))"),
        "current_setting",
    ),
    ("templates", "functions/core/f.sql.j2", "select {% raw x;", "{%"),
    ("templates", "triggers/core/t.sql.j2", MACRO.format(parameters="", body=""), "outside"),
    (
        "templates",
        "sql/macros/m.sql.j2",
        MACRO.format(parameters="a, b, c, d, e", body=""),
        "5 parameters",
    ),
    (
        "templates",
        "sql/macros/m.sql.j2",
        MACRO.format(parameters="", body="select 1;\n" * 61),
        "lines",
    ),
    (
        "templates",
        "sql/macros/m.sql.j2",
        MACRO.format(parameters="", body="security definer"),
        "definer",
    ),
    (
        "templates",
        "sql/macros/m.sql.j2",
        MACRO.format(parameters="", body="grant select on {{ t }} to anon;"),
        "grants",
    ),
    (
        "names_constraints",
        "sql/tables/core/t.sql",
        "create table core.t (x int check (x > 0));",
        "without a name",
    ),
    ("names_migrations", "migrations/0002.core.create_t.sql", "-- depends:\nselect 1;", "0001"),
    ("names_migrations", "migrations/0001.core.create_t.sql", "-- depends: 0.x\n", "depend"),
    ("names_migrations", "migrations/0001.core.create_t.sql", "-- depends:\n", "rollback"),
    ("names_migrations", "migrations/0001.core.create_t.rollback.sql", "", "not there"),
    ("names_files", "functions/core/g.sql", FUNCTION.format(body="select 1"), "core.f"),
    ("names_files", "functions/core/area/g.sql", FUNCTION.format(body="select 1"), "core.f"),
    (
        "names_files",
        "triggers/core/master.sql",
        "create trigger t after insert on reading.t execute function core.f();",
        "reading.t",
    ),
    ("names_files", "sql/seeds/core/t.sql", FUNCTION.format(body="select 1"), "core.f"),
    ("names_files", "triggers/core/t.sql", FUNCTION.format(body="select 1"), "core.f"),
    (
        "names_files",
        "triggers/core/u.sql",
        FUNCTION.format(body="select 1").replace("core.f", "core.tg_t__audit"),
        "core.t",
    ),
    ("names_files", "policies/core/u.sql", POLICY.format(rest="to anon using (true)"), "core.t"),
    (
        "table_grants",
        "sql/tables/core/t.sql",
        "create table core.t (x int); grant select on core.t to anon;",
        "rights on core.t",
    ),
    (
        "table_grants",
        "policies/core/u.sql",
        "revoke all on core.t from anon; grant select on core.u to anon;",
        "rights on core.t",
    ),
    (
        "table_grants",
        "policies/core/t.sql",
        "grant select on core.t to anon; revoke all on core.t from anon;",
        "before `revoke all on core.t`",
    ),
]

BOUNDARIES = [
    ("functions/core/f.sql", FUNCTION.format(body="select from master.brands"), "may not use"),
    ("functions/core/f.sql", FUNCTION.format(body="select 'master.f'::regproc"), "may not use"),
    ("functions/master/f.sql", FUNCTION.format(body="select core._g()"), "private to core"),
    ("functions/zoo/f.sql", FUNCTION.format(body="delete from master.brands"), "writes"),
    ("functions/api/zoo.sql", FUNCTION.format(body="select core._g()"), "private"),
    ("sql/views/api/v.sql", "create view api.v as select core._g();", "private"),
    (
        "sql/seeds/zoo/settings.sql",
        "insert into core.settings (name) values ('zoo.a'), ('core.b');",
        "not of zoo",
    ),
    (
        "sql/seeds/core/settings.sql",
        "insert into core.settings (name) values ('other'), ('master.b');",
        "'master.b'",
    ),
]
BAD_SOURCES += [("boundaries", *case) for case in BOUNDARIES]

# (rule, statement, a part of the finding)
BAD_CATALOGS = [
    ("rls_enabled", "create table core.things (id int primary key)", "core.things"),
    (
        "rls_enabled",
        """
        create table core.things (id int primary key) partition by range (id);
        alter table core.things enable row level security;
        create table core.things_1 partition of core.things for values from (1) to (2)
     """,
        "core.things_1",
    ),
    (
        "policy_per_grant",
        "grant delete on core.settings to authenticated",
        "authenticated may delete",
    ),
    ("policy_per_grant", "grant insert (name) on core.settings to anon", "anon may insert"),
    (
        "no_public_temporary",
        """
        do $$
        begin
            execute format('grant temporary on database %I to public', current_database());
        end;
        $$
        """,
        "temporary",
    ),
    (
        "fkeys_indexed",
        "create table core.things (setting text references core.settings)",
        "things_setting_fkey",
    ),
    (
        "fkeys_indexed",
        """
        create table core.things (id int, setting text references core.settings);
        create index on core.things (id, setting)
     """,
        "things_setting_fkey",
    ),
    (
        "audited_tables",
        "create table core.child () inherits (master.brands)",
        "master.brands",
    ),
    (
        "function_search_path",
        "create function core.f() returns int language sql as 'select 1'",
        "core.f()",
    ),
    (
        "function_search_path",
        "create function core.f() returns int language sql return 1",
        "core.f()",
    ),
    (
        "function_search_path",
        "create function core.f() returns int language sql set search_path = '' as 'select 1'",
        "core.f()",
    ),
    (
        "api_is_thin",
        "create function api.f() returns int language sql security definer as 'select 1'",
        "security definer",
    ),
    ("api_is_thin", "create table api.things ()", "is a table"),
    ("api_is_thin", "create materialized view api.things as select 1", "materialized"),
    ("api_is_thin", "create view api.things as select 1", "as its owner"),
    ("comments_present", "create table core.things ()", "core.things"),
    ("comments_present", "create view api.things as select 1", "api.things"),
    ("comments_present", "create schema other", "schema other"),
    ("comments_present", "create role app_other", "role app_other"),
    ("comments_present", "alter table core.settings add total_minor bigint", "total_minor"),
    (
        "comments_present",
        "create function core.f() returns int language sql as 'select 1'",
        "core.f()",
    ),
    (
        "comments_present",
        "create policy delete_anon_all on core.settings for delete to anon using (true)",
        "delete_anon_all",
    ),
    (
        "exposed_budgets",
        "create function api.f() returns int language sql as 'select 1'",
        "api.f()",
    ),
    ("no_public_grants", "grant usage on schema core to public", "schema core"),
    ("no_public_grants", "grant select on core.settings to public", "core.settings"),
    ("no_public_grants", "grant update (value) on core.settings to public", "settings.value"),
    ("no_public_grants", "grant execute on function core.now() to public", "core.now()"),
    (
        "no_public_grants",
        """
        alter default privileges grant execute on functions to public;
        create function core.f() returns int language sql as 'select 1'
     """,
        "core.f()",
    ),
    (
        "no_public_grants",
        "alter default privileges in schema core grant select on tables to public",
        "default",
    ),
    ("names_columns", 'create table core."Things" ()', "Things"),
    ("names_columns", "alter table core.settings add changed timestamptz", "changed"),
    ("names_columns", "alter table core.settings add changed_at text", "changed_at"),
    ("names_columns", "alter table core.settings add secret boolean", "secret"),
    ("names_columns", "alter table core.settings add is_secret int", "is_secret"),
    ("names_columns", "alter table core.settings add due_on text", "due_on"),
    ("names_columns", "alter table core.settings add raw json", "json"),
    ("names_constraints", "alter table core.settings add constraint x check (true)", "x"),
    ("names_indexes", "create index by_value on core.settings (value)", "by_value"),
    (
        "names_triggers",
        """
        create function core.tg__nothing() returns trigger language plpgsql
        as 'begin return null; end';
        create trigger nothing after insert on core.settings
        for each statement execute function core.tg__nothing()
     """,
        "nothing",
    ),
    (
        "names_triggers",
        """
        create function core.nothing() returns trigger language plpgsql
        as 'begin return null; end'
     """,
        "core.nothing()",
    ),
    (
        "names_policies",
        "create policy anyone on core.settings for delete to anon using (true)",
        "anyone",
    ),
    (
        "names_policies",
        "create policy select_anon_all on core.settings for delete to anon using (true)",
        "select_anon_all",
    ),
    (
        "names_functions",
        "create function core.f(x int) returns int language sql as 'select 1'",
        "parameter x",
    ),
    (
        "names_functions",
        "create function core.f(int) returns int language sql as 'select 1'",
        "parameter $1",
    ),
    (
        "names_functions",
        "create function api.f(p_x int, \"order\" int) returns int language sql as 'select 1'",
        "parameter order",
    ),
    (
        "names_functions",
        "create function core.\"F\"() returns int language sql as 'select 1'",
        "snake",
    ),
]


def tree_of(path: str, body: str) -> Tree:
    """Return a tree of one file, in the part that its path belongs to."""
    file = SqlFile(path, body)
    if path.endswith(".j2"):
        return Tree(templates=(file,))
    return Tree(migrations=(file,)) if path.startswith("migrations/") else Tree(sources=(file,))


def found(findings: Iterable[Finding], rule: str, part: str) -> list[Finding]:
    """Return the findings of a rule that say this."""
    return [f for f in findings if f.rule == rule and part in f"{f.where} {f.message}"]


@pytest.mark.parametrize(("rule", "path", "body", "part"), BAD_SOURCES)
def test_bad_source_is_found(rule: str, path: str, body: str, part: str) -> None:
    findings = found(check_sources(tree_of(path, body)), rule, part)
    assert len(findings) == 1
    assert findings[0].where.startswith(f"{path}:")
    assert findings[0].remedy


def test_a_domain_does_not_use_another() -> None:
    tree = Tree(
        sources=(
            SqlFile("functions/farm/f.sql", FUNCTION.format(body="select zoo.count_animals()")),
            SqlFile("sql/tables/zoo/animals.sql", "create table zoo.animals (id int);"),
        )
    )
    [finding] = found(check_sources(tree), "boundaries", "farm uses zoo.count_animals")
    assert finding.where == "functions/farm/f.sql:9"


def test_a_module_uses_what_it_declares() -> None:
    file = SqlFile("functions/farm/f.sql", FUNCTION.format(body="select from master.brands"))
    declared = {"core": frozenset[str](), "master": frozenset({"core"})}
    for needs, count in ((frozenset({"core"}), 1), (frozenset({"core", "master"}), 0)):
        modules = Modules({**declared, "farm": needs}, frozenset())
        tree = Tree(sources=(file,), modules=modules)
        assert len(found(check_sources(tree), "boundaries", "farm uses master.brands")) == count


def test_a_view_in_api_belongs_to_the_module_that_its_name_begins_with() -> None:
    needs = {"core": frozenset[str](), "farm": frozenset({"core"})}
    body = "create view api.{0} as select from farm.animals;"
    table = SqlFile("sql/tables/farm/animals.sql", "create table farm.animals (id int);")
    for name, count in (("farm_animals", 0), ("animals", 1)):
        view = SqlFile(f"sql/views/api/{name}.sql", body.format(name))
        tree = Tree(sources=(view, table), modules=Modules(needs, frozenset()))
        assert len(found(check_sources(tree), "boundaries", "core uses farm.animals")) == count


def test_a_domain_does_not_need_another() -> None:
    needs = {"zoo": frozenset({"core"}), "farm": frozenset({"core", "zoo"})}
    [finding] = found(
        check_sources(Tree(modules=Modules(needs, frozenset()))), "boundaries", "may not need zoo"
    )
    assert finding.where == "sql/cluster/farm.sql:1"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("functions/zoo/f.sql", FUNCTION.format(body="-- core._g\n select core.g(), zoo._h()")),
        ("functions/zoo/f.sql", FUNCTION.format(body="select from master.brands")),
        ("functions/zoo/f.sql", FUNCTION.format(body="insert into zoo.t select from core.t")),
        ("functions/api/zoo.sql", FUNCTION.format(body="select zoo.f()")),
        (
            "triggers/zoo/master.sql",
            "create trigger t75_f after update on master.brands execute function zoo.tg__f();",
        ),
        (
            "sql/seeds/zoo/topic_rules.sql",
            "insert into core.topic_rules (prefix) values ('zoo'), ('zoo:animals'), ('zoo.x');",
        ),
    ],
)
def test_what_a_module_may_use_is_no_finding(path: str, body: str) -> None:
    assert list(boundaries.check(tree_of(path, body))) == []
    if path.startswith("triggers/"):
        assert list(names_files.check(tree_of(path, body))) == []


@pytest.mark.parametrize("exception", boundaries.EXCEPTIONS)
def test_every_exception_is_needed(
    monkeypatch: pytest.MonkeyPatch, exception: tuple[str, str]
) -> None:
    monkeypatch.delitem(boundaries.EXCEPTIONS, exception)
    assert list(boundaries.check(Tree.read(paths.ROOT))) != []


@pytest.mark.parametrize(("rule", "statement", "part"), BAD_CATALOGS)
def test_bad_catalog_is_found(
    conn: psycopg.Connection[DictRow], rule: str, statement: str, part: str
) -> None:
    before = set(check_catalog(conn))
    conn.execute(statement.encode())
    assert len(found(set(check_catalog(conn)) - before, rule, part)) == 1


def test_every_rule_has_a_case_that_breaks_it() -> None:
    broken = {case[0] for case in BAD_SOURCES} | {case[0] for case in BAD_CATALOGS}
    assert broken == {rule.__name__.rpartition(".")[2] for rule in rules()}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.__name__.rpartition(".")[2])
def test_every_rule_says_why_and_what_to_do(rule: object) -> None:
    assert len((rule.__doc__ or "").splitlines()) >= 1
    assert getattr(rule, "REMEDY", "")
    assert hasattr(rule, "check") or hasattr(rule, "QUERY")


@pytest.mark.parametrize(
    "body",
    [
        "update core.t set x = 1 where true;",
        "insert into core.t values (1) on conflict (x) do update set x = 2;",
        "select 1 from core.t for update;",
        "select 1 from core.t for no key update;",
        (
            "create trigger t10_x before insert or update or delete on core.t "
            "for each row execute function core.tg__x();"
        ),
        "grant select, update, delete on core.t to anon;",
        "create policy update_anon_all on core.t for update to anon using (true);",
        (
            "merge into core.t using core.u on t.x = u.x "
            "when matched and u.x > 1 then update set x = 1 when matched then delete;"
        ),
        "create table core.t (x int references core.u on update cascade on delete restrict);",
        "comment on table core.t is $$it's prose: update everything; delete from here$$;",
    ],
)
def test_what_writes_nothing_needs_no_where(body: str) -> None:
    assert not found(check_sources(tree_of("sql/seeds/core/t.sql", body)), "where_on_writes", "")


def test_wrapped_calls_and_calls_on_columns_may_stand_in_a_policy() -> None:
    rest = "to anon using ((select auth.uid()) = owner_id and core.can_see(owner_id))"
    tree = tree_of("policies/core/t.sql", POLICY.format(rest=rest))
    assert not found(check_sources(tree), "policy_calls", "")


def test_a_foreign_key_may_say_why_it_has_no_index(conn: psycopg.Connection[DictRow]) -> None:
    conn.execute("""
        create table core.things (id int, setting text references core.settings);
        comment on constraint things_setting_fkey on core.things is 'Not indexed: a reason.'
    """)
    assert found(set(check_catalog(conn)), "fkeys_indexed", "things_setting_fkey") == []


def test_a_finding_names_the_line_of_the_statement() -> None:
    body = "-- core.t: é, a comment; a semicolon.\n\nselect 1;\n\n-- Why.\ndelete from core.t;"
    (finding,) = found(check_sources(tree_of("sql/seeds/core/t.sql", body)), "where_on_writes", "")
    assert finding.where == "sql/seeds/core/t.sql:6"


def test_a_source_that_does_not_parse_names_its_file() -> None:
    with pytest.raises(ConfigError, match=r"sql/seeds/core/t\.sql: syntax error"):
        list(check_sources(tree_of("sql/seeds/core/t.sql", "selekt 1;")))


def test_sources_that_do_not_build_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_root: object) -> Tree:
        raise ConfigError("no", "Do")

    monkeypatch.setattr(Tree, "read", fail)
    assert run_rules() == [Finding("build", ".", "no", "Do")]


def test_the_sources_break_no_rule() -> None:
    assert [str(finding) for finding in check_sources(Tree.read(paths.ROOT))] == []


def test_a_database_made_from_the_sources_breaks_no_rule(
    conn: psycopg.Connection[DictRow],
) -> None:
    assert [str(finding) for finding in check_catalog(conn)] == []


def test_a_failing_checker_is_a_finding_with_its_place() -> None:
    script = "print('glue/x.py:3:1: E1 wrong.'); raise SystemExit(1)"
    tool = Tool("t", ("python", "-c", script), r"(?P<where>\S+?:\d+):\d+: (?P<message>.+)", "Mend")
    assert run_tool(tool) == [Finding("t", "glue/x.py:3", "E1 wrong", "Mend")]


def test_a_checker_that_breaks_is_never_silent() -> None:
    tool = Tool("t", ("python", "-c", "raise SystemExit('gone')"), "(?P<where>a)", "Mend it")
    assert run_tool(tool) == [Finding("t", ".", "gone", "Mend it")]


def test_findings_are_printed_and_fail_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding("rls_enabled", "core.t", "has no row-level security", "Enable it")
    monkeypatch.setattr(command, "lint", lambda **_: [finding])
    done = CliRunner().invoke(main, ["lint"])
    assert done.exit_code == 1
    assert done.stdout == "core.t: rls_enabled: has no row-level security. Enable it\n"
    done = CliRunner().invoke(main, ["lint", "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout) == [
        {
            "rule": "rls_enabled",
            "where": "core.t",
            "message": "has no row-level security",
            "remedy": "Enable it",
        }
    ]


def test_no_finding_is_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "lint", lambda **_: [])
    assert CliRunner().invoke(main, ["lint"]).exit_code == 0
