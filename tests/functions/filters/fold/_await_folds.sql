-- Proves functions/filters/fold/_await_folds.sql.
begin;
select plan(3);

select ok(filters._await_folds(), 'a lock that is free is taken');
select isnt_empty(
    $$ select from pg_catalog.pg_locks
       where locktype = 'advisory' and pid = pg_backend_pid() and granted $$,
    'until the transaction ends'
);
select is(current_setting('lock_timeout'), '0', 'later locks are waited for as before');

select * from finish();
rollback;
