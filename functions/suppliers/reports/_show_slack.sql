-- suppliers._show_slack: the forecast of each task of a supplier in a project.

create or replace function suppliers._show_slack(p_work_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(
        jsonb_build_object(
            'task_id', f.task_id,
            'code', m.code,
            'status', t.status,
            'start_on', suppliers._numbered_day(c, f.start_number),
            'end_on', suppliers._numbered_day(c, f.end_number),
            'slack_days', f.slack_days
        )
        order by f.place
    )
    from suppliers.supplier_projects as s
    inner join suppliers.projects as p on s.project_id = p.id
    inner join suppliers.calendars as c on s.calendar_id = c.id
    cross join lateral suppliers._forecast_tasks(s, c, p.timezone) as f
    inner join suppliers.task_instances as t on f.task_id = t.id
    inner join suppliers.task_templates as m on t.task_template_id = m.id
    where s.id = p_work_id
$$;

comment on function suppliers._show_slack(bigint) is
    '[{task_id, code, status, start_on, end_on, slack_days}], by place; null: no task.';
