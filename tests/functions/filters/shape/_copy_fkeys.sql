-- Proves functions/filters/shape/_copy_fkeys.sql.
begin;
select plan(2);

-- Given: a new table of lines.
create table filters.transactions_new (like filters.transactions);
select filters._copy_fkeys();

select results_eq(
    $$ select conname, pg_get_constraintdef(oid) from pg_constraint
       where conrelid = 'filters.transactions_new'::regclass and contype = 'f'
       order by conname $$,
    $$ select conname, pg_get_constraintdef(oid) from pg_constraint
       where conrelid = 'filters.transactions'::regclass and contype = 'f'
       order by conname $$,
    'it refers to the same tables'
);
select isnt_empty(
    $$ select from pg_locks
       where relation = 'filters.transactions'::regclass
       and mode = 'ShareRowExclusiveLock' and pid = pg_backend_pid() $$,
    'writers of lines wait'
);

select * from finish();
rollback;
