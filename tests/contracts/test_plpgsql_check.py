"""Bodies in PL/pgSQL are right before they are first called.

plpgsql_check resolves every name and type of a body against the catalog. It is an
extension that not every Postgres offers: where it is missing, this says so and skips.
"""

from collections.abc import Callable

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.lint._catalog import OURS
from glue.postgres.server import SUPERUSER, Server

# A trigger's body is checked once for each table that fires it.
BODIES = """
    select
        p.oid::regprocedure::text as function,
        t.relation,
        t.old_rows,
        t.new_rows,
        p.prorettype::regtype::text
    from ours as o
    inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
    inner join pg_catalog.pg_language as l on p.prolang = l.oid
    left join (
        select
            g.tgfoid,
            g.tgrelid::regclass::text as relation,
            max(g.tgoldtable) as old_rows,
            max(g.tgnewtable) as new_rows
        from pg_catalog.pg_trigger as g
        where not g.tgisinternal
        group by g.tgfoid, g.tgrelid
    ) as t on p.oid = t.tgfoid
    where l.lanname = 'plpgsql'
    order by 1, 2
"""
# Given: a table for those that a macro puts on any table, where no table has them yet: it
# has the columns that they set.
SHARED = """
    create table core.probe (id bigint, version bigint, updated_at timestamptz);
    do $$
    declare
        v_function regprocedure;
    begin
        for v_function in
            select p.oid
            from pg_catalog.pg_proc as p
            where
                p.pronamespace = 'core'::regnamespace
                and p.prorettype = 'trigger'::regtype
                and p.proname ~ '^tg__'
                and not exists (select from pg_catalog.pg_trigger where tgfoid = p.oid)
        loop
            execute format(
                'create trigger %I after insert on core.probe '
                'for each statement execute function %s', v_function, v_function
            );
        end loop;
    end;
    $$;
"""
# Given: what a change of lines to months makes, and drops when it has ended.
RESHAPED = """
    do $$
    begin
        if to_regclass('filters.transactions') is null then
            return;
        end if;
        create table filters.transactions_new (like filters.transactions including all);
        create table filters.transactions_old (like filters.transactions including all);
        perform
            filters._write_line_triggers(
                'filters.transactions_new', 't60_keep_keys',
                'filters.tg_transactions__keep_keys'
            ),
            filters._write_line_triggers(
                'filters.transactions', 't90_mirror', 'filters.tg_transactions__mirror'
            );
    end;
    $$;
"""
# Given: a table that was attached in each way, whose triggers see the changed rows.
ATTACHED = """
    create table public.probe (id bigint primary key, title text);
    do $$
    begin
        perform
            core.attach_table('audit', 'public.probe'),
            core.attach_table('broadcast', 'public.probe', '{"roles": ["x"]}'),
            core.attach_table('validation', 'public.probe', '{"rules": [
                {"name": "given", "field": "title", "kind": "required", "message": "Give it."}
            ]}');
    end;
    $$;
"""
CHECK = """
    select c.lineno, c.level, c.message, c.detail, c.hint
    from plpgsql_check_function_tb(
        funcoid => %(function)s::regprocedure,
        relid => coalesce(%(relation)s::regclass, 0),
        fatal_errors => false,
        oldtable => %(old_rows)s,
        newtable => %(new_rows)s
    ) as c
"""


@pytest.fixture
def checked(make_database: Callable[..., str], server: Server) -> psycopg.Connection[DictRow]:
    """A connection to a copy of the database with the extension in it."""
    url = make_database()
    with db.connect(server.url(SUPERUSER, db.database_of(url))) as admin:
        offered = admin.execute(
            "select 1 from pg_available_extensions where name = 'plpgsql_check'"
        )
        if offered.rowcount == 0:
            pytest.skip(f"Postgres {server.major} here does not offer plpgsql_check")
        admin.execute("create extension if not exists plpgsql_check with schema extensions")
    return db.connect(url)


def test_every_body_passes(checked: psycopg.Connection[DictRow]) -> None:
    checked.execute(ATTACHED)
    checked.execute(SHARED)
    checked.execute(RESHAPED)
    checked.execute(OURS)
    findings = []
    for body in checked.execute(BODIES).fetchall():
        if body["prorettype"] == "trigger" and body["relation"] is None:
            findings.append(f"{body['function']}: no table fires it")
            continue
        findings += [
            f"{body['function']}:{row['lineno']}: {row['level']}: {row['message']}"
            for row in checked.execute(CHECK, body)
        ]
    checked.close()
    assert findings == []
