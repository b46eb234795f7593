-- Proves functions/commerce/stock_takes/decide_stock_take.sql.
begin;
select plan(14);

-- Given: the small stock, and a stock take of the shop.
select tests.small_stock();
create temporary table t_take as
select t.id from commerce.stock_takes as t;
grant select, insert on t_take to authenticated;
select tests.login_as(tests.user('cleo'), 'warehouse');
insert into t_take
select (commerce.open_stock_take('shop') ->> 'stock_take_id')::bigint;

do $$ begin
    perform commerce.count_stock(
        (select id from t_take),
        '[{"sku": "MUG", "counted": 5}, {"sku": "SHIRT-S", "counted": 2}]'
    );
end; $$;

select throws_ok(
    $$ select commerce.decide_stock_take((select id from t_take), true) $$,
    'PT409', 'commerce.stock_take_closed', 'what is not submitted is not decided'
);
do $$ begin perform commerce.submit_stock_take((select id from t_take)); end; $$;

select throws_ok(
    $$ select commerce.decide_stock_take((select id from t_take), true) $$,
    'PT403', 'commerce.approval_by_counter', 'not by the user who counted'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select commerce.decide_stock_take((select id from t_take), false) $$,
    'PT422', 'commerce.reason_needed', 'a rejection has a reason'
);
select throws_ok(
    $$ select commerce.decide_stock_take(
        (select id from t_take), true, repeat('x', 501)) $$,
    'PT422', 'core.invalid_argument', 'a reason is short'
);
select throws_ok(
    $$ select commerce.decide_stock_take((select id from t_take), null) $$,
    'PT422', 'core.invalid_argument', 'a null decides nothing'
);
select is(
    commerce.adjust_stock('MUG', 'SHOP', -1, 'sold meanwhile') -> 'on_hand', '2',
    'sales go on'
);
reset role;
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select commerce.decide_stock_take((select id from t_take), true) $$,
    'PT404', 'commerce.unknown_sku', 'a product that was deleted gets no stock'
);
reset role;
update commerce.products set deleted_at = null
where title = 'Mug';
select tests.login_as(tests.user('bob'), 'warehouse');
select is(
    commerce.decide_stock_take((select id from t_take), true) ->> 'status', 'approved',
    'another user approves'
);
select is(
    commerce.get_stock('MUG') -> 'on_hand', '4',
    'the difference at the count is added to what is there now'
);
select is(
    commerce.get_stock('SHIRT-S') #> '{locations,1,on_hand}', '2',
    'missing pieces are taken away'
);
reset role;
select tests.holds('commerce');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.decide_stock_take(1, true) $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
insert into t_take
select (commerce.open_stock_take('MAIN') ->> 'stock_take_id')::bigint;
do $$ begin
    perform commerce.count_stock(
        (select max(id) from t_take), '[{"sku": "SHIRT-S", "counted": 0}]'
    );
    perform commerce.submit_stock_take((select max(id) from t_take));
end; $$;
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select commerce.decide_stock_take((select max(id) from t_take), true) $$,
    'PT409', 'commerce.insufficient_stock', 'reserved pieces are not taken away'
);
select throws_ok(
    $$ select commerce.decide_stock_take(0, true) $$,
    'PT404', 'commerce.unknown_stock_take', 'an unknown stock take is refused'
);

select * from finish();
rollback;
