-- Proves functions/commerce/orders/_pick_parcels.sql.
begin;
select plan(10);

-- Given: a paid order in parcels of MAIN (cleo) and SHOP (bob).
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
select is(tests.advance((select o.id from o), 'pay'), 'paid', 'an order is paid');
create function pg_temp.pick(p_numbers bigint[], p_status text default 'open')
returns bigint[]
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select commerce._pick_parcels(n, 'pack', 'parcels_open', p_status, p_numbers)
    from commerce.orders as n where n.id = (select id from pg_temp.o)
$$;
grant execute on all functions in schema pg_temp to authenticated;

select is(pg_temp.pick(null), '{1, 2}', 'a server may handle all');
select is(pg_temp.pick('{2, 1, 2}'), '{1, 2}', 'or those that it names, each once');
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(pg_temp.pick(null), '{1}', 'staff gets the parcels of their location');
select throws_ok(
    $$ select pg_temp.pick('{1, 2}') $$, 'PT403', 'core.not_permitted',
    'and is refused another'
);
select throws_ok(
    $$ select pg_temp.pick('{3}') $$, 'PT404', 'commerce.unknown_parcel',
    'and one that is not there'
);
select throws_ok(
    $$ select pg_temp.pick('{3000000000}') $$, 'PT404', 'commerce.unknown_parcel',
    'however great its number is'
);
select throws_ok(
    $$ select pg_temp.pick('{1}', 'packed') $$, 'PT409', 'commerce.transition_refused',
    'and one in another status'
);
select matches(
    tests.refusal($$ select pg_temp.pick(null, 'packed') $$) ->> 'detail',
    '^Rule parcels_open refuses to pack order [0-9]+, which is paid: none of its',
    'also when none is named'
);
select throws_ok(
    $$ select pg_temp.pick('{}') $$, 'PT422', 'core.invalid_argument',
    'an empty list names none'
);

select * from finish();
rollback;
