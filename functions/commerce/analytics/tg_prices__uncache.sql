-- commerce.tg_prices__uncache: invalidate the cached page of the product.
--
-- A variant that is deleted takes its rows along, and invalidates the page itself.
-- Definer: a role that may write the table may not write core.cache_changes.

create or replace function commerce.tg_prices__uncache()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.invalidate_cache(array(
        select 'commerce.product:' || v.product_id
        from commerce.variants as v
        where v.id in (old.variant_id, new.variant_id)
    ));
    return null;
end;
$$;
