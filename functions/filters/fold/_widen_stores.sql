-- filters._widen_stores: make room for the bits of new baskets.
--
-- All bitmaps of one store have the same length. If a store outgrows its capacity, all
-- of its bitmaps are padded, with an eighth to spare. The caller holds the fold lock.

create or replace function filters._widen_stores(p_store_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with grown as (
        update filters.store_groups as p
        set capacity = 64 + (
            n.baskets + case p.capacity when 0 then 0 else n.baskets / 8 end
        ) / 64 * 64
        from (
            select
                s.id as store_id,
                1 + (
                    select max(b.ordinal)
                    from filters.baskets as b
                    where b.store_id = s.id
                ) as baskets
            from unnest(p_store_ids) as s (id)
        ) as n
        where p.store_id = n.store_id and p.capacity < n.baskets
        returning p.id, p.capacity
    ),

    padded_sizes as (
        update filters.basket_sizes as s
        set bits = s.bits || repeat('0', g.capacity::integer - length(s.bits))::bit varying
        from grown as g
        where s.group_id = g.id
    )

    update filters.cells as c
    set bits = c.bits || repeat('0', g.capacity::integer - length(c.bits))::bit varying
    from grown as g
    where c.group_id = g.id
$$;

comment on function filters._widen_stores(bigint[]) is
    'Lengthen the bitmaps of those stores that have more baskets than bits.';
