-- core.tg_job_schedules__check_rule: a schedule that no worker could read is refused.
--
-- A trigger, since a constraint cannot call functions of a later release, nor look at
-- the time zones that this server knows.

create or replace function core.tg_job_schedules__check_rule()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text := core._schedule_fault(new.cron, new.timezone);
begin
    if v_fault is not null then
        perform core.raise_error(
            'core.invalid_schedule',
            format('Schedule %s, %L: %s', new.name, core.excerpt(new.cron), v_fault)
        );
    end if;
    return new;
end;
$$;
