-- suppliers.update_task_due: promise another date for a task.
--
-- Locks: see suppliers._lock_tasks; the supplier's tasks in the project do not change
-- between the proposal of the moves and their write. Definer: callers may write none of
-- the tables.

create or replace function suppliers.update_task_due(
    p_task_id bigint,
    p_due_on date,
    p_reason text,
    p_expected_version bigint default null,
    p_cause text default null,
    p_move_successors boolean default false
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_moves jsonb;
begin
    perform core.read_date('due_on', p_due_on);
    perform core.read_text('reason', p_reason, 0, 500);
    perform suppliers._read_cause(p_cause);
    perform suppliers._require_task(p_task_id);
    perform suppliers._lock_tasks(array[p_task_id]);
    perform suppliers._refuse_task_faults(
        suppliers._task_faults(
            p_task_id, jsonb_build_object('due_on', p_due_on, 'reason', p_reason)
        )
    );
    perform core.check_version(
        'Task ' || p_task_id,
        (select i.version from suppliers.task_instances as i where i.id = p_task_id),
        p_expected_version,
        'suppliers.version_conflict'
    );

    v_moves := suppliers._show_moves(p_task_id, p_due_on);
    perform suppliers._set_dates(
        array[p_task_id],
        array[(m.move ->> 'start_on')::date],
        array[p_due_on],
        p_reason,
        p_cause
    )
    from jsonb_array_elements(v_moves) as m (move)
    where (m.move ->> 'task_id')::bigint = p_task_id;
    if p_move_successors then
        perform core.read_date('due_on of a successor', max((m.move ->> 'due_on')::date))
        from jsonb_array_elements(v_moves) as m (move);
        perform suppliers._set_dates(
            array_agg((m.move ->> 'task_id')::bigint),
            array_agg((m.move ->> 'start_on')::date),
            array_agg((m.move ->> 'due_on')::date),
            p_reason,
            'predecessor'
        )
        from jsonb_array_elements(v_moves) as m (move)
        where (m.move ->> 'task_id')::bigint <> p_task_id;
    end if;
    return suppliers._show_task(p_task_id) || jsonb_build_object(
        'moves', v_moves, 'has_moved_successors', coalesce(p_move_successors, false)
    );
end;
$$;

grant execute on function suppliers.update_task_due(
    bigint, date, text, bigint, text, boolean
) to authenticated, service_role;

comment on function suppliers.update_task_due(
    bigint, date, text, bigint, text, boolean
) is
$$Change when an open task is due; for its supplier, its project managers and admins.

moves lists the task and the successors that the date moves, as preview_date_change
does; they are moved too if move_successors is true. cause: supplier, material, design,
customer, logistics, force_majeure or planning.
Returns: {task_id: bigint, project_id: bigint, supplier_id: bigint, supplier_project_id:
bigint, code: text, title: text, phase: text | null, status: get_task.status, start_on:
date, planned_due_on: date, due_on: date, owner_id: uuid | null, started_at: timestamptz
| null, finished_at: timestamptz | null, paused_at: timestamptz | null, paused_days:
integer, version: bigint, changed_at: timestamptz, moves: [preview_date_change.moves],
has_moved_successors: boolean}
Units: due_on YYYY-MM-DD, in the time zone of the project, at most ten years after today
and the first promise; reason has at most 500 characters.
Errors: PT404 suppliers.unknown_task, PT409 suppliers.transition_refused, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422 suppliers.due_in_past,
PT422 suppliers.due_before_start, PT422 suppliers.note_needed, PT422
core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "due_on": "2099-02-10", "reason": "Steel is late.", "cause":
"material", "expected_version": 1, "move_successors": true}
Budget: 200 ms.
$$;
