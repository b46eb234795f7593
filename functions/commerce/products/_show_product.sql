-- commerce._show_product: a product as JSON, with its variants.
--
-- Invoker: for a reader the policies select what is in it.

create or replace function commerce._show_product(p_product_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p.id,
        'title', p.title,
        'description', p.description,
        'category', c.category_key,
        'brand', b.brand_key,
        'tax_class', p.tax_class,
        'attributes', p.attributes,
        'status', p.status,
        'starts_at', p.starts_at,
        'ends_at', p.ends_at,
        'published_at', p.published_at,
        'deleted_at', p.deleted_at,
        'version', p.version,
        'created_at', p.created_at,
        'updated_at', p.updated_at,
        'variants', coalesce(
            (
                select jsonb_agg(commerce._show_variant(v.id) order by v.id)
                from commerce.variants as v
                where v.product_id = p.id
            ),
            '[]'
        )
    )
    from commerce.products as p
    left join master.categories as c on p.category_id = c.id
    left join master.brands as b on p.brand_id = b.id
    where p.id = p_product_id
$$;

grant execute on function commerce._show_product(bigint)
to authenticated, service_role;

comment on function commerce._show_product(bigint) is
    'One product as get_product returns it; null if the caller may not see it.';
