-- Proves functions/commerce/orders/deliver_order.sql.
begin;
select plan(7);

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
select is_empty(
    $$ select c.call from (values
        ('select api.deliver_order(0)', 'commerce.unknown_order'),
        ('select api.deliver_order(o.id, ''{9}'') from o', 'commerce.unknown_parcel'),
        ('select api.deliver_order(o.id, ''{}'') from o', 'core.invalid_argument')
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'parcels are some of an order'
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
