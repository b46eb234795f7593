-- filters._lock_folds: take the fold lock until the transaction ends.
--
-- Only its holder rewrites counts. Lock order: filters.transactions (in any mode), then
-- this one. Writers and readers of lines never take it.

create or replace function filters._lock_folds()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    lock table filters.transactions in access share mode;
    perform pg_advisory_xact_lock(hashtextextended('filters.folds', 0));
end;
$$;

comment on function filters._lock_folds() is
    'Wait for folds and rebuilds of other transactions, then block new ones.';
