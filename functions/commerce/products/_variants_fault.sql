-- commerce._variants_fault: the rule that variants have SKUs and options of their own.

create or replace function commerce._variants_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select format('SKU %s stands there twice.', core.excerpt(min(s.sku)))
            from (
                select e.variant ->> 'sku' as sku
                from jsonb_array_elements(
                    case jsonb_typeof(p_record -> 'variants')
                        when 'array' then p_record -> 'variants'
                    end
                ) as e (variant)
            ) as s
            where s.sku is not null
            group by s.sku
            having count(*) > 1
            order by s.sku
            limit 1
        ),
        (
            select 'Two variants have the same options.'::text
            from (
                select coalesce(nullif(e.variant -> 'options', 'null'), '{}') as options
                from jsonb_array_elements(
                    case jsonb_typeof(p_record -> 'variants')
                        when 'array' then p_record -> 'variants'
                    end
                ) as e (variant)
            ) as o
            group by o.options
            having count(*) > 1
            limit 1
        )
    )
$$;

comment on function commerce._variants_fault(jsonb) is
    'Rule variants_differ of commerce.product.';
