-- commerce._list_offers: which locations can give how much to lines without a location.
--
-- A sale may take what a bucket keeps back, so the safety stock counts for the level.

create or replace function commerce._list_offers(p_lines commerce.stock_line[])
    returns setof commerce.offer
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        l.variant_id,
        l.location_id,
        o.position,
        n.quantity,
        greatest(
            sum(l.on_hand + l.backorder_limit - l.reserved - l.safety_stock), 0
        )
    from unnest(p_lines) as n
    inner join commerce.stock_levels as l on n.variant_id = l.variant_id
    inner join commerce.locations as o on l.location_id = o.id
    where o.is_active
    group by l.variant_id, l.location_id, o.position, n.quantity
$$;

comment on function commerce._list_offers(commerce.stock_line[]) is
    'One offer per line and active location that has a level of its variant.';
