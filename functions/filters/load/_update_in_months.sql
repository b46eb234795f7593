-- filters._update_in_months: update lines, each in its one month.
--
-- The time of a line leads to its month while the statement runs; the planner does not
-- count on that, and would rather read all months than look into each for each line. So
-- other joins are off.

create or replace function filters._update_in_months(p_lines filters.known_line[])
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_hashjoin = off
    set enable_mergejoin = off
    set enable_seqscan = off
as $$
declare
    v_updated bigint;
begin
    update filters.transactions as t
    set
        basket_id = l.basket_id,
        store_id = l.store_id,
        product_key = l.product_key,
        brand_id = l.brand_id,
        category_id = l.category_id,
        price_minor = l.price_minor,
        quantity = l.quantity,
        sold_at = l.sold_at
    from unnest(p_lines) as l
    where t.id = l.line_id and t.sold_at = l.was_sold_at;
    get diagnostics v_updated = row_count;
    return v_updated;
end;
$$;

comment on function filters._update_in_months(filters.known_line[]) is
    'Returns the number of lines that were updated.';
