-- core._list_lock_waits: who waits for which lock, and behind whom.
--
-- Of this database only: a table of another one has no name here. At most 100 sessions,
-- since pg_blocking_pids locks the whole lock table for a moment. Definer: only a role
-- of monitoring sees the sessions of others.

create or replace function core._list_lock_waits()
    returns table (
        pid integer,
        role text,
        application text,
        waits_seconds numeric,
        mode text,
        locked text,
        statement text,
        blocked_by integer[]
    )
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        l.pid,
        a.usename::text,
        nullif(a.application_name, ''),
        round(
            extract(epoch from clock_timestamp() - coalesce(l.waitstart, a.query_start)), 1
        ),
        l.mode,
        coalesce(l.relation::regclass::text, l.locktype),
        core._show_statement(a.query),
        pg_blocking_pids(l.pid)
    from pg_catalog.pg_locks as l
    inner join pg_catalog.pg_stat_activity as a on l.pid = a.pid
    where not l.granted and a.datname = current_database()
    order by coalesce(l.waitstart, a.query_start), l.pid
    limit 100
$$;

grant execute on function core._list_lock_waits()
to service_role, app_worker, app_reader;

comment on function core._list_lock_waits() is
$$Sessions of this database that wait for a lock, the longest wait first, at most 100.

waits_seconds in real time. locked: the table, else the kind of lock. blocked_by: the
processes in front. statement: up to its first literal.
$$;
