-- commerce._levels_fault: the rule that stock is initialised at each location.

create or replace function commerce._levels_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        '%s stock levels are missing, such as that of %s at %s.',
        count(*), min(v.sku), min(l.code)
    )
    from commerce.variants as v
    cross join commerce.locations as l
    where
        v.product_id = commerce._record_id(p_record, 'id')
        and not v.is_bundle
        and l.is_active
        and l.has_full_range
        and not exists (
            select
            from commerce.stock_levels as s
            where s.variant_id = v.id and s.location_id = l.id
        )
    having count(*) > 0
$$;

comment on function commerce._levels_fault(jsonb) is
    'Rule levels_required of commerce.publication.';
