-- suppliers.report_project_status: how a project stands, and when it will end.
--
-- Counts are those of now; forecasts come from the cache, one per supplier. Definer:
-- what suppliers read is logged.

create or replace function suppliers.report_project_status(p_project_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := suppliers._readable_works(p_project_id);
    v_project suppliers.projects;
begin
    perform suppliers._log_read('project_status', p_project_id);
    select p.*
    into v_project
    from suppliers.projects as p
    where p.id = p_project_id;
    return jsonb_build_object(
        'project_id', v_project.id,
        'code', v_project.code,
        'status', v_project.status,
        'as_of', core.now(),
        'today', suppliers._project_day(v_project.timezone),
        'tasks', suppliers._count_statuses(v_ids),
        'open_work', (
            select jsonb_build_object(
                'open', coalesce(sum(w.open), 0),
                'late', coalesce(sum(w.late), 0),
                'not_begun', coalesce(sum(w.not_begun), 0),
                'days_0_7', coalesce(sum(w.days_0_7), 0),
                'days_8_30', coalesce(sum(w.days_8_30), 0),
                'days_31_90', coalesce(sum(w.days_31_90), 0),
                'days_over_90', coalesce(sum(w.days_over_90), 0),
                'oldest_days', max(w.oldest_days)
            )
            from suppliers._list_open_work(v_ids) as w
        ),
        'forecast', suppliers._last_forecast(suppliers._list_forecasts(v_ids)),
        'burn_up', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'week_on', b.week_on, 'tasks', b.tasks, 'done', b.done
                    )
                    order by b.week_on
                ),
                '[]'
            )
            from suppliers._list_burn_up(
                v_project.id,
                array(
                    select s.supplier_id
                    from suppliers.supplier_projects as s
                    where s.id = any(v_ids)
                ),
                suppliers._project_day(v_project.timezone)
            ) as b
        )
    );
end;
$$;

grant execute on function suppliers.report_project_status(bigint)
to authenticated, service_role;

comment on function suppliers.report_project_status(bigint) is
$$How a project stands: tasks by status, open work by age, forecast and burn-up.

forecast is that of the supplier who ends last, as critical_path says it; null without
open tasks. reasons are the tasks of the path that add a delay, the greatest first.
oldest_days is null without open tasks. burn_up, the last week first: how many tasks
there were at the end of each week, and how many were done. Admins, analysts and
managers of the project see all suppliers, a supplier's people their own.
report_project_figures returns the same as rows, also as CSV. What suppliers read is
logged.
Returns: {project_id: bigint, code: text, status: "active" | "closed", as_of:
timestamptz, today: date, tasks: {planned: bigint, in_progress: bigint, waiting: bigint,
blocked: bigint, submitted: bigint, done: bigint, cancelled: bigint}, open_work: {open:
bigint, late: bigint, not_begun: bigint, days_0_7: bigint, days_8_30: bigint,
days_31_90: bigint, days_over_90: bigint, oldest_days: integer | null}, forecast:
{supplier_project_id: bigint, supplier_id: bigint, open_tasks: bigint, promised_end_on:
date, due_end_on: date, forecast_end_on: date, slack_days: integer, delay_days: integer,
length_days: integer, path: [critical_path.suppliers.path], reasons:
[critical_path.suppliers.path]} | null, burn_up: [{week_on: date, tasks: bigint, done:
bigint}]}
Units: length, slack and delay in working days; ages in days; week_on is a Monday.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;
