-- commerce._uncache_stock: invalidate the cached pages that show the stock of variants.

create or replace function commerce._uncache_stock(p_variant_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.invalidate_cache(array(
        select 'commerce.product:' || v.product_id
        from commerce.variants as v
        where v.id = any(
            p_variant_ids || array(
                select b.bundle_id
                from commerce.bundle_components as b
                where b.variant_id = any(p_variant_ids)
            )
        )
    ))
$$;

comment on function commerce._uncache_stock(bigint[]) is
    'End the pages of products that have these variants, or bundles of them.';
