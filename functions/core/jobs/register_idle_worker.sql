-- core.register_idle_worker: register a worker as idle and waiting for signals.
--
-- It deletes expired rows, whose workers were killed. A writer that reads the table
-- before this commits already has its transaction id, which is below the xmax of the
-- worker's next snapshot. So the worker polls until all of those transactions have
-- ended (core.has_no_writer_before).

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
$$Ask for notifications on channel core:jobs for p_seconds.

p_signals: queues, or @events for the log; null means every queue.
Units: p_seconds in seconds of real time.
$$;
