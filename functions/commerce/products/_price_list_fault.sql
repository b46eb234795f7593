-- commerce._price_list_fault: the rule that a price list exists.

create or replace function commerce._price_list_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format('There is no price list %s.', core.excerpt(p_record ->> 'price_list'))
    where
        jsonb_typeof(p_record -> 'price_list') = 'string'
        and not exists (
            select
            from commerce.price_lists as l
            where l.code = p_record ->> 'price_list'
        )
$$;

comment on function commerce._price_list_fault(jsonb) is
    'Rule price_list_known of commerce.price.';
