-- Proves functions/commerce/stock/transfer_stock.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.transfer_stock('SHIRT-S', 'MAIN', 'SHOP', 4, 'r', 'k'),
    commerce.transfer_stock('SHIRT-S', 'MAIN', 'SHOP', 4, 'r', 'k'),
    'a repeated call returns the first answer'
);
select is(
    commerce.get_stock('SHIRT-S') - 'locations',
    '{"sku": "SHIRT-S", "unit": "piece", "available": 9, "on_hand": 11, "reserved": 2,
      "in_transit": 4}',
    'the pieces are in transit'
);
select throws_ok(
    $$ select commerce.transfer_stock('SHIRT-S', 'MAIN', 'SHOP', 6) $$,
    'PT409', 'commerce.insufficient_stock', 'reserved pieces stay'
);
select throws_ok(
    $$ select commerce.transfer_stock('SHIRT-S', 'MAIN', 'SHOP', 0) $$,
    'PT422', 'core.invalid_argument', 'nothing is no transfer'
);
reset role;
select tests.holds('commerce');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.transfer_stock('SHIRT-S', 'MAIN', 'SHOP', 1) $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);

select * from finish();
rollback;
