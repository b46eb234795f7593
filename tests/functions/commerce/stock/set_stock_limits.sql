-- Proves functions/commerce/stock/set_stock_limits.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('bob'), 'buyer');
select is(
    commerce.set_stock_limits('SHIRT-S', 'MAIN', 4, 0) -> 'available', '5',
    'safety stock is not available'
);
select is(
    commerce.set_stock_limits('MUG', 'SHOP', 0, 2) -> 'backorder_limit', '2',
    'a backorder depth is set'
);
select is(
    commerce.reserve_stock('[{"sku": "MUG", "quantity": 5}]') #>> '{lines,0,quantity}',
    '5', 'so more can be reserved than there is'
);
select throws_ok(
    $$ select commerce.set_stock_limits('MUG', 'SHOP', 0, 1) $$,
    'PT409', 'commerce.insufficient_stock', 'the depth cannot go below what is used'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select throws_ok(
    $$ select commerce.set_stock_limits('MUG', 'SHOP') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
