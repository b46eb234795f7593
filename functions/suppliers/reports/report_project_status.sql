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

Returns {project_id, code, status, as_of, today, tasks: {<status>: count}, open_work:
{open, late, not_begun, days_0_7, days_8_30, days_31_90, days_over_90, oldest_days},
forecast: {supplier_project_id, supplier_id, open_tasks, promised_end_on, due_end_on,
forecast_end_on, slack_days, delay_days, length_days, path, reasons}, burn_up: [{week_on,
tasks, done}]}. forecast is that of the supplier who ends last, as critical_path says it;
null without open tasks. reasons are the tasks of the path that add a delay, the greatest
first. burn_up: how many tasks there were at the end of each week, and how many were
done. Admins, analysts and managers of the project see all suppliers, a supplier's
people their own. report_project_figures returns the same as rows, also as CSV. What
suppliers read is logged.
Units: length, slack and delay in working days; ages in days; week_on is a Monday.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 1}
Budget: 200 ms.
$$;
