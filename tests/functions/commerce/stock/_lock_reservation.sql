-- Proves functions/commerce/stock/_lock_reservation.sql.
begin;
select plan(5);

-- Given: the small stock, and one mug that ada holds.
select tests.small_stock();

create temporary table t_mine as
select tests.reserve(tests.user('ada'), 'MUG', 'SHOP', 1) as id;
grant select on t_mine to authenticated;

create function pg_temp.lock(p_id bigint) returns text
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    select (commerce._lock_reservation(p_id)).status
$$;
grant execute on function pg_temp.lock(bigint) to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    pg_temp.lock((select id from t_mine)), 'open', 'a user has their own reservation'
);
select throws_ok(
    $$ select pg_temp.lock(null) $$,
    'PT404', 'commerce.unknown_reservation', 'a null is unknown'
);
do $$ begin
    perform commerce.place_order(
        '[{"sku": "SHIRT-S", "quantity": 1}]',
        '{"name": "Ada", "street": "1 St", "city": "Manila", "country": "PH"}'
    );
end; $$;
select throws_ok(
    $$ select pg_temp.lock((select max(r.id) from commerce.reservations as r)) $$,
    'PT409', 'commerce.reservation_of_order', 'that of an order changes with the order'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select pg_temp.lock((select id from t_mine)) $$,
    'PT404', 'commerce.unknown_reservation', 'as is that of another user'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(pg_temp.lock((select id from t_mine)), 'open', 'staff has every one');

select * from finish();
rollback;
