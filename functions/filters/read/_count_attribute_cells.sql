-- filters._count_attribute_cells: folded counts of region, province, city and store
-- class.
--
-- One pass for all four, each without its own part of the selection. The selected
-- stores are measured already; of the other stores, only those count that exactly one
-- dimension excludes.

create or replace function filters._count_attribute_cells(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns filters.attribute_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.attribute_counts;
begin
    with member as materialized (
        select
            p.*,
            p_selection.region_ids is null
            or p.region_id in (select unnest(p_selection.region_ids)) as in_region,
            p_selection.province_ids is null
            or p.province_id in (select unnest(p_selection.province_ids)) as in_province,
            p_selection.city_ids is null
            or p.city_id in (select unnest(p_selection.city_ids)) as in_city,
            p_selection.store_class_ids is null
            or p.store_class_id in (select unnest(p_selection.store_class_ids))
                as in_class
        from filters.store_groups as p
        where p.kind = 'store'
    ),

    excluded as (
        select p.id
        from member as p
        cross join lateral (
            values (p.in_region), (p.in_province), (p.in_city), (p.in_class)
        ) as v (is_in)
        where v.is_in is not true
        group by p.id
        having count(*) = 1
    ),

    counted as (
        select s.group_id, s.lines
        from unnest(p_stores) as s
        union all
        select c.group_id, c.lines
        from filters._count_lines(
            array(select e.id from excluded as e), p_selection
        ) as c
    ),

    store as materialized (
        select
            p.region_id,
            p.province_id,
            p.city_id,
            p.store_class_id,
            p.in_region,
            p.in_province,
            p.in_city,
            p.in_class,
            c.lines
        from counted as c
        inner join member as p on c.group_id = p.id
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

grant execute on function filters._count_attribute_cells(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_attribute_cells(
    filters.selection, filters.measured_store[]
) is
    'Counts of the four dimensions of stores, each narrowed by all others.';
