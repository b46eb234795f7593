-- suppliers.assign_task: say who does a task.
--
-- Locks: see suppliers._lock_tasks. Definer: callers may write none of the tables.

create or replace function suppliers.assign_task(
    p_task_id bigint,
    p_owner_id uuid,
    p_note text default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_task suppliers.task_instances;
begin
    perform core.read_text('note', p_note, 0, 500);
    perform suppliers._require_task(p_task_id);
    perform suppliers._lock_tasks(array[p_task_id]);
    select i.*
    into v_task
    from suppliers.task_instances as i
    where i.id = p_task_id;
    -- The rules of a date that could be set: of the task, its project and its user.
    perform suppliers._refuse_task_faults(
        suppliers._task_faults(
            p_task_id,
            jsonb_build_object(
                'due_on',
                greatest(v_task.due_on, (core.now() at time zone 'UTC')::date + 2),
                'reason', 'owner'
            )
        )
    );
    perform core.check_version(
        'Task ' || p_task_id, v_task.version, p_expected_version,
        'suppliers.version_conflict'
    );
    if p_owner_id is not null and not suppliers._works_for(p_owner_id, v_task) then
        perform core.raise_error(
            'suppliers.unknown_person',
            'The owner works neither for the supplier nor manages the project.'
        );
    end if;

    update suppliers.task_instances as i
    set
        owner_id = p_owner_id,
        changed_at = core.now(),
        changed_by = core.actor_id(),
        change_reason = p_note,
        change_cause = null,
        operation_id = null
    where i.id = p_task_id and i.owner_id is distinct from p_owner_id;
    return suppliers._show_task(p_task_id);
end;
$$;

grant execute on function suppliers.assign_task(bigint, uuid, text, bigint)
to authenticated, service_role;

comment on function suppliers.assign_task(bigint, uuid, text, bigint) is
$$Give an open task to a person of its supplier, or to a manager of its project.

For its supplier, its project managers and admins; null: it has no owner.
Returns: list_tasks.items
Errors: PT404 suppliers.unknown_task, PT409 suppliers.transition_refused, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422
suppliers.unknown_person, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "owner_id": "00000000-0000-4000-8000-000000000001"}
Budget: 200 ms.
$$;
