-- core.tg_job_schedules__check_rule: refuse a schedule that a worker cannot read.
--
-- A trigger, since a constraint cannot call functions of a later release, and cannot
-- look up the time zones of this server.

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
