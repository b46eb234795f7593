"""No caller hands in a function, a table, a query or a row for ours to act on.

Generated from the catalog. What a definer function runs, and what it reads or writes by
name, comes from tables that only the owner writes. Whatever a role other than the owner
may execute takes values; the exceptions below were looked at, each with its reason.
"""

import psycopg
import pytest
from psycopg.rows import DictRow

pytestmark = pytest.mark.needs("filters")

OURS = """
select n.oid
from pg_catalog.pg_namespace as n
where
    n.nspname in ('auth', 'realtime', 'relay')
    or (n.nspowner = 'postgres'::regrole and n.nspname not in ('public', 'tests', 'extensions'))
"""
GRANTED = """
exists (
    select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as g
    where g.grantee <> p.proowner
)
"""

# Types that name or hold something of the catalog's, and rows: of tables for any function,
# of any kind for a definer, which would trust what is in them.
TYPES = f"""
select p.oid::regprocedure::text as name, format_type(t.oid, null) as type
from pg_catalog.pg_proc as p
cross join unnest(p.proargtypes) as a (oid)
inner join pg_catalog.pg_type as t
    on t.oid = coalesce(
        nullif((select e.typelem from pg_catalog.pg_type as e where e.oid = a.oid), 0), a.oid
    )
left join pg_catalog.pg_class as c on t.typrelid = c.oid
where
    p.pronamespace in ({OURS})
    and {GRANTED}
    and (
        t.typname ~ '^reg|^oid$|^name$'
        or t.typtype = 'p'
        or c.relkind in ('r', 'p', 'v', 'm')
        or (c.relkind = 'c' and p.prosecdef)
    )
order by 1, 2
"""
SIZE_RANGE = "filters._read_size_range(bigint[],filters.selection,filters.measured_changes)"
LOOKED_AT_TYPES = {
    ("core._partition_bounds(regclass)", "regclass"): "Invoker; reads the catalog only.",
    ("filters._list_source_tables(regclass)", "regclass"): "Invoker; reads the catalog only.",
    ("core.read_list(text,anyarray,integer,integer,text)", "anyarray"): (
        "Invoker; looks at the shape of a list and gives it back."
    ),
    ("core._read_cursor(text,text,regtype[])", "regtype"): (
        "Invoker; casts the parts of a cursor to types, and drops what comes out."
    ),
    ("core.read_page(text,text,integer,regtype[])", "regtype"): (
        "Invoker; the types of a list's key, for core._read_cursor."
    ),
    ("filters._measure_changes(filters.selection)", "filters.selection"): (
        "A list of ids, not a row: what it selects are counts that every caller may read."
    ),
    (SIZE_RANGE, "filters.selection"): (
        "A list of ids, not a row: the range of sizes that it selects every caller may read."
    ),
    (SIZE_RANGE, "filters.measured_changes"): (
        "Masks that leave baskets out; what is left is the range of the sizes of numbered ones."
    ),
    ("suppliers._show_calendar(suppliers.calendars)", "suppliers.calendars"): (
        "Invoker; shows the row that it is handed, and counts rows that every user reads."
    ),
    (
        "realtime.broadcast_changes(text,text,text,text,text,record,record,text)",
        "record",
    ): "Supabase's signature; invoker, and the rows are only sent.",
}

# Parameters whose name says that they name code or a table.
NAMES = f"""
select p.oid::regprocedure::text as name, a.name as parameter
from pg_catalog.pg_proc as p
cross join unnest(p.proargnames[1:p.pronargs]) as a (name)
where
    p.pronamespace in ({OURS})
    and {GRANTED}
    and a.name ~ '(function|handler|statement|sql|query|table|view|relation|predicate|condition)'
order by 1, 2
"""
AUDITED = "Only a table with audit triggers; for app roles admin and analyst."
LOOKED_AT_NAMES = {
    ("api.search_concerts(text,integer)", "query"): "Words to look for, in no statement.",
    ("concerts.search_concerts(text,integer)", "p_query"): "Words to look for, in no statement.",
    ("core._partition_bounds(regclass)", "p_table"): "Invoker; reads the catalog only.",
    ("api.discover_dimensions(text)", "table_name"): "filters.allowed_sources decides.",
    ("api.list_history(text,text,text,integer)", "table_name"): AUDITED,
    ("api.record_as_of(text,text,timestamp with time zone)", "table_name"): AUDITED,
    ("core._list_legal_holds(text)", "p_table_name"): "Looks the name up, and reads holds.",
    ("core.answer_once(text,text,jsonb)", "p_function"): (
        "Invoker; the function runs with the rights of the caller, who may call it anyway."
    ),
    ("core.apply_retention(text,boolean)", "p_table_name"): "A name in core.retention_policies.",
    ("core.is_on_legal_hold(text)", "p_table_name"): "Looks the name up, and reads holds.",
    ("core.list_history(text,text,text,integer)", "p_table_name"): AUDITED,
    ("core.place_legal_hold(text,text)", "p_table_name"): "Looks the name up; only writes a hold.",
    ("core.record_as_of(text,text,timestamp with time zone)", "p_table_name"): AUDITED,
    ("core.refresh_view(text)", "p_view"): "A name in core.view_refreshes.",
    ("filters.discover_dimensions(text)", "p_table_name"): "filters.allowed_sources decides.",
    ("realtime.broadcast_changes(text,text,text,text,text,record,record,text)", "table_name"): (
        "Supabase's signature; only text of the message."
    ),
    ("realtime.broadcast_changes(text,text,text,text,text,record,record,text)", "table_schema"): (
        "Supabase's signature; only text of the message."
    ),
}

# Columns that hold code, the name of code or of a table, and who but the owner writes them.
WRITERS = f"""
select
    c.oid::regclass || '.' || a.attname as name,
    r.rolname as role
from pg_catalog.pg_class as c
inner join pg_catalog.pg_attribute as a
    on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
cross join pg_catalog.pg_roles as r
where
    c.relnamespace in ({OURS})
    and c.relkind in ('r', 'p')
    and c.relowner = 'postgres'::regrole
    and (
        a.attname ~ '(function|handler|query|predicate|before_drop|condition|argument)'
        or a.attname ~ '(table_name|view_name|source_table|master_table)'
        or a.atttypid in ('regclass'::regtype, 'regproc'::regtype, 'regprocedure'::regtype)
    )
    and not pg_has_role(r.rolname, 'postgres', 'member')
    and not r.rolsuper
    and r.rolname !~ '^pg_'
    and has_column_privilege(r.rolname, c.oid, a.attnum, 'insert, update')
"""


def found(conn: psycopg.Connection[DictRow], query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query."""
    return [tuple(map(str, row.values())) for row in conn.execute(query.encode())]


def test_no_type_of_the_catalog_and_no_row_is_handed_in(conn: psycopg.Connection[DictRow]) -> None:
    assert set(found(conn, TYPES)) == set(LOOKED_AT_TYPES)


def test_no_name_of_code_or_of_a_table_is_handed_in(conn: psycopg.Connection[DictRow]) -> None:
    assert set(found(conn, NAMES)) == set(LOOKED_AT_NAMES)


def test_only_the_owner_writes_what_is_run(conn: psycopg.Connection[DictRow]) -> None:
    assert found(conn, WRITERS) == []


@pytest.mark.parametrize(
    "statement",
    [
        (
            "create function core.t_evil(p_function regproc) returns int language sql"
            " as 'select 1'; grant execute on function core.t_evil to app_worker"
        ),
        (
            "create function core.t_evil(p_job core.jobs[]) returns int language sql"
            " as 'select 1'; grant execute on function core.t_evil to app_worker"
        ),
        (
            "create function core.t_evil(p_x filters.selection) returns int language sql"
            " security definer as 'select 1'; grant execute on function core.t_evil to anon"
        ),
        (
            "create function core.t_evil(p_sql_function text) returns int language sql"
            " as 'select 1'; grant execute on function core.t_evil to anon"
        ),
        "grant update (sql_function) on core.event_consumers to app_worker",
        "grant insert on core.caches to service_role",
    ],
)
def test_what_breaks_the_rule_is_found(conn: psycopg.Connection[DictRow], statement: str) -> None:
    conn.execute(statement.encode())
    assert (
        set(found(conn, TYPES)) != set(LOOKED_AT_TYPES)
        or set(found(conn, NAMES)) != set(LOOKED_AT_NAMES)
        or found(conn, WRITERS) != []
    )


def test_a_worker_names_no_function(conn: psycopg.Connection[DictRow]) -> None:
    """The two ways that there were: a consumer's function, and a chunk's."""
    conn.execute(
        "create function pg_temp.evil(text, integer) returns integer language sql as 'select 1'"
    )
    conn.execute("set local role app_worker")
    for statement in (
        "select core.add_consumer('x.evil', 'now', 'pg_temp.evil')",
        (
            "select core._run_chunk(null::core.operations, 'pg_temp.evil'::regproc,"
            " row(1, 1, 1, '[1]'::jsonb, 'pending', null)::core.operation_chunks)"
        ),
        "select core.run_operation(null::core.jobs)",
        "select filters._fill_dimension(null::core.operations, '[]')",
        "update core.event_consumers set sql_function = 'pg_temp.evil' where true",
    ):
        with (
            pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedFunction)),
            conn.transaction(),
        ):
            conn.execute(statement.encode())
