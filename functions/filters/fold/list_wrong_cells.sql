-- filters.list_wrong_cells: cells of stores that differ from their lines.
--
-- Compares counters plus unfolded changes with the lines, in one snapshot. Prices and
-- basket sizes are compared where nothing is unfolded. Lines are counted by their
-- finest cells and summed up to the margins.

create or replace function filters.list_wrong_cells(p_store_ids bigint[] default null)
    returns table (group_id bigint, category_id bigint, brand_id bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    with line as (
        select
            t.store_id, t.category_id, t.brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max,
            min(b.line_count) as size_min,
            max(b.line_count) as size_max
        from filters.transactions as t
        inner join filters.baskets as b on t.basket_id = b.id
        where p_store_ids is null or t.store_id = any(p_store_ids)
        group by t.store_id, t.category_id, t.brand_id
        union all
        select
            l.store_id, l.category_id, l.brand_id, -sum(l.lines), null, null, null, null
        from filters.unfolded_changes as l
        where p_store_ids is null or l.store_id = any(p_store_ids)
        group by l.store_id, l.category_id, l.brand_id
    ),

    counted as (
        select
            p.id as group_id,
            case grouping(n.category_id)
                when 1 then 0 else n.category_id
            end as category_id,
            case grouping(n.brand_id) when 1 then 0 else n.brand_id end as brand_id,
            sum(n.lines) as lines,
            min(n.price_min) as price_min,
            max(n.price_max) as price_max,
            min(n.size_min) as size_min,
            max(n.size_max) as size_max
        from line as n
        inner join filters.store_groups as p on n.store_id = p.store_id
        group by
            p.id,
            grouping sets (
                (n.category_id, n.brand_id), (n.category_id), (n.brand_id), ()
            )
        having
            (grouping(n.category_id) = 1 or n.category_id is not null)
            and (grouping(n.brand_id) = 1 or n.brand_id is not null)
    ),

    waiting as (
        select distinct l.group_id
        from filters.located_changes as l
    )

    select
        coalesce(n.group_id, c.group_id),
        coalesce(n.category_id, c.category_id),
        coalesce(n.brand_id, c.brand_id)
    from counted as n
    full join (
        select c.*
        from filters.cells as c
        inner join filters.store_groups as p on c.group_id = p.id and p.kind = 'store'
        where p_store_ids is null or p.store_id = any(p_store_ids)
    ) as c
        on
            n.group_id = c.group_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where
        coalesce(n.lines, 0) <> coalesce(c.lines, 0)
        or (
            c.group_id not in (select w.group_id from waiting as w)
            and (
                n.price_min < c.price_min
                or n.price_max > c.price_max
                or c.is_exact
                and (n.price_min, n.price_max) <> (c.price_min, c.price_max)
                or n.size_min < c.size_min
                or n.size_max > c.size_max
                or c.has_exact_sizes
                and (n.size_min, n.size_max) <> (c.size_min, c.size_max)
            )
        )
$$;

grant execute on function filters.list_wrong_cells(bigint[])
to service_role, app_reader;

comment on function filters.list_wrong_cells(bigint[]) is
    'Cells that differ from the lines, of all stores or of some.';
