-- Proves functions/commerce/stock/adjust_stock.sql.
begin;
select plan(10);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.adjust_stock('mug', 'shop', -2, 'broken') -> 'available', '1',
    'staff corrects stock'
);
select is(
    commerce.adjust_stock('MUG', 'MAIN', 5, 'found', 'count:1', 'k'),
    commerce.adjust_stock('MUG', 'MAIN', 5, 'found', 'count:1', 'k'),
    'a repeated call returns the first answer'
);
select is(
    commerce.get_stock('MUG') -> 'on_hand', '6', 'and counts once'
);
select throws_ok(
    $$ select commerce.adjust_stock('SHIRT-S', 'MAIN', -10, 'broken') $$,
    'PT409', 'commerce.insufficient_stock', 'reserved pieces cannot be taken'
);
select throws_ok(
    $$ select commerce.adjust_stock('MUG', 'MAIN', 1, ' ') $$,
    'PT422', 'commerce.reason_needed', 'a reason is needed'
);
select throws_ok(
    $$ select commerce.adjust_stock('MUG', 'MAIN', 0, 'x') $$,
    'PT422', 'core.invalid_argument', 'a delta of 0 is refused'
);
select throws_ok(
    $$ select commerce.adjust_stock(
        'MUG', 'MAIN', 1, 'x', p_effective_at => now() + interval '1 day') $$,
    'PT422', 'core.invalid_argument', 'a time in the future is refused'
);
do $$ begin perform commerce.adjust_stock(
    'MUG', 'MAIN', -1, 'found late', p_effective_at => '2026-01-02Z'
); end; $$;
select is(
    commerce.stock_as_of('MUG', '2026-01-03Z') #> '{locations,0,on_hand}', '-1',
    'a late correction counts from the time when it happened'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select commerce.adjust_stock('MUG', 'MAIN', 1, 'x') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        (
            'select commerce.adjust_stock(''NO'', ''MAIN'', 1, ''x'')',
            'commerce.unknown_sku'
        ),
        (
            'select commerce.adjust_stock(''MUG'', ''NO'', 1, ''x'')',
            'commerce.unknown_location'
        ),
        (
            'select commerce.adjust_stock(''SET'', ''MAIN'', 1, ''x'')',
            'commerce.bundle_has_no_stock'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'stock is of a SKU that is no bundle, at a location'
);

select * from finish();
rollback;
