-- Proves functions/commerce/orders/pay_order.sql.
begin;
select plan(16);

-- Given: an order of ada over 50,000; it is paid until noon.
select tests.set_clock('2026-06-01 12:00Z');
select tests.small_stock();
update commerce.prices set amount_minor = 50000
where true;
create temporary table o on commit drop as
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;
insert into o select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]');
grant select on o to authenticated;
create function pg_temp.pay(
    p_payment jsonb, p_version bigint default null, p_key text default null
) returns jsonb language sql as $$
    select api.pay_order((select min(o.id) from o), p_payment, p_version, p_key)
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": 50000}') $$,
    'PT403', 'core.not_permitted', 'a customer cannot say that they paid'
);
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": 49999}') $$,
    'PT422', 'commerce.payment_mismatch', 'a payment is the total'
);
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": 50000, "currency": "USD"}') $$,
    'PT422', 'commerce.payment_mismatch', 'in the currency of the order'
);
select throws_ok(
    $$ select pg_temp.pay('{}') $$,
    'PT422', 'core.invalid_argument', 'it has an amount'
);
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": 1e5}') $$,
    'PT422', 'commerce.payment_mismatch', 'a number may be written in any way'
);
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": "much"}') $$,
    'PT422', 'core.invalid_argument', 'but is one'
);
select throws_ok(
    $$ select pg_temp.pay(null) $$, 'PT422', 'core.invalid_argument', 'null is none'
);
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": 50000}', 2) $$,
    'PT409', 'commerce.version_conflict', 'the version is the one that was seen'
);
select is(
    pg_temp.pay(
        '{"amount_minor": 50000, "currency": "PHP", "method": "card", "reference": "R1",
          "pin": "1234"}', 1, 'once'
    ),
    jsonb_build_object(
        'order_id', (select min(o.id) from o), 'version', 2, 'status', 'paid'
    ),
    'the order is paid'
);
select is(
    pg_temp.pay(
        '{"amount_minor": 50000, "currency": "PHP", "method": "card", "reference": "R1",
          "pin": "1234"}', 1, 'once'
    ) ->> 'version',
    '2', 'once for a key'
);
select throws_ok(
    $$ select pg_temp.pay('{"amount_minor": 50000}') $$,
    'PT409', 'commerce.transition_refused', 'but not twice'
);
reset role;
select is(
    (
        select n.state -> 'payment' from commerce.orders as n
        where n.id = (select min(o.id) from o)
    ),
    '{"currency": "PHP", "method": "card", "reference": "R1"}'::jsonb,
    'known facts of the payment are kept, others are not'
);
select is(
    (
        select r.status from commerce.reservations as r
        inner join commerce.orders as n on r.id = n.reservation_id
        where n.id = (select min(o.id) from o)
    ),
    'confirmed', 'the reservation is confirmed'
);

-- When: the time of the other order is over.
select tests.set_clock('2026-06-02 12:00Z');
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select api.pay_order((select max(o.id) from o), '{"amount_minor": 50000}') $$,
    'PT410', 'commerce.reservation_expired', 'an expired reservation cannot be paid'
);
reset role;
select is(
    (select n.status from commerce.orders as n
        where n.id = (select max(o.id) from o)),
    'placed', 'and nothing has changed'
);
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select api.pay_order(0, '{"amount_minor": 1}') $$,
    'PT404', 'commerce.unknown_order', 'an unknown order is refused'
);

select * from finish();
rollback;
