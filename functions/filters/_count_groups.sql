-- filters._count_groups: add lines to the cells of the groups of stores.
--
-- Groups count lines only, so any set of new lines can be added, in any order.

create or replace function filters._count_groups(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = ''
    set work_mem = '128MB'
as $$
    with fine as materialized (
        select store_id, category_id, brand_id, count(*) as lines
        from filters.transactions
        where id > p_after_id
        group by store_id, category_id, brand_id
    ),

    grouped as (
        select
            g.id as place_id,
            case when m.any_category then 0 else f.category_id end as category_id,
            case when m.any_brand then 0 else f.brand_id end as brand_id,
            f.lines
        from fine as f
        inner join filters.places as s on f.store_id = s.value_id and s.kind = 'store'
        inner join filters.places as g
            on
                (g.kind = 'all')
                or (g.kind = 'region' and g.value_id = s.region_id)
                or (g.kind = 'province' and g.value_id = s.province_id)
                or (g.kind = 'store_class' and g.value_id = s.store_class_id)
        cross join (
            values (false, false), (false, true), (true, false), (true, true)
        ) as m (any_category, any_brand)
        where m.any_category or m.any_brand or g.kind = 'all'
    )

    insert into filters.cells as c (place_id, category_id, brand_id, lines)
    select place_id, category_id, brand_id, sum(lines)
    from grouped
    where category_id is not null and brand_id is not null
    group by place_id, category_id, brand_id
    order by place_id, category_id, brand_id
    on conflict (place_id, category_id, brand_id) do update
    set lines = c.lines + excluded.lines
$$;

comment on function filters._count_groups(bigint) is
    'Add the lines whose id is greater to the cells of the groups of stores.';
