-- suppliers.add_supplier_to_project: let a supplier work for a project, and make its
-- tasks.
--
-- Locks the project, so its templates do not change meanwhile, then the supplier's row
-- in it. Definer: callers may write none of the tables. All tasks are one statement.

create or replace function suppliers.add_supplier_to_project(
    p_project_id bigint, p_supplier_id bigint, p_starts_on date default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects;
    v_calendar suppliers.calendars;
    v_id bigint;
    v_first date;
    v_tasks bigint;
begin
    perform suppliers._require_manager(p_project_id);
    if p_starts_on is not null then
        perform core.read_date('starts_on', p_starts_on);
    end if;
    select p.*
    into v_project
    from suppliers.projects as p
    where p.id = p_project_id
    for no key update;
    perform suppliers._require_active(v_project);
    v_calendar := suppliers._check_supplier(v_project, p_supplier_id);

    v_id := suppliers._join_project(v_project.id, p_supplier_id, v_calendar.id);
    v_first := greatest(
        p_starts_on, v_project.starts_on, suppliers._project_day(v_project.timezone)
    );
    insert into suppliers.task_instances (
        supplier_project_id, project_id, supplier_id, task_template_id, start_on,
        planned_due_on, due_on, changed_at, changed_by
    )
    select
        v_id, p_project_id, p_supplier_id, d.template_id, d.start_on, d.due_on, d.due_on,
        core.now(), core.actor_id()
    from suppliers._plan_dates(p_project_id, v_calendar, v_first) as d
    on conflict (supplier_project_id, task_template_id) do nothing;
    get diagnostics v_tasks = row_count;

    perform core.emit(
        p_type => 'suppliers.project.supplier_added',
        p_topic => 'suppliers:tasks:' || v_id,
        p_entity_id => v_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'project_id', p_project_id, 'supplier_id', p_supplier_id,
            'tasks', v_tasks
        )
    );
    return jsonb_build_object(
        'supplier_project_id', v_id, 'tasks', v_tasks,
        'due_on', (
            select max(t.due_on)
            from suppliers.task_instances as t
            where t.supplier_project_id = v_id
        )
    );
end;
$$;

grant execute on function suppliers.add_supplier_to_project(bigint, bigint, date)
to authenticated, service_role;

comment on function suppliers.add_supplier_to_project(bigint, bigint, date) is
$$Add a supplier to a project, with a task of each template; for managers and admins.

Dates follow the supplier's calendar, else that of the project: canonical dates, moved
where dependencies or the first day need it. The first day is starts_on, that of the
project or today, whichever is last. A supplier that was removed comes back with its
finished tasks. tasks is how many were made; due_on is the last date, null without a
task.
Returns: {supplier_project_id: bigint, tasks: bigint, due_on: date | null}
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT403
core.not_permitted, PT409 suppliers.already_added, PT409 suppliers.project_closed, PT422
suppliers.not_capable, PT422 core.invalid_argument.
Emits: suppliers.project.supplier_added {v, project_id, supplier_id, tasks} on
suppliers:tasks:<supplier_project_id>.
Example: {"project_id": 2002, "supplier_id": 3001}
Budget: 200 ms.
$$;
