-- filters._bulk_limit: how many changes a transaction leaves to the next fold.
--
-- Each change that waits costs each read some microseconds. The largest call of
-- filters.ingest_transactions, in which every line changes, leaves so many.

create or replace function filters._bulk_limit()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 20000::bigint
$$;

comment on function filters._bulk_limit() is
    'Changes of one transaction above which it folds them itself. Units: changes.';
