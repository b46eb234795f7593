-- Proves functions/filters/shape/finish_reshape.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select is(
    tests.refusal($$ select filters.finish_reshape() $$) ->> 'key',
    'filters.reshape_refused', 'without a switch there is nothing to finish'
);
select tests.reshape_lines('months');
select hasnt_table('filters', 'transactions_old', 'the old table is gone');
select is_empty('table filters.reshapes', 'and the change has ended');

select * from finish();
rollback;
