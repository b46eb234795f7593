-- commerce._list_labels: the group of each variant, or location, and its name.

create or replace function commerce._list_labels(p_by text)
    returns table (id bigint, key text, name text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select v.id, v.sku, p.title
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    where p_by = 'sku'
    union all
    select v.id, p.id::text, p.title
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    where p_by = 'product'
    union all
    select v.id, c.category_key, c.name
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    left join master.categories as c on p.category_id = c.id
    where p_by = 'category'
    union all
    select v.id, b.brand_key, b.name
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    left join master.brands as b on p.brand_id = b.id
    where p_by = 'brand'
    union all
    select l.id, l.code, l.name
    from commerce.locations as l
    where p_by = 'location'
$$;

comment on function commerce._list_labels(text) is
    'Key and name per variant (sku, product, category, brand), or per location.';
