-- Proves functions/commerce/stock/_limit_holds.sql.
begin;
select plan(8);

-- Given: the small stock, of which ada holds one shirt; two reservations and five
-- pieces may be held.
select tests.small_stock();
update core.settings set value = '{"reservations": 2, "pieces": 5}'
where name = 'commerce.hold_limits';
create function pg_temp.ask(p_pieces integer) returns text language sql as $$
    select format(
        'select commerce.reserve_stock(%L)',
        jsonb_build_array(jsonb_build_object('sku', 'SHIRT-L', 'quantity', p_pieces))
    )
$$;
grant execute on function pg_temp.ask(integer) to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(pg_temp.ask(5)) - 'hint',
    '{"code": "PT409", "key": "commerce.too_many_held",
      "detail": "1 pieces are held and 5 are wanted; at most 5 may be held."}',
    'a customer does not hold more pieces than the limit'
);
select lives_ok(pg_temp.ask(4), 'but all of it');
select is(
    tests.refusal(pg_temp.ask(1)) - 'hint',
    '{"code": "PT409", "key": "commerce.too_many_held",
      "detail": "2 reservations are open, and at most 2 may be."}',
    'nor more reservations'
);
select throws_ok(
    $$ select commerce.place_order(
        '[{"sku": "SHIRT-L", "quantity": 1}]',
        '{"name": "Ada", "street": "1", "city": "Manila", "country": "PH"}') $$,
    'PT409', 'commerce.too_many_held', 'an order that is not paid is one of them'
);
select tests.login_as(tests.user('bob'));
select lives_ok(pg_temp.ask(1), 'each customer has a limit of their own');
select tests.login_as(tests.user('cleo'), 'warehouse');
select lives_ok(pg_temp.ask(6), 'staff has none');
reset role;
select tests.set_clock(now() + interval '1 hour');
select tests.login_as(tests.user('ada'));
select lives_ok(pg_temp.ask(5), 'what has expired does not count');
reset role;
update core.settings set value = '{}'
where name = 'commerce.hold_limits';
select tests.login_as(tests.user('ada'));
select lives_ok(pg_temp.ask(6), 'without a limit, none is kept');

select * from finish();
rollback;
