-- Proves functions/commerce/orders/refund_order.sql.
begin;
select plan(12);

-- Given: an order over 50,000 that was paid, and then cancelled.
select tests.small_stock();
update commerce.prices set amount_minor = 50000
where true;
create temporary table o on commit drop as
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;
grant select on o to authenticated;
select is(tests.advance((select o.id from o), 'pay'), 'paid', 'it is paid');

select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select api.refund_order((select o.id from o)) $$,
    'PT409', 'commerce.transition_refused', 'an order that goes on is not refunded'
);
select is(
    api.cancel_order((select o.id from o)) ->> 'status', 'cancelled', 'it is cancelled'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.refund_order((select o.id from o)) $$,
    'PT403', 'core.not_permitted', 'a customer does not refund'
);
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select api.refund_order((select o.id from o), 0) $$,
    'PT422', 'core.invalid_argument', 'an amount is above zero'
);
select throws_ok(
    $$ select api.refund_order((select o.id from o), 50001) $$,
    'PT409', 'commerce.transition_refused', 'and at most what was paid'
);
select is(
    api.refund_order((select o.id from o), 20000, 'Sorry.', 3, 'once') - 'order_id',
    '{"version": 4, "status": "cancelled", "amount_minor": 20000}'::jsonb,
    'a part goes back'
);
select is(
    api.refund_order((select o.id from o), 20000, 'Sorry.', 3, 'once') ->> 'version',
    '4',
    'once for a key'
);
select throws_ok(
    $$ select api.refund_order((select o.id from o), 20000, null, 3) $$,
    'PT409', 'commerce.version_conflict', 'the version is the one that was seen'
);
select is(
    api.refund_order((select o.id from o)) - 'order_id',
    '{"version": 5, "status": "refunded", "amount_minor": 30000}'::jsonb,
    'without an amount, all that is left goes back'
);
select throws_ok(
    $$ select api.refund_order((select o.id from o)) $$,
    'PT409', 'commerce.transition_refused', 'then nothing is left'
);
select throws_ok(
    $$ select api.refund_order(0) $$,
    'PT404', 'commerce.unknown_order', 'an unknown order is refused'
);

select * from finish();
rollback;
