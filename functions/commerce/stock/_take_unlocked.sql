-- commerce._take_unlocked: hold a quantity of one variant in a bucket that no other
-- transaction has locked.
--
-- Buyers of a split variant choose among its buckets at random, so they rarely meet.
-- One that finds each bucket locked, or too small, gets null and holds no lock. So does
-- one of a level of which a bucket has less than its safety stock, since others have to
-- keep back what that one lacks.

create or replace function commerce._take_unlocked(
    p_variant_id bigint, p_location_id bigint, p_quantity integer
)
    returns commerce.allocation
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_taken commerce.allocation;
begin
    update commerce.stock_levels as l
    set reserved = l.reserved + p_quantity
    where
        l.variant_id = p_variant_id
        and l.location_id = p_location_id
        and l.bucket = (
            select f.bucket
            from commerce.stock_levels as f
            where
                f.variant_id = p_variant_id
                and f.location_id = p_location_id
                and f.on_hand + f.backorder_limit - f.reserved - f.safety_stock
                >= p_quantity
                and not exists (
                    select from commerce.stock_levels as d
                    where
                        d.variant_id = p_variant_id
                        and d.location_id = p_location_id
                        and d.on_hand + d.backorder_limit - d.reserved < d.safety_stock
                )
            order by random()
            limit 1
            for no key update skip locked
        )
    returning l.variant_id, l.location_id, l.bucket, p_quantity
    into v_taken;
    return v_taken;
end;
$$;

comment on function commerce._take_unlocked(bigint, bigint, integer) is
    'The allocation, whose quantity is reserved now; null if no free bucket has it.';
