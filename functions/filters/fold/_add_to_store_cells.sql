-- filters._add_to_store_cells: add lines to the cells and masks of their stores.
--
-- Adds the lines of these stores above an id. The caller must make sure that none of
-- their baskets was counted before with fewer lines: sizes and bits are merged, never
-- removed.

create or replace function filters._add_to_store_cells(
    p_store_ids bigint[], p_after_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
begin
    with store as materialized (
        select
            id as group_id,
            store_id,
            repeat('0', capacity::integer)::bit varying as empty
        from filters.store_groups
        where store_id = any(p_store_ids)
    ),

    fine as materialized (
        select
            s.group_id,
            t.category_id,
            t.brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max,
            count(*) filter (where p.bucket = 0) as p1,
            count(*) filter (where p.bucket = 1) as p2,
            count(*) filter (where p.bucket = 2) as p3,
            count(*) filter (where p.bucket = 3) as p4,
            count(*) filter (where p.bucket = 4) as p5,
            count(*) filter (where p.bucket = 5) as p6,
            count(*) filter (where p.bucket = 6) as p7,
            count(*) filter (where p.bucket = 7) as p8,
            count(*) filter (where p.bucket = 8) as p9,
            count(*) filter (where p.bucket = 9) as p10,
            min(b.line_count) as size_min,
            max(b.line_count) as size_max,
            bit_or(set_bit(s.empty, b.ordinal::integer, 1)) as bits
        from filters.transactions as t
        inner join filters.baskets as b on t.basket_id = b.id
        inner join store as s on t.store_id = s.store_id
        cross join lateral (
            select width_bucket(t.price_minor, filters._price_bounds()) as bucket
        ) as p
        where t.id > p_after_id
        group by s.group_id, t.category_id, t.brand_id
    )

    insert into filters.cells as c (
        group_id, category_id, brand_id,
        lines, baskets, price_min, price_max, price_counts, size_min, size_max, bits
    )
    select
        group_id,
        case grouping(category_id) when 1 then 0 else category_id end,
        case grouping(brand_id) when 1 then 0 else brand_id end,
        sum(lines),
        bit_count(bit_or(bits)),
        min(price_min),
        max(price_max),
        array[
            sum(p1), sum(p2), sum(p3), sum(p4), sum(p5),
            sum(p6), sum(p7), sum(p8), sum(p9), sum(p10)
        ],
        min(size_min),
        max(size_max),
        bit_or(bits)
    from fine
    group by
        group_id,
        grouping sets ((category_id, brand_id), (category_id), (brand_id), ())
    having
        (grouping(category_id) = 1 or category_id is not null)
        and (grouping(brand_id) = 1 or brand_id is not null)
    order by 1, 2, 3
    on conflict (group_id, category_id, brand_id) do update
    set
        lines = c.lines + excluded.lines,
        baskets = bit_count(c.bits | excluded.bits),
        price_min = least(c.price_min, excluded.price_min),
        price_max = greatest(c.price_max, excluded.price_max),
        price_counts = array(
            select n.old + n.new
            from unnest(c.price_counts, excluded.price_counts)
            with ordinality as n (old, new, position)
            order by n.position
        ),
        size_min = least(c.size_min, excluded.size_min),
        size_max = greatest(c.size_max, excluded.size_max),
        bits = c.bits | excluded.bits;

    -- Made once per store: a bitmap from text costs more than all else. If all lines are
    -- added, they need not be read to know the baskets.
    with store as materialized (
        select
            id as group_id,
            store_id,
            repeat('0', capacity::integer)::bit varying as empty
        from filters.store_groups
        where store_id = any(p_store_ids)
    )

    insert into filters.basket_sizes as m (group_id, bucket, bits, baskets)
    select
        s.group_id,
        width_bucket(b.line_count, filters._basket_size_bounds()) + 1,
        bit_or(set_bit(s.empty, b.ordinal::integer, 1)),
        count(*)
    from store as s
    inner join filters.baskets as b on s.store_id = b.store_id
    where
        b.line_count > 0
        and (
            p_after_id = 0
            or b.id in (
                select t.basket_id
                from filters.transactions as t
                where t.id > p_after_id
            )
        )
    group by 1, 2
    order by 1, 2
    on conflict (group_id, bucket) do update
    set
        bits = m.bits | excluded.bits,
        baskets = bit_count(m.bits | excluded.bits);
end;
$$;

comment on function filters._add_to_store_cells(bigint[], bigint) is
    'Add the lines of these stores with a greater id to their cells and masks.';
