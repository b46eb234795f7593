-- core.sleep_worker: a worker says that it sleeps, and for which bells.
--
-- Rows of sleepers whose time is over go: theirs were killed. Whoever looked for
-- sleepers before this commits did so under a transaction that has its id already, so
-- it is below the xmax of the worker's next snapshot: the worker keeps looking until
-- all of those have ended (core.is_quiet_below).

create or replace function core.sleep_worker(
    p_worker uuid, p_bells text[], p_seconds double precision
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from core.job_sleepers
    where worker = p_worker or expires_at < clock_timestamp();

    insert into core.job_sleepers (worker, bells, expires_at)
    values (
        p_worker,
        coalesce(p_bells, array(select name from core.job_queues)),
        clock_timestamp() + make_interval(secs => p_seconds)
    )
    on conflict (worker) do nothing;
end;
$$;

grant execute on function core.sleep_worker(uuid, text[], double precision)
to app_worker;

comment on function core.sleep_worker(uuid, text[], double precision) is
$$Ask to be woken on channel core:jobs for so long.

p_bells: queues, or @events for the log; null means every queue.
Units: p_seconds in seconds of real time.
$$;
