-- Proves functions/commerce/analytics/_list_labels.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.labels(p_by text) returns table (key text, name text)
    language sql as $$
    select l.key, l.name from commerce._list_labels(p_by) as l
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
select set_eq(
    $$ select * from pg_temp.labels('brand') $$,
    $$ values (null::text, null::text) $$, 'a product may have no brand'
);
select set_eq(
    $$ select * from pg_temp.labels('location') $$,
    $$ values ('MAIN', 'Main warehouse'), ('SHOP', 'Corner shop') $$,
    'a location has its code'
);
select is_empty(
    $$ select * from pg_temp.labels('day') $$, 'a day has no label'
);

select * from finish();
rollback;
