-- core.list_due_schedules: enabled schedules without a next tick, or with a due one.

create or replace function core.list_due_schedules()
    returns table (
        name text,
        cron text,
        timezone text,
        next_run_at timestamptz,
        seen_at timestamptz
    )
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.name, s.cron, s.timezone, s.next_run_at, core.now()
    from core.job_schedules as s
    where s.is_enabled and (s.next_run_at is null or s.next_run_at <= core.now())
    order by s.name
$$;

grant execute on function core.list_due_schedules() to app_worker;

comment on function core.list_due_schedules() is
    'Schedules whose next tick a worker must compute or take, and the time by which.';
