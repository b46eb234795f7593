-- commerce._emit_product: emit what happened to a product.

create or replace function commerce._emit_product(p_product_id bigint, p_verb text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        'commerce.product.' || p_verb,
        'commerce:product:' || p.id,
        p.id::text,
        jsonb_build_object(
            'v', 1,
            'product_id', p.id,
            'version', p.version,
            'status', p.status,
            'skus', (
                select jsonb_agg(v.sku order by v.id)
                from commerce.variants as v
                where v.product_id = p.id
            )
        )
    )
    from commerce.products as p
    where p.id = p_product_id
$$;

comment on function commerce._emit_product(bigint, text) is
$$Emits: commerce.product.<verb> on commerce:product:<id>, payload {v, product_id,
version, status, skus}.
$$;
