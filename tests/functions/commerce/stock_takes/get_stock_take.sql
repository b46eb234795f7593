-- Proves functions/commerce/stock_takes/get_stock_take.sql.
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

select is(
    commerce.get_stock_take((select id from t_take))
    - 'stock_take_id' - 'opened_at',
    '{"location": "SHOP", "status": "counting", "submitted_by": null,
      "decided_by": null, "reason": null, "lines": []}',
    'a stock take is shown'
);
select throws_ok(
    $$ select commerce.get_stock_take(null) $$,
    'PT404', 'commerce.unknown_stock_take', 'an unknown one is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.get_stock_take(1) $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);

select * from finish();
rollback;
