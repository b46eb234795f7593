-- filters._estimate_rows: estimated number of rows of a table with its partitions.

create or replace function filters._estimate_rows(p_source regclass)
    returns numeric
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(greatest(c.reltuples, 0)), 0)::numeric
    from filters._list_source_tables(p_source) as t (name)
    inner join pg_catalog.pg_class as c on t.name = c.oid
    where c.relkind = 'r'
$$;

comment on function filters._estimate_rows(regclass) is
    'Units: rows, as of the last ANALYZE or VACUUM.';
