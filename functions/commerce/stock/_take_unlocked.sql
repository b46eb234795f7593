-- commerce._take_unlocked: hold a quantity of one variant in a bucket that no other
-- transaction has locked.
--
-- Buyers of a split variant choose among its buckets at random, so they rarely meet. One
-- that finds each bucket locked, or too small, gets null and holds no lock.

create or replace function commerce._take_unlocked(
    p_variant_id bigint, p_location_id bigint, p_quantity integer
)
    returns commerce.allocation
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with found as (
        select l.variant_id, l.location_id, l.bucket
        from commerce.stock_levels as l
        where
            l.variant_id = p_variant_id
            and l.location_id = p_location_id
            and l.on_hand + l.backorder_limit - l.reserved - l.safety_stock >= p_quantity
        order by random()
        limit 1
        for no key update skip locked
    )

    update commerce.stock_levels as l
    set reserved = l.reserved + p_quantity
    from found as f
    where
        l.variant_id = f.variant_id
        and l.location_id = f.location_id
        and l.bucket = f.bucket
    returning
        row(l.variant_id, l.location_id, l.bucket, p_quantity)::commerce.allocation
$$;

comment on function commerce._take_unlocked(bigint, bigint, integer) is
    'The allocation, whose quantity is reserved now; null if no free bucket has it.';
