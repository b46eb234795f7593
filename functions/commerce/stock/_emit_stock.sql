-- commerce._emit_stock: emit the current stock of variants.
--
-- The subquery is lateral, so that only the levels of these variants are summed.

create or replace function commerce._emit_stock(
    p_variant_ids bigint[], p_version bigint
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        'commerce.stock.changed',
        'commerce:stock:' || s.sku,
        s.sku,
        jsonb_build_object(
            'v', 1,
            'version', p_version,
            'sku', s.sku,
            'available', s.available,
            'locations', s.locations
        )
    )
    from (
        select
            v.sku,
            sum(c.available) as available,
            jsonb_agg(
                jsonb_build_object('location', o.code, 'available', c.available)
                order by o.position, o.code
            ) as locations
        from commerce.variants as v
        cross join lateral (
            select k.location_id, k.available
            from commerce.current_stock as k
            where k.variant_id = v.id
            offset 0
        ) as c
        inner join commerce.locations as o on c.location_id = o.id
        where v.id = any(p_variant_ids)
        group by v.sku
        order by v.sku
    ) as s
$$;

comment on function commerce._emit_stock(bigint[], bigint) is
$$Emit an event for each variant; p_version grows with each movement.

Emits: commerce.stock.changed {v, version, sku, available, locations}.
$$;
