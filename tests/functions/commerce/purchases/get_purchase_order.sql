-- Proves functions/commerce/purchases/get_purchase_order.sql.
begin;
select plan(5);

-- Given: an order to MAIN, where cleo works; bob works at SHOP.
select tests.small_purchases();
create temporary table t_order as select tests.purchase() as id;
grant select on t_order to authenticated;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.get_purchase_order(t.id) from t_order as t $$, 'PT403',
    'core.not_permitted', 'customers do not see what is bought'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    (
        select jsonb_array_length(api.get_purchase_order(t.id) -> 'lines')
        from t_order as t
    ),
    2, 'a buyer sees an order of another one'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    (select api.get_purchase_order(t.id) #>> '{lines, 0, sku}' from t_order as t),
    'SHIRT-S', 'a warehouse sees what comes to it'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select api.get_purchase_order(t.id) from t_order as t $$, 'PT404',
    'commerce.unknown_purchase', 'and nothing else'
);
select throws_ok(
    $$ select api.get_purchase_order(null) $$, 'PT404', 'commerce.unknown_purchase',
    'an order is one that there is'
);

select * from finish();
rollback;
