-- filters._try_lock_folds: take the lock of filters._lock_folds if it is free.

create or replace function filters._try_lock_folds()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    lock table filters.transactions in access share mode;
    return pg_try_advisory_xact_lock(hashtextextended('filters.folds', 0));
end;
$$;

comment on function filters._try_lock_folds() is
    'Take the fold lock until the transaction ends; false if it is taken.';
