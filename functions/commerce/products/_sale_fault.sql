-- commerce._sale_fault: the rule that a sale price needs a price.

create or replace function commerce._sale_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 'A sale price needs a price.'::text
    where
        p_record ->> 'sale_price_minor' is not null
        and p_record ->> 'price_minor' is null
$$;

comment on function commerce._sale_fault(jsonb) is
    'Rule sale_needs_price of commerce.variant.';
