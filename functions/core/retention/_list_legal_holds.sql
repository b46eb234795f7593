-- core._list_legal_holds: the active holds that stop the retention of a table.
--
-- Its own holds, and those of tables that would lose rows or references with it through
-- a cascading foreign key.

create or replace function core._list_legal_holds(p_table_name text)
    returns setof core.legal_holds
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive reached as (
        select core.find_table(p_table_name)::oid as id
        union
        select coalesce(pg_partition_root(k.conrelid), k.conrelid)::oid
        from reached as r
        inner join pg_catalog.pg_constraint as k on r.id = k.confrelid
        where k.contype = 'f' and k.confdeltype in ('c', 'n', 'd')
    )

    select h.*
    from core.legal_holds as h
    inner join reached as r on h.held_table = r.id
    where h.released_at is null
    order by h.id
$$;

grant execute on function core._list_legal_holds(text) to service_role, app_reader;

comment on function core._list_legal_holds(text) is
    'Holds on <schema>.<table>, and on tables that refer to it and would change.';
