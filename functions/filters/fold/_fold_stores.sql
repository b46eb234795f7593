-- filters._fold_stores: bring the cells of stores up to date with changed baskets.
--
-- The bit of a changed basket is cleared in every cell and set again where the basket
-- has a line. New prices widen the exact price range of a cell. If a removed line may
-- have been at an end of that range, the range becomes a bound; filters._measure_cells
-- reads the lines where a bound could decide the answer.

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
    merge into filters.cells as c
    using filters._sum_changes(p_changes, p_lines, p_baskets) as n
        on c.group_id = n.group_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and c.lines + n.lines = 0 then
        delete
    when matched then
        update set
            lines = c.lines + n.lines,
            baskets = bit_count((c.bits & ~n.mask) | n.bits),
            price_min = least(c.price_min, n.min_added),
            price_max = greatest(c.price_max, n.max_added),
            price_counts = array(
                select o.old + o.new
                from unnest(c.price_counts, n.price_counts)
                    with ordinality as o (old, new, position)
                order by o.position
            ),
            bits = (c.bits & ~n.mask) | n.bits,
            is_exact = c.is_exact
                and not coalesce(n.min_gone <= c.price_min, false)
                and not coalesce(n.max_gone >= c.price_max, false)
    when not matched and n.lines <> 0 then
        insert (
            group_id, category_id, brand_id, lines, baskets, price_min, price_max,
            price_counts, bits
        )
        values (
            n.group_id, n.category_id, n.brand_id, n.lines, bit_count(n.bits),
            n.min_added, n.max_added, n.price_counts, n.bits
        )
$$;

comment on function filters._fold_stores(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
    'Bring the cells of stores up to date with changed baskets.';
