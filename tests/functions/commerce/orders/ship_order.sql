-- Proves functions/commerce/orders/ship_order.sql.
begin;
select plan(16);

-- Given: a packed order in parcels of MAIN (cleo, nine pieces) and SHOP (bob, two).
select tests.set_clock('2026-06-01 12:00Z');
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;
create function pg_temp.ship(
    p_parcels integer[] default null, p_tracking text default null,
    p_version bigint default null
) returns jsonb language sql as $$
    select api.ship_order((select o.id from o), p_parcels, p_tracking, p_version)
$$;
create function pg_temp.sold() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(sum(m.quantity), 0) from commerce.stock_movements as m
    where m.to_state = 'sold'
$$;
grant execute on all functions in schema pg_temp to authenticated;
select is(tests.advance((select o.id from o), 'pay', 'pack'), 'packed', 'it is packed');

select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select pg_temp.ship('{2}') $$, 'PT403', 'core.not_permitted',
    'staff does not ship from another location'
);
select throws_ok(
    $$ select pg_temp.ship(null, repeat('x', 201)) $$,
    'PT422', 'core.invalid_argument', 'a tracking number has a bound'
);
select throws_ok(
    $$ select pg_temp.ship('{1}', null, 2) $$, 'PT409', 'commerce.version_conflict',
    'the version is the one that was seen'
);
select is_empty(
    $$ select c.call from (values
        ('select api.ship_order(0)', 'commerce.unknown_order'),
        ('select pg_temp.ship(''{9}'')', 'commerce.unknown_parcel')
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'parcels are some of an order'
);
select is(
    pg_temp.ship(null, 'T1', 3) - 'order_id',
    '{"version": 4, "status": "packed", "parcels": [1]}'::jsonb,
    'staff ships from their location; the order waits for the other parcel'
);
select is(pg_temp.sold(), 9::bigint, 'its pieces are sold');
select throws_ok(
    $$ select pg_temp.ship('{1}') $$, 'PT409', 'commerce.transition_refused',
    'a parcel is shipped once'
);
select is(pg_temp.sold(), 9::bigint, 'and its pieces are sold once');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.ship('{2}') $$, 'PT403', 'core.not_permitted',
    'a customer ships none'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(pg_temp.ship() ->> 'status', 'shipped', 'the last parcel ships the order');
reset role;
select results_eq(
    $$ select l.code, s.on_hand, s.reserved
       from commerce.stock_levels as s
       inner join commerce.locations as l on s.location_id = l.id
       inner join commerce.variants as v on s.variant_id = v.id
       where v.sku = 'SHIRT-S' order by l.code $$,
    $$ values ('MAIN', 1, 1), ('SHOP', 3, 1) $$,
    'what is left is what others hold, and what is free'
);
select results_eq(
    $$ select p.parcel, p.status, p.tracking, p.shipped_at
       from commerce.parcels as p order by p.parcel $$,
    $$ values (1, 'shipped', 'T1', '2026-06-01 12:00Z'::timestamptz),
        (2, 'shipped', null, '2026-06-01 12:00Z') $$,
    'the parcels are on their way'
);
select is(
    (
        select r.status from commerce.reservations as r
        inner join commerce.orders as n on r.id = n.reservation_id
    ),
    'shipped', 'the reservation has ended'
);

-- When: pieces are on backorder.
update commerce.stock_levels set backorder_limit = 10
where true;
update o set id = tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 25}]')
where true;
select is(
    tests.advance((select o.id from o), 'pay', 'pack'), 'packed',
    'an order of more than there is is packed'
);
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select pg_temp.ship() $$, 'PT409', 'commerce.insufficient_stock',
    'but it is not shipped before they come'
);

select * from finish();
rollback;
