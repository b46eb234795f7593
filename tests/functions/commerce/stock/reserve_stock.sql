-- Proves functions/commerce/stock/reserve_stock.sql.
begin;
select plan(15);

-- Given: the small stock; later on, all of it is published.
select tests.small_stock();

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.reserve_stock('[{"sku": "MUG", "quantity": 1}]') $$,
    'PT404', 'commerce.unknown_sku', 'a customer does not know a draft'
);
reset role;
update commerce.products set status = 'published', published_at = core.now()
where status = 'draft';
select tests.login_as(tests.user('ada'));
select is(
    commerce.reserve_stock('[{"sku": "SHIRT-S", "quantity": 2}]') -> 'lines',
    '[{"sku": "SHIRT-S", "location": "MAIN", "quantity": 2}]',
    'a customer reserves from the first location'
);
select is(
    commerce.reserve_stock(
        '[{"sku": "SHIRT-S", "quantity": 1}]', p_idempotency_key => 'k'
    ),
    commerce.reserve_stock(
        '[{"sku": "SHIRT-S", "quantity": 1}]', p_idempotency_key => 'k'
    ),
    'a repeated call returns the first answer'
);
select throws_ok(
    $$ select commerce.reserve_stock(
        '[{"sku": "SHIRT-S", "quantity": 2}]', p_idempotency_key => 'k') $$,
    'PT422', 'core.idempotency_key_reused', 'its key is for that call only'
);
select is(
    tests.refusal(
        $$ select commerce.reserve_stock(
            '[{"sku": "MUG", "quantity": 2}, {"sku": "MUG", "quantity": 2},
              {"sku": "SHIRT-S", "quantity": 1}]') $$
    ) - 'hint',
    '{"code": "PT409", "key": "commerce.insufficient_stock",
      "detail": "MUG: 4 wanted, 3 available."}',
    'two lines of one SKU do not pass apart; nothing is held'
);
select is(
    commerce.reserve_stock('[{"sku": "SET", "quantity": 1}]') -> 'lines',
    '[{"sku": "MUG", "location": "SHOP", "quantity": 2},
      {"sku": "SHIRT-L", "location": "MAIN", "quantity": 1}]',
    'a bundle holds its components'
);
select throws_ok(
    $$ select commerce.reserve_stock('[{"sku": "MUG", "quantity": 1}]', '25 hours') $$,
    'PT422', 'core.invalid_argument', 'a customer does not hold stock for over a day'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select lives_ok(
    $$ select commerce.reserve_stock('[{"sku": "MUG", "quantity": 1}]', '7 days') $$,
    'staff does'
);
select throws_ok(
    $$ select commerce.reserve_stock('[{"sku": "MUG", "quantity": 1}]', '8 days') $$,
    'PT422', 'core.invalid_argument', 'but not for more than a week'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.reserve_stock(
        '[{"sku": "MUG", "quantity": 1}]', p_strategy => 'luck') $$,
    'PT422', 'core.invalid_argument', 'an unknown strategy is refused'
);
reset role;
select tests.holds('commerce');
set local role anon;
select throws_ok(
    $$ select commerce.reserve_stock('[{"sku": "MUG", "quantity": 1}]') $$,
    '42501', null, 'an anonymous caller is refused'
);
reset role;
select tests.login_as(tests.user('bob'));
select is_empty(
    $$ select c.call from (values
        (
            'select commerce.reserve_stock(''[{"sku": "MUG"}]'')',
            'commerce.invalid_lines'
        ),
        (
            'select commerce.reserve_stock(''[{"sku": "MUG", "quantity": 1,
                "location": "NO"}]'')',
            'commerce.unknown_location'
        ),
        (
            'select commerce.reserve_stock(jsonb_agg(''{}''::jsonb)) from
                generate_series(1, 201)',
            'commerce.too_many_lines'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'a line has a SKU and a quantity, and there are not too many'
);
reset role;
update core.settings set value = '{"reservations": 0}'
where name = 'commerce.hold_limits';
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select commerce.reserve_stock('[{"sku": "SHIRT-L", "quantity": 1}]') $$,
    'PT409', 'commerce.too_many_held', 'what a customer holds is bounded'
);
select tests.login_as(null);
select throws_ok(
    $$ select commerce.reserve_stock('[{"sku": "SHIRT-L", "quantity": 1}]') $$,
    'PT403', 'core.not_permitted', 'a caller who is not signed in is refused'
);

select * from finish();
rollback;
