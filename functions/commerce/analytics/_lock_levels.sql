-- commerce._lock_levels: lock the levels of sales, all buckets, in key order.

create or replace function commerce._lock_levels(p_sales commerce.sales[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
    from commerce.stock_levels as l
    where
        (l.variant_id, l.location_id) in (
            select s.variant_id, s.location_id from unnest(p_sales) as s
        )
    order by l.variant_id, l.location_id, l.bucket
    for no key update of l
$$;

comment on function commerce._lock_levels(commerce.sales[]) is
    'Lock every level that sales of these variants at these locations may change.';
