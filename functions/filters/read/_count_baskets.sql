-- filters._count_baskets: number of baskets with a line in a selection.
--
-- A basket belongs to one store, so the numbers of the stores add up. Changed baskets
-- are counted from their current lines.

create or replace function filters._count_baskets(
    p_stores filters.measured_store[], p_changes filters.measured_changes
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (select coalesce(sum(s.baskets), 0)::bigint from unnest(p_stores) as s)
        + coalesce(cardinality((p_changes).sizes), 0)
$$;

grant execute on function filters._count_baskets(
    filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._count_baskets(
    filters.measured_store[], filters.measured_changes
) is
$$Baskets with a matching line, from measured stores and changes.

Units: baskets.
$$;
