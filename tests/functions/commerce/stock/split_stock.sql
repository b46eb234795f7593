-- Proves functions/commerce/stock/split_stock.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('bob'), 'admin');
select is(
    commerce.split_stock('SHIRT-L', 'MAIN', 8) -> 'available', '20',
    'a split level has the same stock'
);
select is(
    commerce.adjust_stock('SHIRT-L', 'MAIN', -19, 'sold out') -> 'available', '1',
    'and gives from all of its buckets'
);
select throws_ok(
    $$ select commerce.split_stock('SHIRT-L', 'MAIN', 65) $$,
    'PT422', 'core.invalid_argument', '64 buckets are the most'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select throws_ok(
    $$ select commerce.split_stock('SHIRT-L', 'MAIN', 2) $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        ('select commerce.split_stock(''NO'', ''MAIN'', 2)', 'commerce.unknown_sku'),
        (
            'select commerce.split_stock(''SET'', ''MAIN'', 2)',
            'commerce.bundle_has_no_stock'
        ),
        (
            'select commerce.split_stock(''MUG'', ''NO'', 2)',
            'commerce.unknown_location'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'a level is of a SKU that is no bundle, at a location'
);

select * from finish();
rollback;
