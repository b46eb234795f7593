-- commerce._list_low_stock: the variants that a location has too little of.
--
-- If all buckets of a level have less than their minimum, one of them has less than the
-- whole minimum: one pass over the rows of the location finds the few variants to sum.
-- What expired reservations hold counts as free.

create or replace function commerce._list_low_stock(p_location_id bigint)
    returns table (variant_id bigint, free bigint, minimum bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with suspects as materialized (
        select distinct
            l.variant_id,
            coalesce(r.minimum, 0) as rule_minimum
        from commerce.stock_levels as l
        left join commerce.reorder_rules as r
            on
                l.variant_id = r.variant_id
                and l.location_id = r.location_id
                and r.is_enabled
        where
            l.location_id = p_location_id
            and l.on_hand - l.reserved < greatest(l.safety_stock, r.minimum)
    ),

    expired as (
        select n.variant_id, sum(n.quantity) as quantity
        from commerce.reservations as r
        inner join commerce.reservation_lines as n on r.id = n.reservation_id
        where
            r.status = 'open'
            and r.expires_at <= core.now()
            and n.location_id = p_location_id
        group by n.variant_id
    ),

    rated as (
        select
            s.variant_id,
            sum(l.on_hand - l.reserved)::bigint as held,
            greatest(sum(l.safety_stock), s.rule_minimum) as minimum
        from suspects as s
        inner join commerce.stock_levels as l
            on s.variant_id = l.variant_id and l.location_id = p_location_id
        group by s.variant_id, s.rule_minimum
    )

    select f.variant_id, f.free, f.minimum
    from (
        select
            r.variant_id,
            (r.held + coalesce(x.quantity, 0))::bigint as free,
            r.minimum
        from rated as r
        left join expired as x on r.variant_id = x.variant_id
    ) as f
    where f.free < f.minimum
$$;

comment on function commerce._list_low_stock(bigint) is
$$Variants with fewer free pieces at the location than their minimum.

The minimum is the safety stock, or that of the enabled reorder rule if it is more.
Units: variants.unit.
$$;
