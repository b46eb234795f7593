-- core.forget_worker: a worker stops as asked, and no sign of life is expected from it.

create or replace function core.forget_worker(p_worker uuid)
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    delete from core.workers
    where worker = p_worker
$$;

grant execute on function core.forget_worker(uuid) to app_worker;

comment on function core.forget_worker(uuid) is
    'Remove a worker that stops; its silence is not a fault.';
