-- suppliers.critical_path: what decides when the suppliers of a project end.
--
-- Definer: what suppliers read is logged, and forecasts come from the cache.

create or replace function suppliers.critical_path(
    p_project_id bigint, p_supplier_id bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := suppliers._readable_works(p_project_id, p_supplier_id);
    v_answer jsonb;
begin
    perform suppliers._log_read('critical_path', p_project_id);
    v_answer := jsonb_build_object(
        'project_id', p_project_id,
        'today', (
            select suppliers._project_day(p.timezone)
            from suppliers.projects as p
            where p.id = p_project_id
        ),
        'suppliers', suppliers._list_forecasts(v_ids)
    );
    if cardinality(v_ids) = 1 then
        v_answer := v_answer || jsonb_build_object(
            'tasks', coalesce(suppliers._show_slack(v_ids[1]), '[]')
        );
    end if;
    return v_answer;
end;
$$;

grant execute on function suppliers.critical_path(bigint, bigint)
to authenticated, service_role;

comment on function suppliers.critical_path(bigint, bigint) is
$$The critical path of each supplier of a project, its forecast end and its slack.

Returns {project_id, today, suppliers: [{supplier_project_id, supplier_id, open_tasks,
promised_end_on, due_end_on, forecast_end_on, slack_days, delay_days, length_days, path:
[{task_id, code, status, start_on, end_on, planned_due_on, due_on, slack_days,
added_days, why}]}]}; with one supplier also tasks: [{task_id, code, status, start_on,
end_on, slack_days}], all that are not cancelled. Tasks that are done count with their
real end, open ones end today at the earliest. slack_days of a task: by how much it may
be late without moving the forecast end; that of a supplier: from the forecast end to
its last due date. added_days: the delay against the first promise that begins at this
task. why: ended_late, blocked, waiting, submitted, overdue, moved, not_started or
pauses; null where it adds none.
Admins, analysts and managers of the project see all suppliers, a supplier's people
their own. What suppliers read is logged.
Units: days in working days of the supplier's calendar.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT405
core.post_only.
Example: {"project_id": 1, "supplier_id": 1}
Budget: 200 ms.
$$;
