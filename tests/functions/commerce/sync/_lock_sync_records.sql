-- Proves functions/commerce/sync/_lock_sync_records.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();

select results_eq(
    $$ select l.entity, l.external_id from commerce._lock_sync_records('pms', '[
        {"entity": "order", "external_id": "O-1"},
        {"entity": "inventory", "external_id": "SHIRT-L@SHOP"},
        {"entity": "inventory", "external_id": "NONE@SHOP"},
        {"entity": "product", "external_id": "P-1"},
        {"entity": "product", "external_id": "P-1"}]') as l $$,
    $$ values ('product', 'P-1'), ('inventory', 'NONE@SHOP'),
       ('inventory', 'SHIRT-L@SHOP'), ('order', 'O-1') $$,
    'products come first, each once'
);
select is(
    (select count(*) from commerce.sync_records), 4::bigint, 'missing records are made'
);
select is(
    (select count(*) from commerce.stock_levels as s
     inner join commerce.variants as v on s.variant_id = v.id
     where v.sku = 'SHIRT-L'), 2::bigint, 'and missing levels'
);
select is_empty(
    $$ select from commerce._lock_sync_records('pms', '[]') $$, 'no key, no record'
);

select * from finish();
rollback;
