-- filters._price_bounds: lower bounds of the buckets of prices.
--
-- A stored table depends on them: after a change, select filters.rebuild_values().

create or replace function filters._price_bounds()
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array[1, 100, 200, 300, 500, 1000, 2000, 5000, 10000]::bigint[]
$$;

grant execute on function filters._price_bounds()
to authenticated, service_role, app_reader;

comment on function filters._price_bounds() is
$$Lower bounds of the buckets from the second on; the first takes all lower prices.

Units: minor (centavos).
$$;
