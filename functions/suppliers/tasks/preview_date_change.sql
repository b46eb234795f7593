-- suppliers.preview_date_change: what another date of a task would move.
--
-- Definer: it reads what update_task_due reads, after the same check of rights.

create or replace function suppliers.preview_date_change(
    p_task_id bigint, p_due_on date
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.read_date('due_on', p_due_on);
    perform suppliers._require_task(p_task_id);
    return jsonb_build_object(
        'task_id', p_task_id,
        'moves', coalesce(suppliers._show_moves(p_task_id, p_due_on), '[]'),
        'errors', suppliers._task_faults(
            p_task_id, jsonb_build_object('due_on', p_due_on, 'reason', 'preview')
        )
    );
end;
$$;

grant execute on function suppliers.preview_date_change(bigint, date)
to authenticated, service_role;

comment on function suppliers.preview_date_change(bigint, date) is
$$The moves that update_task_due would make with move_successors, and its faults.

A successor moves by as much as its predecessors overlap its start; slack is used up
first.
Returns: {task_id: bigint, moves: [{task_id: bigint, code: text, start_on: date, due_on:
date, previous_due_on: date, shift_days: integer}], errors: validate_task_change}
Units: due_on YYYY-MM-DD; shift_days in working days.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_argument.
Example: {"task_id": 1, "due_on": "2099-02-10"}
Budget: 200 ms.
$$;
