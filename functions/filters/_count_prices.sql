-- filters._count_prices: how the lines of a selection spread over prices.

create or replace function filters._count_prices(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select sum(n.lines)::bigint
        from (
            select o.bucket, o.lines
            from unnest(p_stores) as s
            cross join unnest(s.price_counts) with ordinality as o (lines, bucket)
            union all
            select
                width_bucket(l.price_minor, filters._price_bounds()) + 1,
                l.lines
            from filters._select_changes(p_selection) as l
            union all
            select g.bucket, 0
            from generate_series(1, cardinality(filters._price_bounds()) + 1)
                as g (bucket)
        ) as n
        group by n.bucket
        order by n.bucket
    )
$$;

grant execute on function filters._count_prices(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_prices(
    filters.selection, filters.measured_store[]
) is
$$Lines per bucket of filters._price_bounds, from what filters._measure_stores says.

Units: lines.
$$;
