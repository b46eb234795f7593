-- suppliers.list_task_transitions: which status may follow which.

create or replace function suppliers.list_task_transitions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'statuses', (
            select jsonb_agg(to_jsonb(s) order by s.place)
            from suppliers.task_statuses as s
        ),
        'transitions', (
            select jsonb_agg(to_jsonb(t) order by t.from_status, t.to_status)
            from suppliers.task_transitions as t
        )
    )
$$;

grant execute on function suppliers.list_task_transitions()
to authenticated, service_role;

comment on function suppliers.list_task_transitions() is
$$The statuses of tasks and the transitions between them.

guard may_start: all predecessors are done, and the supplier has the capability.
Returns: {statuses: [{code: get_task.status, place: integer, is_started: boolean,
is_final: boolean, is_paused: boolean}], transitions: [{from_status: get_task.status,
to_status: get_task.status, roles: ["supplier" | "project_manager" | "admin"], guard:
"none" | "may_start", required_fields: ["note"]}]}
Errors: none.
Example: {}
Budget: 50 ms.
$$;
