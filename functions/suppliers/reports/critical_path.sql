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

A supplier is left out while it has no task that is not cancelled. tasks comes with one
supplier: all that are not cancelled. Tasks that are done count with their real end,
open ones end today at the earliest. slack_days of a task: by how much it may be late
without moving the forecast end, null when it is done; that of a supplier: from the
forecast end to its last due date. added_days: the delay against the first promise that
begins at this task; why is null where it adds none. Admins, analysts and managers of
the project see all suppliers, a supplier's people their own. What suppliers read is
logged.
Returns: {project_id: bigint, today: date, suppliers: [{supplier_project_id: bigint,
supplier_id: bigint, open_tasks: bigint, promised_end_on: date, due_end_on: date,
forecast_end_on: date, slack_days: integer, delay_days: integer, length_days: integer,
path: [{task_id: bigint, code: text, status: get_task.status, start_on: date, end_on:
date, planned_due_on: date, due_on: date, slack_days: integer | null, added_days:
integer, why: "ended_late" | "blocked" | "waiting" | "submitted" | "overdue" | "moved" |
"not_started" | "pauses" | null}]}], tasks?: [{task_id: bigint, code: text, status:
get_task.status, start_on: date, end_on: date, slack_days: integer | null}]}
Units: days in working days of the supplier's calendar.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT405
core.post_only.
Example: {"project_id": 2001, "supplier_id": 3001}
Budget: 200 ms.
$$;
