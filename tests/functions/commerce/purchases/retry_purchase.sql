-- Proves functions/commerce/purchases/retry_purchase.sql.
begin;
select plan(5);

-- Given: an order that failed.
select tests.small_purchases();
create temporary table t_order as select tests.purchase('sent', 'FAST') as id;
grant select on t_order to authenticated;
update commerce.purchase_orders set status = 'failed', fault = 'HTTP 500';

select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select api.retry_purchase(t.id) from t_order as t $$, 'PT403',
    'core.not_permitted', 'a warehouse does not order'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    (select api.retry_purchase(t.id) @> '{"status": "sent", "fault": null}'
     from t_order as t),
    true, 'a buyer sends it again'
);
select throws_ok(
    $$ select api.retry_purchase(t.id) from t_order as t $$, 'PT409',
    'commerce.transition_refused', 'one that is being sent is left alone'
);
select throws_ok(
    $$ select api.retry_purchase(null) $$, 'PT404', 'commerce.unknown_purchase',
    'an order is one that there is'
);
reset role;
select results_eq(
    $$ select (j.payload ->> 'purchase_order_id')::bigint from core.jobs as j
       where j.kind = 'commerce.send_purchase' $$,
    $$ select t.id from t_order as t $$, 'by the job'
);

select * from finish();
rollback;
