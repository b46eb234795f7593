-- Proves functions/commerce/sync/list_sync_policies.sql.
begin;
select plan(4);

-- Given: the policies that a release seeds.
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    api.list_sync_policies('pms') #> '{items,0}',
    '{"entity": "inventory", "field": "*", "policy": "pms_wins"}',
    'a buyer reads the policies'
);
select is(
    jsonb_path_query_array(
        api.list_sync_policies(), '$.items[*] ? (@.entity == "product").field'
    ),
    '["*", "deleted", "description", "price_minor", "sku"]', 'in order'
);
select throws_ok(
    $$ select api.list_sync_policies('erp') $$, 'PT404', 'commerce.unknown_source',
    'of a source that there is'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select throws_ok(
    $$ select api.list_sync_policies() $$, 'PT403', 'core.not_permitted',
    'the warehouse has none'
);

select * from finish();
rollback;
