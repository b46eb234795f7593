-- core._ring: wake the workers that have said they sleep; nobody else is disturbed.
--
-- Looks after the caller's write, in a newer snapshot: a worker that fell asleep in
-- between sees in its own snapshot that the writer still runs, and keeps looking until
-- it has ended (glue/worker/bell.py). Definer: callers have no business in the table.

create or replace function core._ring(p_bell text)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = ''
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
