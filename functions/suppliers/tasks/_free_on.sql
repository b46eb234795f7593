-- suppliers._free_on: the first day on which a finished task lets another one start.

create or replace function suppliers._free_on(
    p_calendar suppliers.calendars,
    p_timezone text,
    p_finished_at timestamptz,
    p_lag_days integer
)
    returns date
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_lag_days > 0
            then suppliers._numbered_day(
                p_calendar,
                suppliers._day_number(p_calendar, (p_finished_at at time zone p_timezone)::date)
                + p_lag_days
                + 1
            )
        else (p_finished_at at time zone p_timezone)::date
    end
$$;

comment on function suppliers._free_on(
    suppliers.calendars, text, timestamptz, integer
) is
    'The day after the lag in working days; null while the task is open.';
