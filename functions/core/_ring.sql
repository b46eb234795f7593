-- core._ring: wake the workers that have said they sleep; nobody else is disturbed.
--
-- The caller's transaction has its id by now, so a worker that falls asleep after this
-- look sees that the writer still runs, and keeps looking until it has ended
-- (glue/worker/bell.py). Definer: callers have no business in the table.

create or replace function core._ring(p_bell text)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from core.job_sleepers
        where
            expires_at > clock_timestamp()
            and p_bell = any(bells)
    ) then
        perform pg_notify('core:jobs', p_bell);
    end if;
end;
$$;
