-- Proves functions/commerce/analytics/_list_labels.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.labels(p_by text) returns table (key text, name text)
    language sql as $$
    select l.key, l.name
    from commerce._list_labels(p_by, array(
        select v.id from commerce.variants as v where p_by = 'sku'
        union all
        select p.id from commerce.products as p where p_by = 'product'
        union all
        select c.id from master.categories as c where p_by = 'category'
        union all
        select n.id from commerce.locations as n where p_by = 'location' and n.code = 'MAIN'
    )) as l
$$;

select set_has(
    $$ select * from pg_temp.labels('sku') $$,
    $$ values ('SHIRT-S', 'Shirt'), ('SHIRT-L', 'Shirt'), ('MUG', 'Mug') $$,
    'a SKU has the title of its product'
);
select set_has(
    $$ select * from pg_temp.labels('product') $$,
    $$ select id::text, title from commerce.products $$, 'a product has its id'
);
select set_eq(
    $$ select * from pg_temp.labels('category') $$,
    $$ values ('clothes', 'Clothes'), ('kitchen', 'Kitchen') $$,
    'a category has its key'
);
select is_empty(
    $$ select * from pg_temp.labels('brand') $$, 'what is not asked for is left out'
);
select set_eq(
    $$ select * from pg_temp.labels('location') $$,
    $$ values ('MAIN', 'Main warehouse') $$,
    'a location has its code'
);
select is_empty(
    $$ select * from pg_temp.labels('day') $$, 'a day has no label'
);

select * from finish();
rollback;
