-- Proves functions/commerce/stock/_limit_hold_calls.sql.
begin;
select plan(4);

-- Given: the small stock, and one call a minute.
select tests.small_stock();
update core.settings set value = '{"requests": 1, "seconds": 60}'
where name = 'commerce.hold_rate';

select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select commerce.reserve_stock('[{"sku": "SHIRT-S", "quantity": 1}]') $$,
    'the first call passes'
);
select throws_ok(
    $$ select commerce.place_order('[]', '{}') $$, 'PGRST', null,
    'the second is refused, of either function'
);
select tests.login_as(tests.user('bob'));
select lives_ok(
    $$ select commerce.reserve_stock('[{"sku": "SHIRT-S", "quantity": 1}]') $$,
    'another customer has tokens of their own'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select lives_ok(
    $$ select commerce.reserve_stock('[{"sku": "SHIRT-S", "quantity": 1}]') $$,
    'staff has no limit'
);

select * from finish();
rollback;
