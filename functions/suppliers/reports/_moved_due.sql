-- suppliers._moved_due: until when a task is on time: its due date, moved by the
-- working days in which its clock stood.

create or replace function suppliers._moved_due(
    p_calendar suppliers.calendars, p_due_on date, p_paused_days integer
)
    returns date
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_paused_days > 0
            then suppliers._numbered_day(
                p_calendar, suppliers._day_number(p_calendar, p_due_on) + p_paused_days
            )
        else p_due_on
    end
$$;

comment on function suppliers._moved_due(suppliers.calendars, date, integer) is
    'The last day on which the task ends on time. Units: working days.';
