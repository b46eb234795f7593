-- Proves functions/commerce/stock_takes/submit_stock_take.sql.
begin;
select plan(4);

-- Given: the small stock, and a stock take of the shop.
select tests.small_stock();
create temporary table t_take as
select t.id from commerce.stock_takes as t;
grant select, insert on t_take to authenticated;
select tests.login_as(tests.user('cleo'), 'warehouse');
insert into t_take
select (commerce.open_stock_take('shop') ->> 'stock_take_id')::bigint;

select is(
    commerce.submit_stock_take((select id from t_take)) ->> 'status', 'submitted',
    'a count is submitted'
);
select throws_ok(
    $$ select commerce.submit_stock_take((select id from t_take)) $$,
    'PT409', 'commerce.stock_take_closed', 'once'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.submit_stock_take(1) $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.submit_stock_take(0) $$,
    'PT404', 'commerce.unknown_stock_take', 'an unknown stock take is refused'
);

select * from finish();
rollback;
