-- filters._basket_size_bounds: where the buckets of basket sizes begin.
--
-- A table's content depends on it: after a change, select filters.rebuild_values().

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
$$Lower bounds of the basket size buckets from the second on; the first takes all below.

Units: lines.
$$;
