-- core.has_no_writer_before: whether all transactions before a mark have ended.

create or replace function core.has_no_writer_before(p_mark text)
    returns boolean
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_snapshot_xmin(pg_current_snapshot()) >= p_mark::xid8
$$;

grant execute on function core.has_no_writer_before(text) to app_worker;

comment on function core.has_no_writer_before(text) is
$$True once every transaction that could have missed the worker's registration has
ended.
$$;
