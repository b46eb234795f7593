-- Proves functions/filters/fold/_try_lock_folds.sql.
begin;
select plan(3);

select is(filters._try_lock_folds(), true, 'a free lock is taken');
select is(filters._try_lock_folds(), true, 'who has it may take it again');
select is(
    (
        select array_agg(mode order by mode) from pg_catalog.pg_locks
        where
            pid = pg_backend_pid()
            and granted
            and (
                locktype = 'advisory' or relation = 'filters.transactions'::regclass
            )
    ),
    '{AccessShareLock,ExclusiveLock}',
    'after the lock of the transactions, in the order of a load'
);

select * from finish();
rollback;
