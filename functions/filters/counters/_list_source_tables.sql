-- filters._list_source_tables: a source and its partitions, which can be written
-- directly.

create or replace function filters._list_source_tables(p_source regclass)
    returns setof regclass
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_source
    where exists (select from pg_catalog.pg_class where oid = p_source)
    union
    select t.relid
    from pg_catalog.pg_partition_tree(p_source) as t
    where exists (
        select from pg_catalog.pg_class as c
        where c.oid = p_source and c.relkind = 'p'
    )
$$;

grant execute on function filters._list_source_tables(regclass)
to service_role, app_reader;

comment on function filters._list_source_tables(regclass) is
    'The table and all its partitions, at every level.';
