-- filters._is_scan_cheaper: is reading a group's cells less work than lookups?
--
-- So that a selection of many values costs what the cells of its groups cost, whatever
-- it multiplies to. A lookup takes about as long as eight cells that are read in order.

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
$$Whether to scan filters.cells group by group, rather than so many lookups in each.

By what ANALYZE knows of filters.cells; 100 cells a group before it ran.
$$;
