-- Proves functions/filters/read/_add_counts.sql.
begin;
select plan(4);

select is(
    filters._add_counts(row('{1,2}', '{5,6}'), row(null, null)),
    row('{1,2}', '{5,6}')::filters.counts,
    'nothing changed: the counts as they are'
);
select results_eq(
    $$ select n.*
       from filters._add_counts(
           row('{1,2,3}', '{5,6,7}'), row('{2,3,4}', '{-1,-7,8}')
       ) as c
       cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
       order by 1 $$,
    $$ values (1::bigint, 5::bigint), (2, 5), (4, 8) $$,
    'changes are added, new values come in, and what nothing is left of goes'
);
select is(
    filters._add_counts(row(null, null), row('{4}', '{8}')),
    row('{4}', '{8}')::filters.counts,
    'where nothing was counted there are the changes'
);
select is(
    (filters._add_counts(row('{4}', '{8}'), row('{4}', '{-8}'))).value_ids,
    null,
    'where nothing is left there is nothing'
);

select * from finish();
rollback;
