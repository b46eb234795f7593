-- filters._sum_changes: what some changes add to the cells of their stores.
--
-- It counts the lines of each store, category and brand once and sums them up to the
-- margins. It reads only its arguments and the store groups. The planner does not know
-- their sizes, so joins are hashed whatever it expects. Bits are those of the changed
-- baskets only: `mask` has all of them in the store, `bits` those that have a line in
-- the cell now. `size_min` and `size_max` are the new sizes of the latter, `old_min`
-- and `old_max` the old sizes of those that had a line in the cell: a basket had the
-- lines that it has now less its changes. A basket that grew or shrank concerns every
-- cell where it has a line, whether a line changed there (`is_changed`) or not.

create or replace function filters._sum_changes(
    p_changes filters.line_changes[],
    p_lines filters.basket_line[],
    p_baskets filters.changed_basket[]
)
    returns table (
        group_id bigint,
        category_id bigint,
        brand_id bigint,
        lines bigint,
        min_added bigint,
        max_added bigint,
        min_gone bigint,
        max_gone bigint,
        price_counts bigint[],
        size_min bigint,
        size_max bigint,
        old_min bigint,
        old_max bigint,
        mask bit varying,
        bits bit varying,
        is_changed boolean
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set enable_nestloop = off
as $$
    with member as materialized (
        select
            p.id as group_id,
            p.store_id,
            repeat('0', p.capacity::integer)::bit varying as empty
        from filters.store_groups as p
        where p.id in (select b.group_id from unnest(p_baskets) as b)
    ),

    basket as materialized (
        select
            b.basket_id,
            b.group_id,
            b.old_size,
            b.size,
            set_bit(p.empty, b.ordinal, 1)::bit varying as bit
        from unnest(p_baskets) as b
        inner join member as p on b.group_id = p.group_id
    ),

    mask as materialized (
        select b.group_id, bit_or(b.bit)::bit varying as bits
        from basket as b
        group by b.group_id
    ),

    priced as (
        select
            p.group_id,
            n.category_id,
            n.brand_id,
            n.price_minor,
            width_bucket(n.price_minor, filters._price_bounds()) as bucket,
            sum(n.lines) as lines
        from unnest(p_changes) as n
        inner join member as p on n.store_id = p.store_id
        group by p.group_id, n.category_id, n.brand_id, n.price_minor
    ),

    held as (
        select
            b.group_id,
            n.category_id,
            n.brand_id,
            b.bit,
            b.old_size,
            b.size,
            n.is_in,
            n.was_in
        from (
            select
                o.basket_id,
                o.category_id,
                o.brand_id,
                sum(o.now) > 0 as is_in,
                sum(o.now - o.come) > 0 as was_in
            from (
                select l.basket_id, l.category_id, l.brand_id, 1 as now, 0 as come
                from unnest(p_lines) as l
                union all
                select c.basket_id, c.category_id, c.brand_id, 0, c.lines
                from unnest(p_changes) as c
            ) as o
            group by o.basket_id, o.category_id, o.brand_id
        ) as n
        inner join basket as b on n.basket_id = b.basket_id
    ),

    fine as materialized (
        select
            n.group_id,
            n.category_id,
            n.brand_id,
            sum(n.lines) as lines,
            min(n.price_minor) filter (where n.lines > 0) as min_added,
            max(n.price_minor) filter (where n.lines > 0) as max_added,
            min(n.price_minor) filter (where n.lines < 0) as min_gone,
            max(n.price_minor) filter (where n.lines < 0) as max_gone,
            sum(n.lines) filter (where n.bucket = 0) as p1,
            sum(n.lines) filter (where n.bucket = 1) as p2,
            sum(n.lines) filter (where n.bucket = 2) as p3,
            sum(n.lines) filter (where n.bucket = 3) as p4,
            sum(n.lines) filter (where n.bucket = 4) as p5,
            sum(n.lines) filter (where n.bucket = 5) as p6,
            sum(n.lines) filter (where n.bucket = 6) as p7,
            sum(n.lines) filter (where n.bucket = 7) as p8,
            sum(n.lines) filter (where n.bucket = 8) as p9,
            sum(n.lines) filter (where n.bucket = 9) as p10,
            min(n.size) filter (where n.is_in) as size_min,
            max(n.size) filter (where n.is_in) as size_max,
            min(n.old_size) filter (where n.was_in) as old_min,
            max(n.old_size) filter (where n.was_in) as old_max,
            bit_or(n.bit) filter (where n.is_in) as bits,
            bool_or(n.bit is null) as is_changed,
            bool_or(n.size <> n.old_size) as is_resized
        from (
            select
                c.group_id, c.category_id, c.brand_id, c.price_minor, c.bucket, c.lines,
                null::bit varying as bit, null::bigint as old_size, null::bigint as size,
                false as is_in, false as was_in
            from priced as c
            union all
            select
                h.group_id, h.category_id, h.brand_id, null, null, 0,
                h.bit, h.old_size, h.size, h.is_in, h.was_in
            from held as h
        ) as n
        group by n.group_id, n.category_id, n.brand_id
    ),

    summed as (
        select
            f.group_id,
            case grouping(f.category_id) when 1 then 0 else f.category_id end
                as category_id,
            case grouping(f.brand_id) when 1 then 0 else f.brand_id end as brand_id,
            sum(f.lines)::bigint as lines,
            min(f.min_added) as min_added,
            max(f.max_added) as max_added,
            min(f.min_gone) as min_gone,
            max(f.max_gone) as max_gone,
            array[
                coalesce(sum(f.p1), 0), coalesce(sum(f.p2), 0), coalesce(sum(f.p3), 0),
                coalesce(sum(f.p4), 0), coalesce(sum(f.p5), 0), coalesce(sum(f.p6), 0),
                coalesce(sum(f.p7), 0), coalesce(sum(f.p8), 0), coalesce(sum(f.p9), 0),
                coalesce(sum(f.p10), 0)
            ]::bigint[] as price_counts,
            min(f.size_min) as size_min,
            max(f.size_max) as size_max,
            min(f.old_min) as old_min,
            max(f.old_max) as old_max,
            bit_or(f.bits) as bits,
            bool_or(f.is_changed) as is_changed
        from fine as f
        group by
            f.group_id,
            grouping sets (
                (f.category_id, f.brand_id), (f.category_id), (f.brand_id), ()
            )
        having
            bool_or(f.is_changed or f.is_resized)
            and (grouping(f.category_id) = 1 or f.category_id is not null)
            and (grouping(f.brand_id) = 1 or f.brand_id is not null)
    )

    select
        s.group_id,
        s.category_id,
        s.brand_id,
        s.lines,
        s.min_added,
        s.max_added,
        s.min_gone,
        s.max_gone,
        s.price_counts,
        s.size_min,
        s.size_max,
        s.old_min,
        s.old_max,
        m.bits,
        coalesce(s.bits, m.bits & ~m.bits)::bit varying,
        s.is_changed
    from summed as s
    inner join mask as m on s.group_id = m.group_id
$$;

comment on function filters._sum_changes(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
$$One row per cell with an added or removed line, even if they cancel out, or with a
line of a basket whose size changed.

Units: lines, negative if more were removed than added; prices in minor units.
$$;
