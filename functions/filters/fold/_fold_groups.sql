-- filters._fold_groups: add changes to the cells of the groups of stores.
--
-- Groups count lines only, so added and removed lines are summed. The caller holds the
-- fold lock. A count below zero would be a bug; cells_lines_check refuses it. The group
-- of a province has its region, or none where it has none: the group that it had before
-- it got one stays, and counts nothing.

create or replace function filters._fold_groups(p_changes filters.line_changes[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with fine as materialized (
        select store_id, category_id, brand_id, sum(lines) as lines
        from unnest(p_changes)
        group by store_id, category_id, brand_id
        having sum(lines) <> 0
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
        where
            s.store_id in (select store_id from fine)
            and g.kind <> 'store'
    ),

    change as (
        select
            m.group_id,
            a.category_id,
            a.brand_id,
            sum(f.lines)::bigint as lines
        from fine as f
        inner join member as m on f.store_id = m.store_id
        cross join lateral (
            values
            (0, 0), (f.category_id, 0), (0, f.brand_id), (f.category_id, f.brand_id)
        ) as a (category_id, brand_id)
        where
            a.category_id is not null
            and a.brand_id is not null
            and (a.category_id = 0 or a.brand_id = 0 or m.kind = 'all')
        group by m.group_id, a.category_id, a.brand_id
        having sum(f.lines) <> 0
    )

    merge into filters.cells as c
    using change as n
        on c.group_id = n.group_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and c.lines + n.lines = 0 then
        delete
    when matched then
        update set lines = c.lines + n.lines
    when not matched then
        insert (group_id, category_id, brand_id, lines)
        values (n.group_id, n.category_id, n.brand_id, n.lines)
$$;

comment on function filters._fold_groups(filters.line_changes[]) is
    'Add changes of lines to the cells of the groups of stores.';
