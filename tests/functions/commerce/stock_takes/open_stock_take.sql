-- Proves functions/commerce/stock_takes/open_stock_take.sql.
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

reset role;
select results_eq(
    $$ select status, opened_by from commerce.stock_takes $$,
    $$ select 'counting', tests.user('cleo') $$,
    'a stock take is opened'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.open_stock_take('SHOP') $$,
    'PT409', 'commerce.stock_take_open', 'one at a time for each location'
);
select throws_ok(
    $$ select commerce.open_stock_take('X') $$,
    'PT404', 'commerce.unknown_location', 'an unknown location is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.open_stock_take('MAIN') $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);

select * from finish();
rollback;
