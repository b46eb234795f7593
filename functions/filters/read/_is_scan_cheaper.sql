-- filters._is_scan_cheaper: whether scanning a group's cells beats index lookups.
--
-- With it, a selection of many values costs at most a scan of the cells of its groups.
-- One lookup takes about as long as reading eight cells in index order.

create or replace function filters._is_scan_cheaper(p_lookups bigint)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_lookups * 8 > greatest(c.reltuples / nullif(greatest(p.reltuples, 0), 0), 100)
    from pg_catalog.pg_class as c
    cross join pg_catalog.pg_class as p
    where c.oid = 'filters.cells'::regclass and p.oid = 'filters.store_groups'::regclass
$$;

grant execute on function filters._is_scan_cheaper(bigint)
to authenticated, service_role;

comment on function filters._is_scan_cheaper(bigint) is
$$Whether to scan the cells of each group instead of making this many lookups in it.

Uses the statistics of filters.cells; before an ANALYZE it assumes 100 cells per group.
$$;
