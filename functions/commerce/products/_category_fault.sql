-- commerce._category_fault: the rule that a category exists.

create or replace function commerce._category_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format('There is no category %s.', core.excerpt(p_record ->> 'category'))
    where
        jsonb_typeof(p_record -> 'category') = 'string'
        and not exists (
            select
            from master.categories as c
            where c.category_key = p_record ->> 'category'
        )
$$;

comment on function commerce._category_fault(jsonb) is
    'Rule category_known of commerce.product.';
