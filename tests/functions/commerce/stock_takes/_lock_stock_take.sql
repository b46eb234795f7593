-- Proves functions/commerce/stock_takes/_lock_stock_take.sql.
begin;
select plan(3);

-- Given: the small stock, and a stock take of the shop.
select tests.small_stock();
create temporary table t_take as
select t.id from commerce.stock_takes as t;
grant select, insert on t_take to authenticated;
select tests.login_as(tests.user('cleo'), 'warehouse');
insert into t_take
select (commerce.open_stock_take('shop') ->> 'stock_take_id')::bigint;

reset role;
select is(
    (commerce._lock_stock_take((select id from t_take), 'counting')).status, 'counting',
    'a stock take is locked'
);
select throws_ok(
    $$ select commerce._lock_stock_take((select id from t_take), 'submitted') $$,
    'PT409', 'commerce.stock_take_closed', 'one of another status is refused'
);
select throws_ok(
    $$ select commerce._lock_stock_take(0, 'counting') $$,
    'PT404', 'commerce.unknown_stock_take', 'an unknown one is refused'
);

select * from finish();
rollback;
