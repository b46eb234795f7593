-- filters._count_prices: how the lines of a selection spread over prices.

create or replace function filters._count_prices(p_selection filters.selection)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return array(
        select sum(n.lines)::bigint
        from (
            select o.bucket, o.lines
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.price_counts
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join unnest(c.price_counts) with ordinality as o (lines, bucket)
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
    );
end;
$$;

grant execute on function filters._count_prices(filters.selection)
to authenticated, service_role;

comment on function filters._count_prices(filters.selection) is
$$Lines per bucket of filters._price_bounds.

Units: lines.
$$;
