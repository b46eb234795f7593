-- Proves functions/filters/fold/_lock_folds.sql.
begin;
select plan(3);

create function pg_temp.locks(p_kind text) returns bigint language sql as $$
    select count(*)
    from pg_catalog.pg_locks
    where pid = pg_backend_pid() and locktype = p_kind and granted
$$;

select is(pg_temp.locks('advisory'), 0::bigint, 'nothing is locked at first');
select lives_ok(
    $$ select filters._lock_folds(), filters._lock_folds() $$,
    'who has the lock may take it again'
);
select is(
    pg_temp.locks('advisory'), 1::bigint, 'and keeps it until the transaction ends'
);

select * from finish();
rollback;
