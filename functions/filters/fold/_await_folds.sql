-- filters._await_folds: the lock of filters._lock_folds, waited for a moment only.
--
-- The caller holds locks on lines already, the wrong way round; so it waits less long
-- than Postgres takes to look for a deadlock. It waits in line, since asking again and
-- again could find the lock taken for ever.

create or replace function filters._await_folds()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '900ms'
as $$
begin
    perform filters._lock_folds();
    return true;
exception
    when lock_not_available or deadlock_detected then
        return false;
end;
$$;

comment on function filters._await_folds() is
    'Take the lock of folds until the transaction ends; false when it stays taken.';
