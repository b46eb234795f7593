-- tests.holds_lock: whether this session holds the advisory lock of a name.

create or replace function tests.holds_lock(p_name text)
    returns boolean
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from pg_locks as l
        where
            l.locktype = 'advisory'
            and l.pid = pg_backend_pid()
            and l.granted
            and (l.classid::bigint << 32) | l.objid::bigint
            = hashtextextended(p_name, 0)
    )
$$;
