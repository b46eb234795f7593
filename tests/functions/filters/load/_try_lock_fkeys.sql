-- Proves functions/filters/load/_try_lock_fkeys.sql.
-- That it gives up beside a writer: tests/glue/test_places_writes.py.
begin;
select plan(2);

select ok(filters._try_lock_fkeys(), 'nothing is in the way');
select set_eq(
    $$ select l.relation::regclass::text
       from pg_catalog.pg_locks as l
       inner join pg_catalog.pg_class as c on l.relation = c.oid
       where
           l.pid = pg_backend_pid()
           and l.mode = 'AccessExclusiveLock'
           and c.relnamespace in ('filters'::regnamespace, 'master'::regnamespace) $$,
    '{filters.baskets,filters.transactions,master.brands,master.categories}'::text[],
    'the lines are locked, and what they refer to'
);

select * from finish();
rollback;
