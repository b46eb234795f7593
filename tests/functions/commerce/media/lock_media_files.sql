-- Proves functions/commerce/media/lock_media_files.sql.
begin;
select plan(3);

-- Given: the worker.
create function pg_temp.modes() returns text[] language sql as $$
    select array_agg(l.mode order by l.mode)
    from pg_locks as l
    where l.locktype = 'advisory' and l.pid = pg_backend_pid()
$$;
grant execute on function pg_temp.modes() to app_worker;

set local role app_worker;
do $$ begin perform commerce.lock_media_files(false); end; $$;
select is(pg_temp.modes(), '{ShareLock}', 'files are stored side by side');
do $$ begin perform commerce.lock_media_files(true); end; $$;
select is(pg_temp.modes(), '{ExclusiveLock, ShareLock}', 'and deleted alone');
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select commerce.lock_media_files(true) $$, '42501', null,
    'users do not lock them'
);

select * from finish();
rollback;
