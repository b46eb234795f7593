-- filters.list_older_sessions: sessions whose snapshot is older than the copy.
--
-- Such a snapshot does not see the last copied lines. If its transaction came to the
-- lines only after the switch, it would read too few. A vacuum reads no lines. An id
-- that is to come is that of another cluster: all sessions began after the restore. A
-- prepared transaction has no session, and its snapshot cannot be read: each is listed.

create or replace function filters.list_older_sessions()
    returns table (pid integer, role_name name, started_at timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select s.pid, s.usename, s.xact_start
    from pg_catalog.pg_stat_activity as s
    cross join filters.reshapes as r
    where
        s.datname = current_database()
        and s.pid <> pg_backend_pid()
        and s.backend_type <> 'autovacuum worker'
        and r.copied_xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        and age(s.backend_xmin) >= age(r.copied_xid::text::xid8::xid)
    union all
    select null, p.owner, p.prepared
    from pg_catalog.pg_prepared_xacts as p
    where
        p.database = current_database()
        and exists (select from filters.reshapes as r where r.state = 'comparing')
    order by 3
$$;

comment on function filters.list_older_sessions() is
    'filters.compare_lines waits until these transactions have ended.';
