-- core.register_idle_worker: a worker is idle and waits for these signals.
--
-- Deletes rows that have expired: those workers were killed. A writer that reads the
-- table before this commits has its transaction id already, so it is below the xmax of
-- the worker's next snapshot: the worker keeps looking until all of those have ended
-- (core.has_no_writer_before).

create or replace function core.register_idle_worker(
    p_worker uuid, p_signals text[], p_seconds double precision
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from core.idle_workers
    where worker = p_worker or expires_at < clock_timestamp();

    insert into core.idle_workers (worker, signals, expires_at)
    values (
        p_worker,
        coalesce(p_signals, array(select name from core.job_queues)),
        clock_timestamp() + make_interval(secs => p_seconds)
    )
    on conflict (worker) do nothing;
end;
$$;

grant execute on function core.register_idle_worker(uuid, text[], double precision)
to app_worker;

comment on function core.register_idle_worker(uuid, text[], double precision) is
$$Ask to be woken on channel core:jobs for so long.

p_signals: queues, or @events for the log; null means every queue.
Units: p_seconds in seconds of real time.
$$;
