-- Proves functions/commerce/analytics/inventory_turnover.sql.
begin;
select plan(6);

-- Given: sales of January and February.
select tests.sold_stock();
create function pg_temp.turnover(p_since date, p_until date, p_by text) returns text[]
    language sql as $$
    select array_agg(format(
        '%s %s/%s-%s=%s', t.key, t.sold_quantity, t.opening_quantity,
        t.closing_quantity, t.turnover
    ))
    from commerce.inventory_turnover(p_since, p_until, p_by) as t
    where t.as_of = '2026-03-01Z'
$$;
grant execute on function pg_temp.turnover(date, date, text) to authenticated;

select tests.login_as(tests.user('bob'), 'analyst');
select is(
    pg_temp.turnover('2026-02-01', '2026-02-28', 'sku'),
    '{SHIRT-L 5/20-15=0.2857,SHIRT-S 1/12-11=0.0870,MUG 0/1-1=0.0000}',
    'what was sold is divided by the mean stock'
);
select is(
    pg_temp.turnover('2026-01-01', '2026-02-28', 'location'),
    '{MAIN 8/0-22=0.7273,SHOP 3/0-5=1.2000}', 'also by location'
);
select is(
    pg_temp.turnover('2025-01-01', '2025-12-31', 'sku'), null,
    'what came later does not count'
);
select throws_ok(
    $$ select commerce.inventory_turnover('2026-01-02', '2026-01-01', 'sku') $$,
    'PT422', 'commerce.invalid_period', 'a period begins before it ends'
);
select throws_ok(
    $$ select commerce.inventory_turnover('2026-01-01', '2026-01-02', 'day') $$,
    'PT422', 'commerce.unknown_grouping', 'a day has no turnover'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.inventory_turnover('2026-01-01', '2026-01-02', 'sku') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
