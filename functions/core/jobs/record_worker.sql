-- core.record_worker: a worker gives a sign of life.
--
-- Rows of others that are an hour old are deleted: those workers were killed long ago,
-- and this one does their work. Definer: the worker may not write the table.

create or replace function core.record_worker(p_worker uuid, p_host text, p_pid integer)
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    delete from core.workers
    where worker <> p_worker and seen_at < core.now() - interval '1 hour';

    insert into core.workers as w (worker, host, pid, seen_at)
    values (p_worker, left(p_host, 255), p_pid, core.now())
    on conflict (worker) do update
    set host = excluded.host, pid = excluded.pid, seen_at = excluded.seen_at;
$$;

grant execute on function core.record_worker(uuid, text, integer) to app_worker;

comment on function core.record_worker(uuid, text, integer) is
    'Record that this worker runs; see health check core.worker_silence.';
