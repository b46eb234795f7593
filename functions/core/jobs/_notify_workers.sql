-- core._notify_workers: notify the idle workers that wait for this signal.
--
-- The caller's transaction already has its id. So a worker that registers after this
-- read sees that the writer still runs, and polls until it has ended (glue/worker).
-- Definer: callers have no grant on the table.

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
