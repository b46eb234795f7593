-- Proves functions/commerce/stock/list_stock_movements.sql.
begin;
select plan(7);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('cleo'), 'warehouse');
select results_eq(
    $$ select i ->> 'type', i ->> 'quantity', i ->> 'to_location'
       from jsonb_array_elements(
           commerce.list_stock_movements('SHIRT-S') -> 'items') as i $$,
    $$ values ('reserve', '1', 'SHOP'), ('reserve', '1', 'MAIN'),
              ('receive', '5', 'SHOP'), ('receive', '10', 'MAIN') $$,
    'movements are listed, newest first'
);
select is(
    (
        select string_agg(i ->> 'quantity', ' ')
        from jsonb_array_elements(
            commerce.list_stock_movements('SHIRT-S', 'SHOP') -> 'items'
        ) as i
    ),
    '1 5', 'or those of one location'
);
select is(
    commerce.list_stock_movements(
        'SHIRT-S',
        null,
        commerce.list_stock_movements('SHIRT-S', null, null, 3) ->> 'next'
    ) #>> '{items,0,quantity}',
    '10', 'a page continues where the last one ended'
);
select throws_ok(
    $$ select commerce.list_stock_movements('SHIRT-S', null, 'x') $$,
    'PT422', 'core.invalid_cursor', 'a forged cursor is refused'
);
select throws_ok(
    $$ select commerce.list_stock_movements('SHIRT-S', 'X') $$,
    'PT404', 'commerce.unknown_location', 'an unknown location is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.list_stock_movements('SHIRT-S') $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        ('select commerce.list_stock_movements(''NO'')', 'commerce.unknown_sku'),
        (
            'select commerce.list_stock_movements(''SET'')',
            'commerce.bundle_has_no_stock'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'movements are of a SKU that is no bundle'
);

select * from finish();
rollback;
