-- Proves functions/concerts/merging/_hold_record.sql; that callers wait is proven by
-- tests/glue/test_concerts_merge_locks.py.
begin;
select plan(4);

-- Given: the double tour, its venues merged.
select tests.double_tour();
do $$ begin perform concerts._merge_records('venue', 2001, '{2002}', null); end; $$;

select is(concerts._hold_record('venue', 2002), 2001::bigint, 'a redirect');
select is(concerts._hold_record('show', 4001), 4001::bigint, 'the id itself');
select is(concerts._hold_record('show', 9), 9::bigint, 'an id without a record');
select is(concerts._hold_record('show', null), null::bigint, 'no id');

select * from finish();
rollback;
