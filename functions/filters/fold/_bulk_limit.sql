-- filters._bulk_limit: number of changes that a transaction may leave to the next fold.
--
-- Each unfolded change costs every read some microseconds. The limit is what the
-- largest call of filters.ingest_transactions leaves if it changes every line.

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
    'Changes above which a transaction folds its own at commit. Units: changes.';
