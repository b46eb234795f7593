-- commerce._list_labels: key and name of the groups that a report lists.

create or replace function commerce._list_labels(p_by text, p_ids bigint[])
    returns table (group_id bigint, key text, name text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select v.id, v.sku, p.title
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    where p_by = 'sku' and v.id = any(p_ids)
    union all
    select p.id, p.id::text, p.title
    from commerce.products as p
    where p_by = 'product' and p.id = any(p_ids)
    union all
    select c.id, c.category_key, c.name
    from master.categories as c
    where p_by = 'category' and c.id = any(p_ids)
    union all
    select b.id, b.brand_key, b.name
    from master.brands as b
    where p_by = 'brand' and b.id = any(p_ids)
    union all
    select l.id, l.code, l.name
    from commerce.locations as l
    where p_by = 'location' and l.id = any(p_ids)
$$;

comment on function commerce._list_labels(text, bigint[]) is
    'Key and name of these variants (sku), products, categories, brands or locations.';
