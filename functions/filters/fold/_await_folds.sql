-- filters._await_folds: take the lock of filters._lock_folds, waiting at most 900 ms.
--
-- The caller already holds locks on lines, against the documented order. So the timeout
-- is shorter than Postgres's deadlock_timeout. The call waits in the lock queue:
-- polling instead could miss a lock that is almost always taken.

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
    'Take the fold lock until the transaction ends; false if the wait times out.';
