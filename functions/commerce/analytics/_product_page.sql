-- commerce._product_page: compute the page of a product for core.cached.
--
-- The subquery is lateral, so that only the levels of these variants are summed.

create or replace function commerce._product_page(p_arguments jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with variants as (
        select v.id, v.sku, v.options, v.unit, v.is_bundle
        from commerce.variants as v
        where v.product_id = (p_arguments ->> 'product_id')::bigint
    ),

    stock as (
        select
            c.variant_id,
            sum(c.available) as available,
            jsonb_agg(
                jsonb_build_object('location', o.code, 'available', c.available)
                order by o.position, o.code
            ) as locations
        from (
            select v.id from variants as v
            union
            select b.variant_id
            from variants as v
            inner join commerce.bundle_components as b on v.id = b.bundle_id
        ) as s
        cross join lateral (
            select k.variant_id, k.location_id, k.available
            from commerce.current_stock as k
            where k.variant_id = s.id
            offset 0
        ) as c
        inner join commerce.locations as o on c.location_id = o.id and o.is_active
        group by c.variant_id
    ),

    bundles as (
        select
            b.bundle_id,
            min(div(coalesce(s.available, 0), b.quantity)) as available
        from variants as v
        inner join commerce.bundle_components as b on v.id = b.bundle_id
        left join stock as s on b.variant_id = s.variant_id
        group by b.bundle_id
    ),

    prices as (
        select r.variant_id, l.currency, r.amount_minor, r.sale_amount_minor
        from variants as v
        inner join commerce.prices as r on v.id = r.variant_id
        inner join commerce.price_lists as l on r.price_list_id = l.id
        where l.is_default and r.valid @> core.now()
    )

    select jsonb_build_object(
        'id', p.id,
        'title', p.title,
        'description', p.description,
        'attributes', p.attributes,
        'starts_at', p.starts_at,
        'ends_at', p.ends_at,
        'as_of', core.now(),
        'variants', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'sku', v.sku,
                        'options', v.options,
                        'unit', v.unit,
                        'currency', r.currency,
                        'price_minor', r.amount_minor,
                        'sale_price_minor', r.sale_amount_minor,
                        'available', coalesce(b.available, s.available, 0),
                        'locations', coalesce(s.locations, '[]')
                    )
                    order by v.sku
                ),
                '[]'
            )
            from variants as v
            left join stock as s on v.id = s.variant_id
            left join bundles as b on v.id = b.bundle_id
            left join prices as r on v.id = r.variant_id
        )
    )
    from commerce.products as p
    where
        p.id = (p_arguments ->> 'product_id')::bigint
        and p.status = 'published'
        and p.deleted_at is null
$$;

comment on function commerce._product_page(jsonb) is
    'The page of {product_id}; null if the product is not published.';
