-- commerce._record_sales: record revenue; returns the sales that were new.
--
-- Inserts in the order of the unique index, so two callers never wait for each other.
-- Called when the levels are locked, or after commerce._post_movements: the movements
-- are the caller's.

create or replace function commerce._record_sales(p_sales commerce.sales[])
    returns setof commerce.sales
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into commerce.sales (
        sold_at, variant_id, location_id, quantity, amount_minor, currency, order_id,
        reference, created_at
    )
    select
        s.sold_at, s.variant_id, s.location_id, s.quantity, s.amount_minor, s.currency,
        s.order_id, s.reference, (select core.now())
    from unnest(p_sales) as s
    order by s.reference, s.variant_id, s.location_id, s.sold_at
    on conflict (reference, variant_id, location_id) where reference is not null
    do nothing
    returning *
$$;

comment on function commerce._record_sales(commerce.sales[]) is
$$Record sales, and returns with negative quantity and amount, now.

A reference names one event, such as order:12:return:3, and has one row per variant and
location: a row that is there already stays as it is and is not returned.
Errors: 23514 for a quantity of 0, or an amount whose sign is not the quantity's.
$$;
