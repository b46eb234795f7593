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

Returns {statuses: [{code, place, is_started, is_final, is_paused}], transitions:
[{from_status, to_status, roles, guard, required_fields}]}. guard may_start: all
predecessors are done, and the supplier has the capability.
Errors: none.
Example: {}
Budget: 50 ms.
$$;
