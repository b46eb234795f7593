-- commerce._trgm_schema: the schema of pg_trgm; null if it is not installed.

create or replace function commerce._trgm_schema()
    returns name
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select n.nspname
    from pg_catalog.pg_extension as e
    inner join pg_catalog.pg_namespace as n on e.extnamespace = n.oid
    where e.extname = 'pg_trgm'
$$;

comment on function commerce._trgm_schema() is
    'The schema whose operators compare titles; null without pg_trgm.';
