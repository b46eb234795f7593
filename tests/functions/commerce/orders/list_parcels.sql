-- Proves functions/commerce/orders/list_parcels.sql.
begin;
select plan(11);

-- Given: a paid order with parcels of MAIN (cleo) and SHOP (bob), then one of MAIN that
-- waits for its payment.
select tests.small_stock();
create temporary table o on commit drop as
select
    1 as k,
    tests.place('ada') as id;
insert into o
select
    2 as k,
    tests.place('dora', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;
grant select on o to authenticated;
select is(tests.advance((select o.id from o
where o.k = 1), 'pay'), 'paid', 'one is paid');
create function pg_temp.list(
    p_location text default null, p_status text default null, p_after text default null,
    p_size integer default 50
) returns text[] language sql as $$
    select array(
        select format('%s-%s %s', o.k, i.item ->> 'parcel', i.item ->> 'location')
        from jsonb_array_elements(
            api.list_parcels(p_location, p_status, p_after, p_size) -> 'items'
        ) with ordinality as i (item, place)
        inner join o on o.id = (i.item ->> 'order_id')::bigint
        order by i.place
    )
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    pg_temp.list(), '{1-1 MAIN, 2-1 MAIN}', 'staff lists what leaves their location'
);
select is(pg_temp.list(null, 'open'), '{1-1 MAIN}', 'or what is to be packed');
select throws_ok(
    $$ select pg_temp.list('SHOP') $$, 'PT404', 'commerce.unknown_location',
    'not another location'
);
select is(
    api.list_parcels(null, 'open') #> '{items,0,pieces}',
    '[{"sku": "SHIRT-S", "quantity": 9}]'::jsonb, 'a parcel has its pieces'
);
select is(
    api.list_parcels(null, 'open') #>> '{items,0,ship_to,city}', 'Manila',
    'and an address'
);
select throws_ok(
    $$ select pg_temp.list(null, 'lost') $$, 'PT422', 'commerce.invalid_status',
    'a status is one that parcels have'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    pg_temp.list(null, null, null, 2), '{1-1 MAIN, 1-2 SHOP}', 'an admin lists all'
);
select is(
    pg_temp.list(null, null, api.list_parcels(null, null, null, 2) ->> 'next', 2),
    '{2-1 MAIN}', 'in pages'
);
select is(pg_temp.list('SHOP'), '{1-2 SHOP}', 'or a location');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.list() $$, 'PT403', 'core.not_permitted', 'a customer lists none'
);

select * from finish();
rollback;
