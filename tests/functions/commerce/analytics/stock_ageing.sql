-- Proves functions/commerce/analytics/stock_ageing.sql.
begin;
select plan(4);

-- Given: stock of January, one shirt that came back in February, on 1 March.
select tests.sold_stock();
create function pg_temp.ages(p_by text) returns text[] language sql as $$
    select array_agg(format(
        '%s %s=%s+%s+%s+%s', a.key, a.quantity, a.days_0_30, a.days_31_60, a.days_61_90,
        a.days_over_90
    ))
    from commerce.stock_ageing(p_by) as a
    where a.as_of = '2026-03-01Z'
$$;
grant execute on function pg_temp.ages(text) to authenticated;

select tests.login_as(tests.user('bob'), 'analyst');
select is(
    pg_temp.ages('sku'),
    '{SHIRT-L 15=1+14+0+0,SHIRT-S 11=0+11+0+0,MUG 1=0+1+0+0}',
    'the age is that of the latest receipts'
);
select is(
    pg_temp.ages('location'), '{MAIN 22=1+21+0+0,SHOP 5=0+5+0+0}', 'also by location'
);
select throws_ok(
    $$ select commerce.stock_ageing('month') $$,
    'PT422', 'commerce.unknown_grouping', 'groupings are named'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.stock_ageing('sku') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
