-- suppliers.update_task_status: give a task another status.
--
-- Locks: see suppliers._lock_tasks. Definer: callers may write none of the tables.

create or replace function suppliers.update_task_status(
    p_task_id bigint,
    p_status text,
    p_note text default null,
    p_expected_version bigint default null,
    p_force boolean default false
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform suppliers._read_status(p_status);
    perform core.read_text('note', p_note, 0, 500);
    perform suppliers._require_task(p_task_id);
    perform suppliers._lock_tasks(array[p_task_id]);
    perform suppliers._refuse_task_faults(
        suppliers._task_faults(
            p_task_id,
            jsonb_build_object(
                'status', p_status, 'note', p_note, 'force', coalesce(p_force, false)
            )
        )
    );
    perform core.check_version(
        'Task ' || p_task_id,
        (select i.version from suppliers.task_instances as i where i.id = p_task_id),
        p_expected_version,
        'suppliers.version_conflict'
    );
    perform suppliers._set_statuses(array[p_task_id], p_status, p_note);
    return suppliers._show_task(p_task_id);
end;
$$;

grant execute on function suppliers.update_task_status(
    bigint, text, text, bigint, boolean
) to authenticated, service_role;

comment on function suppliers.update_task_status(
    bigint, text, text, bigint, boolean
) is
$$Change the status of a task; for its supplier, its project managers and admins.

Which status may follow, for whom, and what it needs, is in list_task_transitions. A
task starts when its predecessors are done and their lags have passed; a project manager
may force it, with a note. The clock of the service level stops in waiting and
submitted. The detail of an error names every fault.
Returns: list_tasks.items
Units: note has at most 500 characters.
Errors: PT404 suppliers.unknown_task, PT403 core.not_permitted, PT409
suppliers.transition_refused, PT409 suppliers.dependency_open, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422
suppliers.not_capable, PT422 suppliers.note_needed, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "status": "in_progress", "expected_version": 1}
Budget: 200 ms.
$$;
