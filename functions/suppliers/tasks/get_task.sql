-- suppliers.get_task: one task.
--
-- What a supplier's people read is logged, so the function is volatile. Definer: the
-- log is written by functions only.

create or replace function suppliers.get_task(p_task_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform suppliers._require_task(p_task_id);
    perform suppliers._log_read('task', p_task_id);
    return suppliers._show_task(p_task_id) || jsonb_build_object(
        'after', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'task_id', p.task_id, 'code', p.code, 'status', p.status,
                        'lag_days', p.lag_days, 'free_on', p.free_on
                    )
                    order by p.place
                ),
                '[]'
            )
            from suppliers.task_instances as i
            cross join lateral suppliers._list_predecessors(
                i.supplier_project_id, i.task_template_id
            ) as p
            where i.id = p_task_id
        )
    );
end;
$$;

grant execute on function suppliers.get_task(bigint) to authenticated, service_role;

comment on function suppliers.get_task(bigint) is
$$A task; for its supplier, its project managers and admins.

planned_due_on is the first promise, due_on the present one; free_on is the first day on
which the predecessor lets the task start, null while it is open. What suppliers read is
logged.
Returns: {task_id: bigint, project_id: bigint, supplier_id: bigint, supplier_project_id:
bigint, code: text, title: text, phase: text | null, status: "planned" | "in_progress" |
"waiting" | "blocked" | "submitted" | "done" | "cancelled", start_on: date,
planned_due_on: date, due_on: date, owner_id: uuid | null, started_at: timestamptz |
null, finished_at: timestamptz | null, paused_at: timestamptz | null, paused_days:
integer, version: bigint, changed_at: timestamptz, after: [{task_id: bigint, code: text,
status: get_task.status, lag_days: integer, free_on: date | null}]}
Units: paused_days and lag_days in working days.
Errors: PT404 suppliers.unknown_task, PT405 core.post_only.
Example: {"task_id": 3}
Budget: 200 ms.
$$;
