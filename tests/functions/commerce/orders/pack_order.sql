-- Proves functions/commerce/orders/pack_order.sql.
begin;
select plan(12);

-- Given: an order in parcels of MAIN (cleo, nine pieces) and SHOP (bob, two).
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;
create function pg_temp.pack(
    p_parcels jsonb default null, p_version bigint default null
) returns jsonb language sql as $$
    select api.pack_order((select o.id from o), p_parcels, p_version)
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select pg_temp.pack() $$, 'PT409', 'commerce.transition_refused',
    'an order that is not paid is not packed'
);
select is(tests.advance((select o.id from o), 'pay'), 'paid', 'it is paid');
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": 1, "sku": "SHIRT-S", "quantity": 4}]', 1) $$,
    'PT409', 'commerce.version_conflict', 'the version is the one that was seen'
);
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": "one"}]') $$,
    'PT422', 'commerce.invalid_lines', 'a parcel is a number'
);
select is_empty(
    $$ select c.call from (values
        ('select api.pack_order(0)', 'commerce.unknown_order'),
        ('select pg_temp.pack(''[{"parcel": 9}]'')', 'commerce.unknown_parcel'),
        (
            'select pg_temp.pack(''[{"parcel": 1, "sku": "MUG", "quantity": 1}]'')',
            'commerce.unknown_sku'
        ),
        ('select pg_temp.pack(''[]'')', 'core.invalid_argument'),
        (
            'select pg_temp.pack(jsonb_agg(''{}''::jsonb)) from generate_series(1,
                201)',
            'commerce.too_many_lines'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'parcels are some of an order, and pieces some of a parcel'
);
select is(
    pg_temp.pack('[{"parcel": 1, "sku": "SHIRT-S", "quantity": 4}]', 2) - 'order_id',
    (
        select jsonb_build_object(
            'version', 3, 'status', 'paid',
            'parcels', jsonb_build_array(jsonb_build_object(
                'parcel', 1, 'pieces', jsonb_build_object(v.id, 4),
                'rest', jsonb_build_object(
                    'parcel', 3, 'pieces', jsonb_build_object(v.id, 5)
                )
            ))
        )
        from commerce.variants as v
        where v.sku = 'SHIRT-S'
    ),
    'a part of a parcel is packed, the rest is a new parcel'
);
select is(
    pg_temp.pack() #>> '{parcels,0,parcel}', '3',
    'without parcels, all of the location are packed'
);
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": 2}]') $$, 'PT403', 'core.not_permitted',
    'not those of another location'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.pack() $$, 'PT403', 'core.not_permitted',
    'a customer packs nothing'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    pg_temp.pack('[{"parcel": 2}]') ->> 'status', 'packed', 'an admin packs the last'
);
reset role;
select results_eq(
    $$ select p.parcel, l.code, p.status, q.quantity
       from commerce.parcels as p
       inner join commerce.locations as l on p.location_id = l.id
       inner join commerce.parcel_lines as q
           on p.order_id = q.order_id and p.parcel = q.parcel
       order by p.parcel $$,
    $$ values (1, 'MAIN', 'packed', 4), (2, 'SHOP', 'packed', 2),
        (3, 'MAIN', 'packed', 5) $$,
    'every piece is in one parcel'
);
select is(
    (select sum(s.reserved) from commerce.stock_levels as s), 13::bigint,
    'packed pieces are still reserved'
);

select * from finish();
rollback;
