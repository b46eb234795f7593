-- filters._bulk_limit: how many changes a transaction leaves to the next fold.
--
-- Each change that waits costs each read some microseconds.

create or replace function filters._bulk_limit()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 2000::bigint
$$;

comment on function filters._bulk_limit() is
    'Changes of one transaction above which it folds them itself. Units: changes.';
