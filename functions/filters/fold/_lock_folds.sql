-- filters._lock_folds: nobody else rewrites counts until this transaction ends.
--
-- Order of locks for whoever takes both: filters.transactions (in whatever mode), then
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
    'Wait until no other transaction folds or rebuilds, and keep them waiting.';
