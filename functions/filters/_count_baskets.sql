-- filters._count_baskets: how many baskets have a line in a selection.
--
-- A basket lies in one store, so bits are counted store by store; changed baskets are
-- counted as they are.

create or replace function filters._count_baskets(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (select coalesce(sum(bit_count(s.bits)), 0)::bigint from unnest(p_stores) as s)
        + (
            select count(*)
            from filters._changed_baskets(p_selection) as b
            where b.matching > 0
        )
$$;

grant execute on function filters._count_baskets(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_baskets(
    filters.selection, filters.measured_store[]
) is
$$Baskets that have a matching line, from what filters._measure_stores says.

Units: baskets.
$$;
