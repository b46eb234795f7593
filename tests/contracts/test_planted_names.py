"""No function of ours runs what a caller has planted in its temporary schema.

Generated from the catalog. As each login role plants domains over every type of
pg_catalog, views named like tables, functions and operators, all of which note who ran
them. Then the role calls every function that it may execute, with nulls, defaults and
simple values, and writes to every table that it may write. What was planted must never
have run as another role. TEMP is granted here, so that search_path alone is what holds.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.postgres.server import Server

pytestmark = pytest.mark.needs("filters")

# (who logs in, whom it becomes). app_reader has no login: it is taken by an operator.
CALLERS = [
    ("authenticator", "anon"),
    ("authenticator", "authenticated"),
    ("authenticator", "service_role"),
    ("app_worker", "app_worker"),
    ("lite_rest", "lite_rest"),
    ("supabase_admin", "app_reader"),
    ("rowhouse_relay", "rowhouse_relay"),
]
OURS = """
select n.oid, n.nspname
from pg_catalog.pg_namespace as n
where
    n.nspname in ('auth', 'realtime', 'relay')
    or (n.nspowner = 'postgres'::regrole and n.nspname not in ('public', 'tests', 'extensions'))
"""
FUNCTIONS = f"""
select
    p.oid,
    p.oid::regproc::text as name,
    p.prosecdef as is_definer,
    p.pronargdefaults as defaults,
    array(
        select format_type(a.oid, null) from unnest(p.proargtypes) with ordinality as a (oid, n)
        order by a.n
    ) as types
from pg_catalog.pg_proc as p
inner join ({OURS}) as o on p.pronamespace = o.oid
where
    p.prokind = 'f'
    and p.prorettype <> 'trigger'::regtype
    and has_schema_privilege(%(role)s, o.oid, 'usage')
    and has_function_privilege(%(role)s, p.oid, 'execute')
order by 1
"""
REACHABLE = f"""
select p.oid, p.oid::regprocedure::text as name
from pg_catalog.pg_proc as p
inner join ({OURS}) as o on p.pronamespace = o.oid
where
    p.prosecdef
    and p.prorettype <> 'trigger'::regtype
    and exists (
        select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
        where a.grantee <> p.proowner
    )
"""
TABLES = f"""
select
    c.oid::regclass::text as name,
    a.attname as column,
    format_type(a.atttypid, null) as type,
    has_column_privilege(%(role)s, c.oid, a.attnum, 'insert') as may_insert,
    has_column_privilege(%(role)s, c.oid, a.attnum, 'update') as may_update,
    has_table_privilege(%(role)s, c.oid, 'delete') as may_delete
from pg_catalog.pg_class as c
inner join ({OURS}) as o on c.relnamespace = o.oid
inner join pg_catalog.pg_attribute as a
    on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
where
    c.relkind in ('r', 'p', 'v')
    and has_schema_privilege(%(role)s, o.oid, 'usage')
    and (
        has_table_privilege(%(role)s, c.oid, 'delete')
        or has_column_privilege(%(role)s, c.oid, a.attnum, 'insert, update')
    )
order by 1, a.attnum
"""
# A sequence keeps what was counted when the call that ran the planted code is undone.
PLANT = f"""
create sequence pg_temp.ran_as_another;
grant all on sequence pg_temp.ran_as_another to public;
create function pg_temp.planted(anyelement) returns boolean language plpgsql as $$
begin
    if current_user <> '{{role}}' then
        perform pg_catalog.nextval('pg_temp.ran_as_another');
    end if;
    return true;
end;
$$;
create function pg_temp.same(text, text) returns boolean language sql
as $$ select pg_temp.planted($1) $$;
create operator pg_temp.= (leftarg = text, rightarg = text, function = pg_temp.same);
create function pg_temp.now() returns timestamptz language sql
as $$ select clock_timestamp() where pg_temp.planted(1) $$;
create function pg_temp.format(text, variadic text[]) returns text language sql
as $$ select $1 where pg_temp.planted(1) $$;
create function pg_temp.jsonb_build_object(variadic text[]) returns jsonb language sql
as $$ select '{{{{}}}}'::jsonb where pg_temp.planted(1) $$;
do $do$
declare
    v record;
begin
    for v in
        select t.typname as name
        from pg_catalog.pg_type as t
        where
            t.typnamespace = 'pg_catalog'::regnamespace
            and t.typtype in ('b', 'r', 'm')
            and t.typname !~ '^(_|pg_)'
            and t.typelem = 0
    loop
        begin
            execute format(
                'create domain pg_temp.%I as pg_catalog.%I check (pg_temp.planted(1))',
                v.name, v.name
            );
        exception
            when others then
                raise notice 'not planted: %', v.name;
        end;
    end loop;
    for v in
        select distinct on (c.relname) c.relname as name
        from pg_catalog.pg_class as c
        inner join ({OURS} union all select 'pg_catalog'::regnamespace, '') as o
            on c.relnamespace = o.oid
        where c.relkind in ('r', 'p', 'v')
    loop
        execute format(
            'create view pg_temp.%I as select 1::pg_catalog.int8 as id, '
            'pg_temp.planted(1) as name', v.name
        );
        execute format('grant all on pg_temp.%I to public', v.name);
    end loop;
end;
$do$;
grant execute on all functions in schema pg_temp to public;
"""
VALUES = {
    "text": "'x'",
    "uuid": "gen_random_uuid()",
    "jsonb": """'{"name": "x"}'""",
    "integer": "1",
    "bigint": "1",
    "smallint": "1",
    "numeric": "1",
    "double precision": "0",
    "real": "0",
    "boolean": "true",
    "timestamp with time zone": "pg_catalog.now()",
    "timestamp without time zone": "pg_catalog.localtimestamp",
    "date": "current_date",
    "interval": "'1 second'",
    "bytea": "''",
    "xid8": "'1'",
    "inet": "'127.0.0.1'",
    "regclass": "'pg_catalog.pg_class'",
    "jsonb[]": "'{}'",
    "jsonb list": """'[{"name": "x"}]'""",
}
CLAIMS = {
    "anon": "",
    "authenticated": (
        '{"sub": "00000000-0000-4000-8000-000000000001", "role": "authenticated",'
        ' "jti": "j", "iat": 1, "app_metadata": {"roles": ["admin", "analyst"]}}'
    ),
}


class Caller(NamedTuple):
    """A session that has planted, and as whom."""

    conn: psycopg.Connection[DictRow]
    role: str

    def try_out(self, statement: str) -> None:
        """Run one statement and undo it; what it answers or refuses does not matter."""
        with self.conn.transaction(force_rollback=True):
            try:
                with self.conn.transaction():
                    self.conn.execute(statement.encode())
            except psycopg.Error as exc:
                if self.conn.closed:
                    raise AssertionError(statement) from exc

    def ran(self) -> int:
        """Return how often planted code has run as another role."""
        row = self.conn.execute(
            "select last_value * is_called::int as n from pg_temp.ran_as_another"
        ).fetchone()
        assert row is not None
        return int(row["n"])


@pytest.fixture
def plant(server: Server, db_url: str) -> Callable[..., Any]:
    """Log in, plant, and yield the session; in a database with rows in it."""
    name = db.database_of(db_url)
    server.set_passwords()
    with db.connect(db_url) as conn:
        conn.execute(
            sql.SQL("grant temporary on database {} to public").format(sql.Identifier(name))
        )
        conn.execute("select tests.small_shop()")

    @contextmanager
    def planted(login: str, role: str) -> Iterator[Caller]:
        with db.connect(server.url(login, name)) as conn:
            conn.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
            conn.execute("set statement_timeout = '4s'")
            conn.execute("set lock_timeout = '1s'")
            conn.execute(PLANT.format(role=role).encode())
            conn.execute(
                "select set_config('request.jwt.claims', %s, false),"
                " set_config('request.path', '/rpc/x', false)",
                (CLAIMS.get(role, '{"role": "service_role"}'),),
            )
            yield Caller(conn, role)

    return planted


def _calls(function: DictRow) -> Iterator[str]:
    """Yield calls: all null, defaults left out, simple values, with lists where jsonb is."""
    types = function["types"]
    nulls = ", ".join(f"null::{name}" for name in types)
    yield f"select * from {function['name']}({nulls})"
    for values in (VALUES, VALUES | {"jsonb": VALUES["jsonb list"]}):
        for count in {len(types), len(types) - function["defaults"]}:
            given = ", ".join(_value(name, values) for name in types[:count])
            yield f"select * from {function['name']}({given})"


def _value(name: str, values: dict[str, str]) -> str:
    # Where a planted type is in the way, the catalog's is shown with its schema.
    known = name.removeprefix("pg_catalog.")
    if known.endswith("[]"):
        inner = values.get(known[:-2])
        return f"array[{inner}]::{name}" if inner else f"'{{}}'::{name}"
    return f"{values.get(known, 'null')}::{name}"


def _writes(columns: list[DictRow]) -> Iterator[str]:
    """Yield an insert, an update of each column and a delete, as far as they are granted."""
    name = columns[0]["name"]
    given = [c for c in columns if c["may_insert"]]
    if given:
        names = ", ".join(f'"{c["column"]}"' for c in given)
        values = ", ".join(_value(c["type"], VALUES) for c in given)
        yield f"insert into {name} ({names}) values ({values})"
    for column in columns:
        if column["may_update"]:
            yield f'update {name} set "{column["column"]}" = "{column["column"]}" where true'
    if columns[0]["may_delete"]:
        yield f"delete from {name} where true"


def attack(caller: Caller) -> tuple[list[str], set[int]]:
    """Try everything that a role may do; return what ran planted code, and definers tried."""
    faults: list[str] = []
    tried: set[int] = set()
    functions = caller.conn.execute(FUNCTIONS, {"role": caller.role}).fetchall()
    for function in functions:
        before = caller.ran()
        for call in _calls(function):
            caller.try_out(call)
        if function["is_definer"]:
            tried.add(function["oid"])
        if caller.ran() > before:
            faults.append(function["name"])
    columns = caller.conn.execute(TABLES, {"role": caller.role}).fetchall()
    for name in dict.fromkeys(column["name"] for column in columns):
        before = caller.ran()
        for write in _writes([column for column in columns if column["name"] == name]):
            caller.try_out(write)
        if caller.ran() > before:
            faults.append(name)
    return faults, tried


@pytest.mark.once
def test_nothing_planted_runs_as_another_role(plant: Callable[..., Any], db_url: str) -> None:
    tried: set[int] = set()
    for login, role in CALLERS:
        with plant(login, role) as caller:
            faults, definers = attack(caller)
            assert (role, faults) == (role, [])
            tried |= definers
    with db.connect(db_url) as conn:
        reachable = conn.execute(REACHABLE.encode()).fetchall()
    # Every definer function that a role other than its owner may execute was tried.
    names = {row["name"] for row in reachable if row["oid"] not in tried}
    assert names == set()
    assert len(tried) > 60


@pytest.mark.parametrize(
    ("function", "role"),
    [("core.pre_request()", "anon"), ("core.changes_since(text[], text, integer)", "anon")],
)
def test_an_empty_search_path_is_found(
    plant: Callable[..., Any], db_url: str, function: str, role: str
) -> None:
    """The attack is a real one: it finds a function that names nothing first."""
    with db.connect(db_url) as conn:
        conn.execute(f"alter function {function} set search_path = ''".encode())
    with plant("authenticator", role) as caller:
        faults, _ = attack(caller)
        assert any(fault == function.partition("(")[0] for fault in faults)


def test_public_may_not_plant_at_all(server: Server, db_url: str) -> None:
    server.set_passwords()
    for login, role in CALLERS:
        if login == "supabase_admin":
            continue
        with db.connect(server.url(login, db.database_of(db_url))) as conn:
            conn.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
            for statement in (
                "create domain pg_temp.jsonb as pg_catalog.jsonb",
                f"create temporary table t_{uuid.uuid4().hex} (n int)",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    conn.execute(statement.encode())
