-- Proves functions/commerce/stock/_lock_reservation.sql.
begin;
select plan(4);

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
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select pg_temp.lock((select id from t_mine)) $$,
    'PT404', 'commerce.unknown_reservation', 'as is that of another user'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(pg_temp.lock((select id from t_mine)), 'open', 'staff has every one');

select * from finish();
rollback;
