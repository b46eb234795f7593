-- commerce._list_sync_keys: the records of variants and their levels at a source.
--
-- A variant that is not linked gets a record under its SKU.

create or replace function commerce._list_sync_keys(
    p_source text, p_variant_ids bigint[], p_stock_ids bigint[]
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(k), '[]')
    from (
        select 'product' as entity, coalesce(r.external_id, v.sku) as external_id
        from commerce.variants as v
        left join commerce.sync_records as r
            on r.source = p_source and r.entity = 'product' and v.id = r.local_id
        where v.id = any(p_variant_ids)
        union all
        select distinct 'inventory', v.sku || '@' || l.code
        from commerce.variants as v
        inner join commerce.stock_levels as s on v.id = s.variant_id
        inner join commerce.locations as l on s.location_id = l.id
        where v.id = any(p_stock_ids) and not v.is_bundle and l.is_active
    ) as k
$$;

comment on function commerce._list_sync_keys(text, bigint[], bigint[]) is
    '[{entity, external_id}] of variants, and of the levels of p_stock_ids.';
