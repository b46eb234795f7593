-- Proves functions/commerce/stock/transfer_stock.sql.
begin;
select plan(7);

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
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        (
            'select commerce.transfer_stock(''NO'', ''MAIN'', ''SHOP'', 1)',
            'commerce.unknown_sku'
        ),
        (
            'select commerce.transfer_stock(''SET'', ''MAIN'', ''SHOP'', 1)',
            'commerce.bundle_has_no_stock'
        ),
        (
            'select commerce.transfer_stock(''MUG'', ''SHOP'', ''NO'', 1)',
            'commerce.unknown_location'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'a transfer is of a SKU that is no bundle, between locations'
);

select * from finish();
rollback;
