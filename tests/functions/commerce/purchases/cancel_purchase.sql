-- Proves functions/commerce/purchases/cancel_purchase.sql.
begin;
select plan(7);

-- Given: two orders; a part of one has come.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
create temporary table t_order as
select
    tests.purchase() as id,
    tests.purchase('sent', 'FAST') as begun;
grant select on t_order to authenticated;
update commerce.purchase_order_lines as n set received = 1
from t_order as t
where n.purchase_order_id = t.begun;

select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select api.cancel_purchase(t.id, 'No.') from t_order as t $$, 'PT403',
    'core.not_permitted', 'a warehouse does not cancel'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select api.cancel_purchase(t.id, null) from t_order as t $$, 'PT422',
    'core.invalid_argument', 'there is a reason'
);
select is(
    (select api.cancel_purchase(t.id, 'They closed.')
        @> '{"status": "cancelled", "closed_at": "2026-06-01T12:00:00+00:00",
        "closed_reason": "They closed."}'
     from t_order as t),
    true, 'an order is cancelled'
);
select throws_ok(
    $$ select api.cancel_purchase(t.id, 'They closed.') from t_order as t $$, 'PT409',
    'commerce.transition_refused', 'once'
);
select throws_ok(
    $$ select api.cancel_purchase(t.begun, 'They closed.') from t_order as t $$,
    'PT409',
    'commerce.transition_refused', 'before any of it came'
);
select throws_ok(
    $$ select api.cancel_purchase(0, 'They closed.') $$, 'PT404',
    'commerce.unknown_purchase', 'if there is one'
);
reset role;
select is(
    (
        select count(*) from core.events as e
        where e.type = 'commerce.purchase.cancelled'
    ),
    1::bigint, 'and it is told'
);

select * from finish();
rollback;
