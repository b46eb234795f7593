-- Proves functions/commerce/stock/set_stock_limits.sql.
begin;
select plan(6);

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
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        ('select commerce.set_stock_limits(''NO'', ''MAIN'')', 'commerce.unknown_sku'),
        (
            'select commerce.set_stock_limits(''SET'', ''MAIN'')',
            'commerce.bundle_has_no_stock'
        ),
        (
            'select commerce.set_stock_limits(''MUG'', ''NO'')',
            'commerce.unknown_location'
        ),
        (
            'select commerce.set_stock_limits(''MUG'', ''SHOP'', -1)',
            'core.invalid_argument'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'limits are of a SKU that is no bundle, at a location'
);

select * from finish();
rollback;
