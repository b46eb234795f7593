-- Proves functions/filters/shape/retire_lines.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();
select tests.sell('b1', 'fizz', null, 5);
update filters.transactions set sold_at = '2024-06-01Z'
where price_minor = 5;
select tests.reshape_lines('months');
select is(
    filters.retire_lines('2024-06-01Z', 4), 4::bigint,
    'some lines of a time are deleted'
);
select is(tests.filter_answers(), tests.naive_answers(), 'the answers are right');
select is(filters.retire_lines('2024-06-01Z', 40), 3::bigint, 'then the others');
select is(filters.retire_lines('2024-06-01Z', 40), 0::bigint, 'then none');
select results_eq(
    'select price_minor from filters.transactions', array[5::bigint],
    'later lines stay'
);
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);

select * from finish();
rollback;
