-- commerce._sku_fault: the rule that a SKU belongs to one product.

create or replace function commerce._sku_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format('SKU %s belongs to another product.', v.sku)
    from commerce.variants as v
    where
        v.sku = p_record ->> 'sku'
        and v.product_id is distinct from commerce._record_id(p_record, 'product_id')
$$;

comment on function commerce._sku_fault(jsonb) is
    'Rule sku_unused of commerce.variant.';
