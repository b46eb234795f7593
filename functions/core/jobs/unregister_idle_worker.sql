-- core.unregister_idle_worker: a worker is busy again and needs no notification.

create or replace function core.unregister_idle_worker(p_worker uuid)
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    delete from core.idle_workers
    where worker = p_worker
$$;

grant execute on function core.unregister_idle_worker(uuid) to app_worker;

comment on function core.unregister_idle_worker(uuid) is
    'Remove a worker from the idle ones.';
