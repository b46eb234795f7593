-- filters._basket_size_bounds: lower bounds of the buckets of basket sizes.
--
-- A stored table depends on them: after a change, select filters.rebuild_values().

create or replace function filters._basket_size_bounds()
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array[2, 3, 5, 10, 20, 50, 100]::bigint[]
$$;

grant execute on function filters._basket_size_bounds()
to authenticated, service_role, app_reader;

comment on function filters._basket_size_bounds() is
$$Lower bounds of the buckets from the second on; the first takes all smaller sizes.

Units: lines.
$$;
