-- suppliers._owed_on: the day until which a task is not late.

create or replace function suppliers._owed_on(
    p_calendar suppliers.calendars, p_due_on date, p_paused_days integer
)
    returns date
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_paused_days = 0 then p_due_on
        else suppliers._numbered_day(
            p_calendar, suppliers._day_number(p_calendar, p_due_on) + p_paused_days
        )
    end
$$;

comment on function suppliers._owed_on(suppliers.calendars, date, integer) is
    'The due date, moved by the working days for which the clock stood.';
