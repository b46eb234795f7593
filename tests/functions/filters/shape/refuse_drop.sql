-- Proves functions/filters/shape/refuse_drop.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();
select tests.reshape_lines('months');
select is(
    tests.refusal(
        $$ select core.drop_partitions('filters.transactions', '2024-06-01Z') $$
    ) ->> 'key',
    'filters.month_has_lines', 'a month with lines is not dropped'
);
delete from filters.transactions
where sold_at < '2024-06-01Z';
select results_eq(
    $$ select core.drop_partitions('filters.transactions', '2024-06-01Z') $$,
    array['filters.transactions_p2024_05'], 'an empty one is'
);
select is(tests.filter_answers(), tests.naive_answers(), 'the answers are right');

select * from finish();
rollback;
