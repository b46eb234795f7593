"""No login, in no role that it can take, gets more rights than it was given.

Generated from the catalog. As each of them: become another role, grant, alter, create, load,
reach files and programs of the server, and lay hands on objects of others. Postgres must
refuse each with 42501, insufficient privilege: a statement that fails for another reason
proves nothing. The same statements run for a superuser, in a transaction that is undone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.postgres.server import SUPERUSER, Server

REFUSED = "42501"
OURS = """
select n.oid
from pg_catalog.pg_namespace as n
where
    n.nspname in ('auth', 'realtime', 'relay')
    or (n.nspowner = 'postgres'::regrole and n.nspname not in ('public', 'tests', 'extensions'))
"""
# The role that migrates owns everything; a superuser needs no way in.
LOGINS = """
select l.rolname as login, r.rolname as role
from pg_catalog.pg_roles as l
cross join pg_catalog.pg_roles as r
where
    l.rolcanlogin and not l.rolsuper and l.rolname <> 'postgres'
    and r.rolname !~ '^pg_'
    and pg_has_role(l.oid, r.oid, 'member')
order by 1, 2
"""
BECOME = """
select format('set role %I', r.rolname) as statement
from pg_catalog.pg_roles as r where not pg_has_role(session_user, r.oid, 'member')
union all
select format('set session authorization %I', r.rolname)
from pg_catalog.pg_roles as r where r.rolname <> session_user
"""
# An ordinary role may alter no role but itself, and of itself no attribute.
ROLES = """
select format(s.form, r.rolname) as statement
from pg_catalog.pg_roles as r
cross join unnest(array[
    'grant %1$I to current_user',
    'alter role %1$I createrole', 'alter role %1$I createdb', 'alter role %1$I bypassrls',
    'alter role %1$I superuser', 'alter role %1$I replication', 'alter role %1$I login',
    'alter role %1$I rename to taken', 'drop role %1$I'
]) as s (form)
where r.rolname !~ '^pg_' and r.rolname not in (current_user, session_user)
union all
select format(s.form, r.rolname)
from pg_catalog.pg_roles as r
cross join unnest(array[
    'alter role %1$I password ''x''', 'alter role %1$I set search_path = pg_temp',
    'alter default privileges for role %1$I grant all on tables to public',
    'alter default privileges for role %1$I grant execute on functions to public'
]) as s (form)
where r.rolname !~ '^pg_' and r.rolname not in (current_user, session_user)
  and not pg_has_role(current_user, r.oid, 'member')
union all
select format('alter role %I ', r.rolname) || s.attribute
from pg_catalog.pg_roles as r
cross join unnest(array['createrole', 'createdb', 'bypassrls', 'superuser', 'replication'])
    as s (attribute)
where r.rolname = current_user
"""
SCHEMAS = """
select format(s.form, n.nspname) as statement
from pg_catalog.pg_namespace as n
cross join unnest(array[
    'create table %I.taken ()',
    'create function %I.taken() returns int language sql return 1',
    'create domain %I.taken as int',
    'alter schema %I rename to taken',
    'grant all on schema %I to current_user',
    'drop schema %I cascade'
]) as s (form)
where
    n.nspname !~ '^pg_(toast|temp)' and n.nspname <> 'information_schema'
    and not (s.form ~ '^grant' and has_schema_privilege(n.oid, 'usage'))
"""
# Objects of others: who may alter one, or hang a trigger or a rule on it, runs as its callers.
TABLES = f"""
select format(s.form, c.oid::regclass) as statement
from pg_catalog.pg_class as c
cross join unnest(array[
    'alter table %s owner to current_user', 'alter table %s disable row level security',
    'alter table %s disable trigger all', 'truncate %s cascade', 'drop table %s cascade',
    'create policy taken on %s using (true)',
    'create rule taken as on insert to %s do instead nothing',
    'create trigger taken before insert on %s execute function pg_catalog.tsvector_update_trigger()'
]) as s (form)
where
    c.relkind in ('r', 'p') and not c.relispartition
    and c.relnamespace in ({OURS})
"""
FUNCTIONS = f"""
select format(s.form, p.oid::regprocedure) as statement
from pg_catalog.pg_proc as p
cross join unnest(array[
    'alter function %s owner to current_user', 'alter function %s reset search_path',
    'alter function %s security invoker', 'drop function %s cascade'
]) as s (form)
where p.prosecdef and p.prokind = 'f' and p.pronamespace in ({OURS})
"""
# What a role has no right to execute, called all the same; and with it every function of
# Postgres that reads files, signals processes or changes the server. Constant nulls would be
# folded, and the right to execute not be checked.
CALLS = """
select format(
    'with given as materialized (select %s) select %s(%s) from given',
    (
        select string_agg(format('null::%s as a%s', format_type(a.oid, null), a.n), ', ')
        from unnest(p.proargtypes) with ordinality as a (oid, n)
    ),
    p.oid::regproc,
    (
        select string_agg('a' || a.n, ', ' order by a.n)
        from unnest(p.proargtypes) with ordinality as a (oid, n)
    )
) as statement
from pg_catalog.pg_proc as p
where
    p.prokind = 'f' and p.provariadic = 0
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and not exists (
        select from unnest(p.proargtypes) as a (oid)
        inner join pg_catalog.pg_type as t on a.oid = t.oid
        where t.typtype = 'p'
    )
    and not has_function_privilege(p.oid, 'execute')
    and has_schema_privilege(p.pronamespace, 'usage')
"""
EXTENSIONS = """
select distinct
    format('create extension %I', x.name)
    || case when x.schema is null then ' schema extensions' else '' end as statement
from pg_catalog.pg_available_extension_versions as x
where
    not exists (select from pg_catalog.pg_extension as e where e.extname = x.name)
    and x.requires is null
"""
# The server's own files, programs, settings and processes.
ALONE = re.compile("create (database|tablespace|subscription)|alter system")
"""Statements that no transaction holds, and so none undoes."""
SERVER = [
    "load '$libdir/plpgsql'",
    "copy (select 1) to program 'cat'",
    "copy (select 1) to '/taken'",
    "do $$ begin execute 'copy pg_catalog.pg_class from program ''cat'''; end $$",
    "select lo_import('/etc/hostname')",
    "select lo_export(1, '/taken')",
    "select pg_read_file('postgresql.conf')",
    "select pg_read_binary_file('pg_hba.conf')",
    "select pg_ls_dir('.')",
    "select pg_stat_file('postgresql.conf')",
    "select pg_reload_conf()",
    "select pg_rotate_logfile()",
    "select * from pg_hba_file_rules",
    "select rolpassword from pg_authid",
    "select passwd from pg_shadow",
    "select * from pg_user_mapping",
    "select * from pg_statistic",
    "select subconninfo from pg_subscription",
    "alter system set shared_preload_libraries = 'taken'",
    "set session_replication_role = replica",
    "set log_min_messages = panic",
    "set dynamic_library_path = '/taken'",
    "set allow_system_table_mods = on",
    "update pg_catalog.pg_authid set rolsuper = true where true",
    "update pg_catalog.pg_proc set prosecdef = true where true",
    "create role taken superuser",
    "create database taken",
    "create schema taken",
    "create tablespace taken location '/taken'",
    "create temporary table taken ()",
    "create trusted language taken handler pg_catalog.plpgsql_call_handler",
    "create foreign data wrapper taken",
    "create publication taken for all tables",
    "create subscription taken connection '' publication p with (connect = false)",
    "create event trigger taken on ddl_command_end execute function pg_catalog.now()",
    "create access method taken type index handler pg_catalog.bthandler",
    "create cast (int as xml) without function",
]
# What a role may do is the same, whoever has taken it; whom it may become depends on the login.
BY_LOGIN = {"become": BECOME, "roles": ROLES}
BY_ROLE = {
    "schemas": SCHEMAS,
    "tables": TABLES,
    "functions": FUNCTIONS,
    "calls": CALLS,
    "extensions": EXTENSIONS,
}


class Session(NamedTuple):
    """A login in one of its roles."""

    conn: psycopg.Connection[DictRow]
    login: str
    role: str

    def outcome(self, statement: str) -> str:
        """Return the SQLSTATE of one statement, which is undone; '' where it was carried out."""
        try:
            if ALONE.match(statement):
                self.conn.execute(statement.encode())
            else:
                with self.conn.transaction(force_rollback=True):
                    self.conn.execute(statement.encode())
        except psycopg.Error as exc:
            return exc.sqlstate or "lost"
        return ""

    def statements(self, queries: Mapping[str, str]) -> list[str]:
        """Return what the catalog holds for this session to try; each query finds something."""
        found = []
        for kind, query in queries.items():
            rows = self.conn.execute(query.encode()).fetchall()
            assert rows, kind
            found += [row["statement"] for row in rows]
        return found

    def faults(self, statements: Iterable[str]) -> list[tuple[str, str, str]]:
        """Return what was not refused as it must be."""
        return [
            (f"{self.login} as {self.role}", statement, outcome)
            for statement in statements
            if (outcome := self.outcome(statement)) != REFUSED
        ]


@pytest.fixture
def sessions(server: Server, db_url: str) -> Iterator[list[Session]]:
    """Every login in every role that it can take."""
    server.set_passwords()
    name = db.database_of(db_url)
    made = []
    with db.connect(server.url(SUPERUSER, name)) as admin:
        pairs = admin.execute(LOGINS.encode()).fetchall()
    for pair in pairs:
        conn = db.connect(server.url(pair["login"], name))
        conn.execute(sql.SQL("set role {}").format(sql.Identifier(pair["role"])))
        made.append(Session(conn, pair["login"], pair["role"]))
    # It has no login: an operator takes it.
    conn = db.connect(server.url(SUPERUSER, name))
    conn.execute("set role app_reader")
    made.append(Session(conn, SUPERUSER, "app_reader"))
    yield made
    for session in made:
        session.conn.close()


def test_no_login_becomes_or_alters_another_role(sessions: list[Session]) -> None:
    assert {"app_worker", "authenticator", "rowhouse_relay"} <= {one.login for one in sessions}
    for session in sessions:
        if session.login != SUPERUSER:
            assert session.faults(session.statements(BY_LOGIN)) == []


def test_no_role_reaches_the_server_or_what_others_own(sessions: list[Session]) -> None:
    for session in {one.role: one for one in sessions}.values():
        assert session.faults([*session.statements(BY_ROLE), *SERVER]) == []


def test_a_role_that_was_given_more_is_found(sessions: list[Session], db_url: str) -> None:
    session = next(one for one in sessions if one.role == "anon")
    with db.connect(db_url) as conn:
        conn.execute("grant create on schema api to anon")
    found = {statement for _, statement, _ in session.faults(session.statements(BY_ROLE))}
    assert "create table api.taken ()" in found
