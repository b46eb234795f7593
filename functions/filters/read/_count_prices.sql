-- filters._count_prices: histogram of the prices of a selection's lines.

create or replace function filters._count_prices(
    p_stores filters.measured_store[], p_changes filters.measured_changes
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
            select o.bucket, o.lines
            from unnest((p_changes).price_counts) with ordinality as o (lines, bucket)
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
    filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._count_prices(
    filters.measured_store[], filters.measured_changes
) is
$$Lines per bucket of filters._price_bounds, from measured stores and changes.

Units: lines.
$$;
