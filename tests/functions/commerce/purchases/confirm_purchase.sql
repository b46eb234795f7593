-- Proves functions/commerce/purchases/confirm_purchase.sql.
begin;
select plan(5);

-- Given: a draft to a vendor without an API.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
create temporary table t_order as select tests.purchase('draft') as id;
grant select on t_order to authenticated;

select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select api.confirm_purchase(t.id, 'A-1') from t_order as t $$, 'PT403',
    'core.not_permitted', 'a warehouse does not order'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select api.confirm_purchase(t.id, '') from t_order as t $$, 'PT422',
    'core.invalid_argument', 'the vendor has a reference'
);
select is(
    (select api.confirm_purchase(t.id, 'A-1')
        @> '{"status": "acknowledged", "vendor_reference": "A-1",
        "sent_at": "2026-06-01T12:00:00+00:00",
        "acknowledged_at": "2026-06-01T12:00:00+00:00"}'
     from t_order as t),
    true, 'what was ordered by telephone is acknowledged'
);
select throws_ok(
    $$ select api.confirm_purchase(t.id, 'A-2') from t_order as t $$, 'PT409',
    'commerce.transition_refused', 'once'
);
select throws_ok(
    $$ select api.confirm_purchase(0, 'A-2') $$, 'PT404', 'commerce.unknown_purchase',
    'if there is such an order'
);

select * from finish();
rollback;
