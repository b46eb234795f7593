-- core._next_xid: the first transaction id that this cluster has not assigned yet.
--
-- Every committed transaction and the caller's own are below it. A row with this id or
-- a later one came from another cluster, by a restore.

create or replace function core._next_xid()
    returns xid8
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select greatest(
        pg_snapshot_xmax(pg_current_snapshot()),
        (pg_current_xact_id_if_assigned()::text::bigint + 1)::text::xid8
    )
$$;

grant execute on function core._next_xid() to service_role, app_worker, app_reader;

comment on function core._next_xid() is
    'Every finished transaction of this cluster has an id below this one.';
