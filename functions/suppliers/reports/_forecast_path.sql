-- suppliers._forecast_path: the forecast of a supplier in a project, without the tasks
-- off the critical path.
--
-- The path ends with the task that ends last, and goes back to the predecessors that
-- decide. added_days is the delay against the first promise that begins at a task, less
-- what its predecessor on the path has already: they add up to the delay of the end.

create or replace function suppliers._forecast_path(
    p_work suppliers.supplier_projects, p_calendar suppliers.calendars, p_timezone text
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive forecast as materialized (
        select f.*
        from suppliers._forecast_tasks(p_work, p_calendar, p_timezone) as f
    ),
    path as (
        (
            select f.*
            from forecast as f
            order by f.end_number desc, f.is_open desc, f.place desc
            limit 1
        )
        union all
        select f.*
        from path as p
        inner join forecast as f on p.driver = f.place
    ),
    step as (
        select
            p.*, m.code, t.status, t.planned_due_on, t.due_on,
            p.end_number - suppliers._day_number(p_calendar, t.planned_due_on) as late_days,
            suppliers._is_late(p_calendar, p_timezone, t) as is_late
        from path as p
        inner join suppliers.task_instances as t on p.task_id = t.id
        inner join suppliers.task_templates as m on t.task_template_id = m.id
    ),
    reason as (
        select
            s.*, s.late_days - coalesce(b.late_days, 0) as added_days
        from step as s
        left join step as b on s.driver = b.place
    ),
    total as (
        select
            count(*) filter (where f.is_open) as open_tasks,
            max(f.end_number) as end_number,
            min(f.start_number) filter (where f.is_open) as start_number,
            max(t.planned_due_on) as promised_on, max(t.due_on) as due_on
        from forecast as f
        inner join suppliers.task_instances as t on f.task_id = t.id
    )

    select jsonb_build_object(
        'supplier_project_id', (p_work).id,
        'supplier_id', (p_work).supplier_id,
        'open_tasks', o.open_tasks,
        'promised_end_on', o.promised_on,
        'due_end_on', o.due_on,
        'forecast_end_on', suppliers._numbered_day(p_calendar, o.end_number),
        'slack_days', suppliers._day_number(p_calendar, o.due_on) - o.end_number,
        'delay_days',
        o.end_number - suppliers._day_number(p_calendar, o.promised_on),
        'length_days', (
            select o.end_number - min(r.start_number) + 1 from reason as r
        ),
        'path', (
            select jsonb_agg(
                jsonb_build_object(
                    'task_id', r.task_id,
                    'code', r.code,
                    'status', r.status,
                    'start_on', suppliers._numbered_day(p_calendar, r.start_number),
                    'end_on', suppliers._numbered_day(p_calendar, r.end_number),
                    'planned_due_on', r.planned_due_on,
                    'due_on', r.due_on,
                    'slack_days', r.slack_days,
                    'added_days', r.added_days,
                    'why', case
                        when r.added_days <= 0 then null
                        when r.status = 'done' then 'ended_late'
                        when r.status in ('blocked', 'waiting', 'submitted') then r.status
                        when r.is_late then 'overdue'
                        when r.due_on > r.planned_due_on then 'moved'
                        when r.status = 'planned' then 'not_started'
                        else 'pauses'
                    end
                )
                order by r.place
            )
            from reason as r
        )
    )
    from total as o
    where o.end_number is not null
$$;

comment on function suppliers._forecast_path(
    suppliers.supplier_projects, suppliers.calendars, text
) is
    'Null where there is no task. slack_days: from the forecast to the last due date; '
    'delay_days: from the last date that was promised first.';
