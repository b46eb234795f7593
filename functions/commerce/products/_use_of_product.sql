-- commerce._use_of_product: what still holds a product, as a sentence; null if nothing.

create or replace function commerce._use_of_product(p_product_id bigint)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select format(
                'Stock of %s at %s: %s on hand, %s reserved, %s damaged, %s in transit.',
                v.sku, o.code, l.on_hand, l.reserved, l.damaged, l.in_transit
            )
            from commerce.variants as v
            inner join commerce.stock_levels as l on v.id = l.variant_id
            inner join commerce.locations as o on l.location_id = o.id
            where
                v.product_id = p_product_id
                and (l.on_hand, l.reserved, l.damaged, l.in_transit) <> (0, 0, 0, 0)
            order by v.sku, o.code
            limit 1
        ),
        (
            select format('Reservation %s holds %s.', r.id, v.sku)
            from commerce.variants as v
            inner join commerce.reservation_lines as n on v.id = n.variant_id
            inner join commerce.reservations as r on n.reservation_id = r.id
            where
                v.product_id = p_product_id
                and n.quantity > 0
                and r.status in ('open', 'confirmed')
            order by r.id, v.sku
            limit 1
        ),
        (
            select format('Bundle %s contains %s.', b.sku, v.sku)
            from commerce.variants as v
            inner join commerce.bundle_components as c on v.id = c.variant_id
            inner join commerce.variants as b on c.bundle_id = b.id
            inner join commerce.products as p on b.product_id = p.id
            where
                v.product_id = p_product_id
                and p.deleted_at is null
                and p.id <> p_product_id
            order by b.sku, v.sku
            limit 1
        )
    )
$$;

comment on function commerce._use_of_product(bigint) is
    'The stock, reservation or bundle for which delete_product refuses a product.';
