-- core.tg_job_schedules__reset_next_tick: clear the next tick after a change of the
-- rule.

create or replace function core.tg_job_schedules__reset_next_tick()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.next_run_at := null;
    return new;
end;
$$;
