-- Proves functions/commerce/analytics/sales_summary.sql.
begin;
select plan(10);

-- Given: sales of January and February.
select tests.sold_stock();
create function pg_temp.sums(p_since date, p_until date, p_by text) returns text[]
    language sql as $$
    select array_agg(format('%s %s %s', s.key, s.quantity, s.amount_minor))
    from commerce.sales_summary(p_since, p_until, p_by) as s
    where s.currency = 'PHP' and s.as_of = '2026-03-01Z'
$$;
grant execute on function pg_temp.sums(date, date, text) to authenticated;

select tests.login_as(tests.user('bob'), 'analyst');
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', 'month'),
    '{2026-01-01 5 500,2026-02-01 6 600}', 'months come in order, less what came back'
);
select is(
    pg_temp.sums('2026-01-05', '2026-02-02', 'day'),
    '{2026-01-05 2 200,2026-01-06 3 300,2026-02-02 1 100}',
    'both ends of a period are included'
);
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', 'week'),
    '{2026-01-05 5 500,2026-02-02 7 700,2026-02-16 -1 -100}', 'a week begins on Monday'
);
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', 'sku'),
    '{SHIRT-L 5 500,SHIRT-S 4 400,MUG 2 200}', 'other groups come by amount'
);
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', 'category'),
    '{clothes 9 900,kitchen 2 200}', 'variants of a category are summed'
);
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', 'location'),
    '{MAIN 8 800,SHOP 3 300}', 'so are those of a location'
);
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', 'brand'), '{" 11 1100"}',
    'what has no brand has no key'
);
select throws_ok(
    $$ select commerce.sales_summary('2025-01-01', '2026-01-02', 'day') $$,
    'PT422', 'commerce.invalid_period', 'by day a year and a day are too long'
);
select throws_ok(
    $$ select commerce.sales_summary('2026-01-01', '2026-01-02', 'year') $$,
    'PT422', 'commerce.unknown_grouping', 'groupings are named'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.sales_summary('2026-01-01', '2026-01-02', 'day') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
