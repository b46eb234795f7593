-- Proves functions/filters/shape/start_reshape.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

select is(
    tests.refusal($$ select filters.start_reshape('plain') $$) ->> 'key',
    'filters.reshape_refused', 'the shape that the lines have is refused'
);
select filters.start_reshape('months');
select results_eq(
    $$ select shape, state, copy_until from filters.reshapes $$,
    $$ select 'months', 'copying', max(id) from filters.transactions $$,
    'the lines are to be copied'
);
select results_eq(
    $$ select min(from_at), max(until_at)
       from core._partition_bounds('filters.transactions_new') $$,
    $$ values ('2024-05-01Z'::timestamptz,
        date_trunc('month', now(), 'UTC') + interval '4 months') $$,
    'from the month of the oldest line to three months ahead'
);
select is(filters._shape_of_lines(), 'plain', 'the lines are where they were');
select is(
    tests.refusal($$ select filters.start_reshape('months') $$) ->> 'key',
    'filters.reshape_refused', 'two changes at a time are refused'
);
select filters.cancel_reshape();
select filters.start_reshape('months', '2026-03-15 00:00Z');
select is(
    (select min(from_at) from core._partition_bounds('filters.transactions_new')),
    '2026-03-01Z'::timestamptz, 'or from the month that is named'
);
select is(tests.filter_answers(), tests.naive_answers(), 'the answers are right');

select * from finish();
rollback;
