-- filters._fold_stores: bring the cells of stores up to date with changed baskets.
--
-- The bit of a changed basket is cleared in every cell and set again where the basket
-- has a line. New prices and sizes widen the exact ranges of a cell. If a removed line
-- may have been at an end of the range of prices, that range becomes a bound;
-- filters._measure_cells reads the lines where a bound could decide the answer.
--
-- The range of sizes becomes a bound if a changed basket was at one of its ends, unless
-- that end is still taken: by the new size of a changed basket, or by the others, which
-- is sure where they are all of one size or one of them has a single line. If there are
-- no others, the range is that of the changed baskets. A cell in which a basket only
-- changed its size is written only if its range changes.

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
    with folded as materialized (
        select
            n.group_id,
            n.category_id,
            n.brand_id,
            n.lines,
            n.min_added,
            n.max_added,
            n.min_gone,
            n.max_gone,
            n.price_counts,
            n.is_changed,
            c.size_min as old_min,
            c.size_max as old_max,
            c.has_exact_sizes as was_exact,
            r.bits | n.bits as bits,
            case when bit_count(r.bits) > 0 then least(c.size_min, n.size_min)
                else n.size_min
            end as size_min,
            case when bit_count(r.bits) > 0 then greatest(c.size_max, n.size_max)
                else n.size_max
            end as size_max,
            bit_count(r.bits) = 0
            or (
                n.size_min <= c.size_min and n.size_max >= c.size_max
                or c.has_exact_sizes
                and (
                    c.size_min = c.size_max
                    or (
                        n.size_min <= c.size_min
                        or n.old_min > c.size_min
                        or n.old_min is null
                        or c.size_min = 1
                        and exists (
                            select
                            from filters.basket_sizes as s
                            where
                                s.group_id = n.group_id
                                and s.bucket = 1
                                and bit_count(s.bits & r.bits) > 0
                        )
                    )
                    and (
                        n.size_max >= c.size_max
                        or n.old_max < c.size_max
                        or n.old_max is null
                    )
                )
            ) is true as has_exact_sizes
        from filters._sum_changes(p_changes, p_lines, p_baskets) as n
        left join filters.cells as c
            on n.group_id = c.group_id
                and n.category_id = c.category_id
                and n.brand_id = c.brand_id
        cross join lateral (
            select coalesce(c.bits & ~n.mask, n.mask & ~n.mask)::bit varying as bits
        ) as r
    )

    merge into filters.cells as c
    using (
        select f.*
        from folded as f
        where
            f.is_changed
            or (f.size_min, f.size_max, f.has_exact_sizes)
            <> (f.old_min, f.old_max, f.was_exact)
    ) as n
        on c.group_id = n.group_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and c.lines + n.lines = 0 then
        delete
    when matched then
        update set
            lines = c.lines + n.lines,
            baskets = bit_count(n.bits),
            price_min = least(c.price_min, n.min_added),
            price_max = greatest(c.price_max, n.max_added),
            price_counts = array(
                select o.old + o.new
                from unnest(c.price_counts, n.price_counts)
                    with ordinality as o (old, new, position)
                order by o.position
            ),
            size_min = n.size_min,
            size_max = n.size_max,
            bits = n.bits,
            is_exact = c.is_exact
                and not coalesce(n.min_gone <= c.price_min, false)
                and not coalesce(n.max_gone >= c.price_max, false),
            has_exact_sizes = n.has_exact_sizes
    when not matched and n.lines <> 0 then
        insert (
            group_id, category_id, brand_id, lines, baskets, price_min, price_max,
            price_counts, size_min, size_max, bits
        )
        values (
            n.group_id, n.category_id, n.brand_id, n.lines, bit_count(n.bits),
            n.min_added, n.max_added, n.price_counts, n.size_min, n.size_max, n.bits
        )
$$;

comment on function filters._fold_stores(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
    'Bring the cells of stores up to date with changed baskets.';
