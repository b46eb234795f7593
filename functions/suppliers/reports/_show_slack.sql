-- suppliers._show_slack: the forecast of each task of a supplier in a project.

create or replace function suppliers._show_slack(p_work_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with forecast as materialized (
        select f.*, s.calendar_id
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        inner join suppliers.calendars as c on s.calendar_id = c.id
        cross join lateral suppliers._forecast_tasks(s, c, p.timezone) as f
        where s.id = p_work_id
    ),
    -- Of the days with one number, the first is worked.
    day as materialized (
        select g.number, min(g.day) as day
        from (
            select
                f.calendar_id, min(f.start_number) as first, max(f.end_number) as last
            from forecast as f
            group by f.calendar_id
        ) as r
        inner join suppliers.calendars as c on r.calendar_id = c.id
        cross join lateral suppliers._list_days(
            c, suppliers._numbered_day(c, r.first), suppliers._numbered_day(c, r.last)
        ) as g
        group by g.number
    )

    select jsonb_agg(
        jsonb_build_object(
            'task_id', f.task_id,
            'code', m.code,
            'status', t.status,
            'start_on', s.day,
            'end_on', e.day,
            'slack_days', f.slack_days
        )
        order by f.place
    )
    from forecast as f
    inner join day as s on f.start_number = s.number
    inner join day as e on f.end_number = e.number
    inner join suppliers.task_instances as t on f.task_id = t.id
    inner join suppliers.task_templates as m on t.task_template_id = m.id
$$;

comment on function suppliers._show_slack(bigint) is
    '[{task_id, code, status, start_on, end_on, slack_days}], by place; null: no task.';
