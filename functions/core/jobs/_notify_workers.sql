-- core._notify_workers: notify the idle workers that wait for this signal.
--
-- The caller's transaction has its id by now, so a worker that registers after this
-- look sees that the writer still runs, and keeps looking until it has ended
-- (glue/worker/bell.py). Definer: callers have no business in the table.

create or replace function core._notify_workers(p_signal text)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from core.idle_workers
        where
            expires_at > clock_timestamp()
            and p_signal = any(signals)
    ) then
        perform pg_notify('core:jobs', p_signal);
    end if;
end;
$$;
