-- commerce._show_stock: the stock of a variant at a location, its buckets summed.

create or replace function commerce._show_stock(
    p_variant_id bigint, p_location_id bigint
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'sku', v.sku,
        'location', o.code,
        'on_hand', coalesce(s.on_hand, 0),
        'reserved', coalesce(s.reserved, 0),
        'available', coalesce(s.available, 0),
        'damaged', coalesce(s.damaged, 0),
        'in_transit', coalesce(s.in_transit, 0),
        'safety_stock', coalesce(s.safety_stock, 0),
        'backorder_limit', coalesce(s.backorder_limit, 0)
    )
    from commerce.variants as v
    inner join commerce.locations as o on o.id = p_location_id
    left join commerce.current_stock as s
        on v.id = s.variant_id and o.id = s.location_id
    where v.id = p_variant_id
$$;

comment on function commerce._show_stock(bigint, bigint) is
    '{sku, location, on_hand, reserved, available, …}; zeros where there is no level.';
