-- commerce._tax_class_fault: the rule that a tax class has a rate.

create or replace function commerce._tax_class_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format('There is no tax class %s.', core.excerpt(p_record ->> 'tax_class'))
    where
        jsonb_typeof(p_record -> 'tax_class') = 'string'
        and not exists (
            select
            from commerce.tax_rates as r
            where r.tax_class = p_record ->> 'tax_class'
        )
$$;

comment on function commerce._tax_class_fault(jsonb) is
    'Rule tax_class_known of commerce.product.';
