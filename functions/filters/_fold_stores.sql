-- filters._fold_stores: bring the cells of stores up to date with changed baskets.
--
-- A changed basket's bit is taken out of a cell, and set again if it has a line there.
-- The range of prices takes in what comes; when what goes may have been at an end of
-- it, it becomes a bound (filters._measure_cells looks closer where a bound could be
-- the answer).

create or replace function filters._fold_stores(
    p_changes filters.line_changes[],
    p_lines filters.basket_line[],
    p_baskets filters.changed_basket[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with place as materialized (
        select
            b.place_id,
            bit_or(b.mask) as mask,
            (bit_or(b.mask) & ~bit_or(b.mask))::bit varying as empty
        from unnest(p_baskets) as b
        group by b.place_id
    ),

    line as (
        select
            p.id as place_id,
            n.category_id,
            n.brand_id,
            n.price_minor,
            width_bucket(n.price_minor, filters._price_bounds()) as bucket,
            sum(n.lines) as lines
        from unnest(p_changes) as n
        inner join filters.places as p on n.store_id = p.store_id
        group by p.id, n.category_id, n.brand_id, n.price_minor
        having sum(n.lines) <> 0
    ),

    change as (
        select
            l.place_id,
            a.category_id,
            a.brand_id,
            sum(l.lines)::bigint as lines,
            min(l.price_minor) filter (where l.lines > 0) as min_added,
            max(l.price_minor) filter (where l.lines > 0) as max_added,
            min(l.price_minor) filter (where l.lines < 0) as min_gone,
            max(l.price_minor) filter (where l.lines < 0) as max_gone,
            array[
                coalesce(sum(l.lines) filter (where l.bucket = 0), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 1), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 2), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 3), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 4), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 5), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 6), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 7), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 8), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 9), 0)
            ]::bigint[] as price_counts
        from line as l
        cross join lateral (
            values
            (0, 0), (l.category_id, 0), (0, l.brand_id), (l.category_id, l.brand_id)
        ) as a (category_id, brand_id)
        where a.category_id is not null and a.brand_id is not null
        group by l.place_id, a.category_id, a.brand_id
    ),

    cell as materialized (
        -- Where lines of a changed basket came or went, though they may cancel out.
        select distinct p.id as place_id, a.category_id, a.brand_id
        from unnest(p_changes) as n
        inner join filters.places as p on n.store_id = p.store_id
        cross join lateral (
            values
            (0, 0), (n.category_id, 0), (0, n.brand_id), (n.category_id, n.brand_id)
        ) as a (category_id, brand_id)
        where a.category_id is not null and a.brand_id is not null
    ),

    member as (
        -- Where a changed basket has a line now.
        select
            b.place_id,
            a.category_id,
            a.brand_id,
            bit_or(b.mask) as bits
        from unnest(p_lines) as l
        inner join unnest(p_baskets) as b on l.basket_id = b.basket_id
        cross join lateral (
            values
            (0, 0), (l.category_id, 0), (0, l.brand_id), (l.category_id, l.brand_id)
        ) as a (category_id, brand_id)
        where
            (b.place_id, a.category_id, a.brand_id)
            in (select c.place_id, c.category_id, c.brand_id from cell as c)
        group by b.place_id, a.category_id, a.brand_id
    ),

    folded as (
        select
            k.place_id,
            k.category_id,
            k.brand_id,
            coalesce(c.lines, 0) + coalesce(n.lines, 0) as lines,
            least(c.price_min, n.min_added) as price_min,
            greatest(c.price_max, n.max_added) as price_max,
            case
                when c.price_counts is null then n.price_counts
                when n.price_counts is null then c.price_counts
                else array(
                    select o.old + o.new
                    from unnest(c.price_counts, n.price_counts)
                        with ordinality as o (old, new, position)
                    order by o.position
                )
            end as price_counts,
            coalesce(c.bits & ~p.mask, p.empty) | coalesce(m.bits, p.empty) as bits,
            coalesce(c.is_exact, true)
            and not coalesce(n.min_gone <= c.price_min, false)
            and not coalesce(n.max_gone >= c.price_max, false) as is_exact
        from cell as k
        inner join place as p on k.place_id = p.place_id
        left join change as n
            on
                k.place_id = n.place_id
                and k.category_id = n.category_id
                and k.brand_id = n.brand_id
        left join member as m
            on
                k.place_id = m.place_id
                and k.category_id = m.category_id
                and k.brand_id = m.brand_id
        left join lateral (
            select o.*
            from filters.cells as o
            where
                o.place_id = k.place_id
                and o.category_id = k.category_id
                and o.brand_id = k.brand_id
            limit 1
        ) as c on true
    )

    merge into filters.cells as c
    using folded as n
        on c.place_id = n.place_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and n.lines = 0 then
        delete
    when matched then
        update set
            lines = n.lines,
            baskets = bit_count(n.bits),
            price_min = n.price_min,
            price_max = n.price_max,
            price_counts = n.price_counts,
            bits = n.bits,
            is_exact = n.is_exact
    when not matched and n.lines <> 0 then
        insert (
            place_id, category_id, brand_id, lines, baskets, price_min, price_max,
            price_counts, bits
        )
        values (
            n.place_id, n.category_id, n.brand_id, n.lines, bit_count(n.bits),
            n.price_min, n.price_max, n.price_counts, n.bits
        )
$$;

comment on function filters._fold_stores(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
    'Bring the cells of stores up to date with changed baskets.';
