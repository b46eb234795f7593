-- filters._backlog_limit: how many changes may wait before large statements fold.
--
-- Where a worker runs it holds the lock of folds then, and no writer waits for it. From
-- ten times as many on, commits of large statements wait for their turn to fold.

create or replace function filters._backlog_limit()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 20000::bigint
$$;

comment on function filters._backlog_limit() is
$$Waiting changes above which a statement of many lines folds too, if no fold runs.

Units: changes.
$$;
