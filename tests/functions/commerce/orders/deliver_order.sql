-- Proves functions/commerce/orders/deliver_order.sql.
begin;
select plan(6);

-- Given: a shipped order in parcels of MAIN (cleo) and SHOP (bob).
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;
select is(
    tests.advance((select o.id from o), 'pay', 'pack', 'ship'), 'shipped',
    'it is shipped'
);

select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select api.deliver_order((select o.id from o), null, 3) $$,
    'PT409', 'commerce.version_conflict', 'the version is the one that was seen'
);
select is(
    api.deliver_order((select o.id from o), null, 4) - 'order_id',
    '{"version": 5, "status": "shipped", "parcels": [1]}'::jsonb,
    'a parcel has arrived'
);
select throws_ok(
    $$ select api.deliver_order((select o.id from o), '{1}') $$,
    'PT409', 'commerce.transition_refused', 'it arrives once'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.deliver_order((select o.id from o), '{2}') ->> 'status', 'delivered',
    'the last one delivers the order'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.deliver_order((select o.id from o)) $$,
    'PT403', 'core.not_permitted', 'a customer does not say so'
);

select * from finish();
rollback;
