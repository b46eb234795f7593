-- commerce._kept_category_fault: the rule that a published product keeps its category.

create or replace function commerce._kept_category_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 'A published product keeps its category; unpublish it first.'::text
    from commerce.products as p
    left join master.categories as c on p.category_id = c.id
    where
        p.id = commerce._record_id(p_record, 'id')
        and p.status = 'published'
        and p_record ? 'category'
        and p_record ->> 'category' is distinct from c.category_key
$$;

comment on function commerce._kept_category_fault(jsonb) is
    'Rule category_kept of commerce.product.';
