-- filters._backlog_limit: how many changes may wait before large statements fold.

create or replace function filters._backlog_limit()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 10000::bigint
$$;

comment on function filters._backlog_limit() is
    'Waiting changes above which who writes many lines folds too. Units: changes.';
