-- commerce._unpriced_fault: the rule that a variant has a price when its product is
-- sold.

create or replace function commerce._unpriced_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'No price on the default list: %s.',
        left(string_agg(v.sku, ', ' order by v.id), 200)
    )
    from commerce.products as p
    inner join commerce.variants as v on p.id = v.product_id
    where
        p.id = commerce._record_id(p_record, 'id')
        and commerce.price_of(v.id, null, greatest(core.now(), p.starts_at)) is null
    having count(*) > 0
$$;

comment on function commerce._unpriced_fault(jsonb) is
    'Rule price_required of commerce.publication.';
