-- commerce._brand_fault: the rule that a brand exists.

create or replace function commerce._brand_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format('There is no brand %s.', core.excerpt(p_record ->> 'brand'))
    where
        jsonb_typeof(p_record -> 'brand') = 'string'
        and not exists (
            select
            from master.brands as b
            where b.brand_key = p_record ->> 'brand'
        )
$$;

comment on function commerce._brand_fault(jsonb) is
    'Rule brand_known of commerce.product.';
