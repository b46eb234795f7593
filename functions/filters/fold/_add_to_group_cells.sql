-- filters._add_to_group_cells: add lines to the cells of the groups of stores.
--
-- Groups count lines only, so any set of new lines can be added in any order. Which
-- groups a store is in: see filters._fold_groups.

create or replace function filters._add_to_group_cells(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    with fine as materialized (
        select store_id, category_id, brand_id, count(*) as lines
        from filters.transactions
        where id > p_after_id
        group by store_id, category_id, brand_id
    ),

    member as materialized (
        select s.store_id, g.id as group_id, g.kind
        from filters.store_groups as s
        inner join filters.store_groups as g
            on
                (g.region_id is null or g.region_id = s.region_id)
                and (
                    g.province_id is null
                    or g.province_id = s.province_id
                    and g.region_id is not distinct from s.region_id
                )
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where s.kind = 'store' and g.kind <> 'store'
    ),

    grouped as (
        select
            m.group_id,
            case when a.category then 0 else f.category_id end as category_id,
            case when a.brand then 0 else f.brand_id end as brand_id,
            f.lines
        from fine as f
        inner join member as m on f.store_id = m.store_id
        cross join (
            values (false, false), (false, true), (true, false), (true, true)
        ) as a (category, brand)
        where a.category or a.brand or m.kind = 'all'
    )

    insert into filters.cells as c (group_id, category_id, brand_id, lines)
    select group_id, category_id, brand_id, sum(lines)
    from grouped
    where category_id is not null and brand_id is not null
    group by group_id, category_id, brand_id
    order by group_id, category_id, brand_id
    on conflict (group_id, category_id, brand_id) do update
    set lines = c.lines + excluded.lines
$$;

comment on function filters._add_to_group_cells(bigint) is
    'Add the lines with a greater id to the cells of the groups of stores.';
