-- core.is_quiet_below: has every transaction ended that began to write before this
-- mark?

create or replace function core.is_quiet_below(p_mark text)
    returns boolean
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_snapshot_xmin(pg_current_snapshot()) >= p_mark::xid8
$$;

grant execute on function core.is_quiet_below(text) to app_worker;

comment on function core.is_quiet_below(text) is
    'Whether nobody writes any more who may not have seen the sleeper of this mark.';
