-- filters._count_place_cells: folded counts of the four dimensions of stores.
--
-- One pass over the stores for all four, each without its own part of the selection.

create or replace function filters._count_place_cells(p_selection filters.selection)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_counts filters.place_counts;
begin
    with store as materialized (
        select
            p.region_id,
            p.province_id,
            p.city_id,
            p.store_class_id,
            c.lines,
            p_selection.region_ids is null
            or p.region_id = any(p_selection.region_ids) as in_region,
            p_selection.province_ids is null
            or p.province_id = any(p_selection.province_ids) as in_province,
            p_selection.city_ids is null
            or p.city_id = any(p_selection.city_ids) as in_city,
            p_selection.store_class_ids is null
            or p.store_class_id = any(p_selection.store_class_ids) as in_class
        from filters.places as p
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select m.lines
                from filters.cells as m
                where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                limit 1
            ) as c
        where p.kind = 'store'
    ),

    by_region as (
        select region_id as value_id, sum(lines)::bigint as lines
        from store
        where region_id is not null and in_province and in_city and in_class
        group by region_id
    ),

    by_province as (
        select province_id as value_id, sum(lines)::bigint as lines
        from store
        where province_id is not null and in_region and in_city and in_class
        group by province_id
    ),

    by_city as (
        select city_id as value_id, sum(lines)::bigint as lines
        from store
        where city_id is not null and in_region and in_province and in_class
        group by city_id
    ),

    by_class as (
        select store_class_id as value_id, sum(lines)::bigint as lines
        from store
        where store_class_id is not null and in_region and in_province and in_city
        group by store_class_id
    )

    select
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_region
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_province
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_city
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_class
        )
    into v_counts;

    return v_counts;
end;
$$;

grant execute on function filters._count_place_cells(filters.selection)
to authenticated, service_role;

comment on function filters._count_place_cells(filters.selection) is
    'Counts of the four dimensions of stores, each narrowed by all others.';
