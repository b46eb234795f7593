-- core.hold_canary: let one session at a time measure.
--
-- A lock of the session, not a lease: it ends with the connection of a worker that
-- dies, and another worker takes it at its next turn. The lock is taken once however
-- often it is asked for.

create or replace function core.hold_canary()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key bigint := hashtextextended('core.canary', 0);
begin
    return exists (
        select from pg_catalog.pg_locks as l
        where
            l.locktype = 'advisory'
            and l.granted
            and l.pid = pg_backend_pid()
            and l.database = (
                select d.oid
                from pg_catalog.pg_database as d
                where d.datname = current_database()
            )
            and l.objsubid = 1
            and (l.classid::bigint << 32) | l.objid::bigint = v_key
    )
    or pg_try_advisory_lock(v_key);
end;
$$;

grant execute on function core.hold_canary() to service_role, app_worker;

comment on function core.hold_canary() is
    'Whether this session is the one that measures; it stays so until it ends.';
