-- Proves functions/commerce/analytics/top_movers.sql.
begin;
select plan(4);

-- Given: sales of January and February.
select tests.sold_stock();

select tests.login_as(tests.user('bob'), 'analyst');
select results_eq(
    $$ select t.sku, t.title, t.quantity, t.quantity_before, t.change, t.change_percent
       from commerce.top_movers('2026-02-01', '2026-02-28') as t
       where t.as_of = '2026-03-01Z' $$,
    $$ values ('SHIRT-L', 'Shirt', 5::bigint, 0::bigint, 5::bigint, null::numeric),
              ('SHIRT-S', 'Shirt', 1, 3, -2, -66.7) $$,
    'what sold most, beside the period before'
);
select is(
    array(
        select t.quantity_before
        from commerce.top_movers('2026-02-01', '2026-02-26') as t
        where t.sku = 'SHIRT-S'
    ),
    '{3}', 'the period before has the same length'
);
select throws_ok(
    $$ select commerce.top_movers('2026-01-02', '2026-01-01') $$,
    'PT422', 'commerce.invalid_period', 'a period begins before it ends'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.top_movers('2026-01-01', '2026-01-02') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
