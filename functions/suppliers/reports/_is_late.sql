-- suppliers._is_late: whether an open task is late: whether its due date, moved by the
-- working days in which its clock has stood until now, is over.

create or replace function suppliers._is_late(
    p_calendar suppliers.calendars, p_timezone text, p_task suppliers.task_instances
)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (p_task).status not in ('done', 'cancelled')
        and suppliers._project_day(p_timezone) > suppliers._moved_due(
            p_calendar, (p_task).due_on,
            (p_task).paused_days + coalesce(
                suppliers._day_number(p_calendar, suppliers._project_day(p_timezone))
                - suppliers._day_number(
                    p_calendar, ((p_task).paused_at at time zone p_timezone)::date
                ),
                0
            )
        )
$$;

comment on function suppliers._is_late(
    suppliers.calendars, text, suppliers.task_instances
) is
    'False for a task that is done or cancelled.';
