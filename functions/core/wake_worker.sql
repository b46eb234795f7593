-- core.wake_worker: a worker is awake again: nobody need ring for it.

create or replace function core.wake_worker(p_worker uuid)
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    delete from core.job_sleepers
    where worker = p_worker
$$;

grant execute on function core.wake_worker(uuid) to app_worker;

comment on function core.wake_worker(uuid) is
    'Take a worker off the list of sleepers.';
