-- filters._backlog_limit: number of unfolded changes above which large statements fold.
--
-- Where a worker runs, it usually holds the fold lock at that point, and writers do not
-- wait. From ten times as many changes on, commits of large statements wait for the
-- lock.

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
$$Unfolded changes above which a large statement folds as well, unless a fold runs.

Units: changes.
$$;
