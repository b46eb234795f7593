-- Proves functions/commerce/stock/stock_as_of.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.stock_as_of('SHIRT-S', now()) -> 'locations',
    '[{"location": "MAIN", "on_hand": 10, "reserved": 1, "damaged": 0, "in_transit": 0},
      {"location": "SHOP", "on_hand": 5, "reserved": 1, "damaged": 0, "in_transit": 0}]',
    'now, it is the current stock'
);
select is(
    commerce.stock_as_of('SHIRT-S', now() - interval '1 hour') -> 'locations', '[]',
    'before, there was nothing'
);
select throws_ok(
    $$ select commerce.stock_as_of('SHIRT-S', null) $$,
    'PT422', 'core.invalid_argument', 'a null time is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.stock_as_of('SHIRT-S', now()) $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        ('select commerce.stock_as_of(''NO'', now())', 'commerce.unknown_sku'),
        ('select commerce.stock_as_of(''SET'', now())', 'commerce.bundle_has_no_stock')
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'stock is of a SKU that is no bundle'
);

select * from finish();
rollback;
