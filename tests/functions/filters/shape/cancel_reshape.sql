-- Proves functions/filters/shape/cancel_reshape.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select is(
    tests.refusal($$ select filters.cancel_reshape() $$) ->> 'key',
    'filters.reshape_refused', 'without a change there is nothing to give up'
);
update filters.transactions set line_key = 'bag'
where price_minor = 0;
select filters.start_reshape('months');
do $$ begin perform filters.copy_lines(20); end $$;
select filters.cancel_reshape();
select hasnt_table('filters', 'transactions_new', 'the copy is gone');
select is_empty(
    $$ select tgname from pg_trigger where tgname like 't90_mirror_%' $$,
    'so are its triggers'
);
select is_empty('table filters.line_keys', 'and its keys');
select is(tests.filter_answers(), tests.naive_answers(), 'the lines are as they were');

select * from finish();
rollback;
