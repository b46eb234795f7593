-- suppliers.remove_supplier_from_project: end the work of a supplier for a project.
--
-- Locks the project, so it is not closed meanwhile, then the supplier's row in it,
-- which every change of its tasks locks too. Definer: callers may not write the table.

create or replace function suppliers.remove_supplier_from_project(
    p_project_id bigint, p_supplier_id bigint
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects;
    v_id bigint;
    v_open bigint;
begin
    perform suppliers._require_manager(p_project_id);
    select p.*
    into v_project
    from suppliers.projects as p
    where p.id = p_project_id
    for no key update;
    perform suppliers._require_active(v_project);
    select s.id
    into v_id
    from suppliers.supplier_projects as s
    where
        s.project_id = p_project_id
        and s.supplier_id = p_supplier_id
        and s.removed_at is null
    for no key update;
    if v_id is null then
        perform core.raise_error(
            'suppliers.unknown_supplier',
            format(
                'Supplier %s does not work for the project.',
                coalesce(p_supplier_id::text, 'null')
            )
        );
    end if;

    select count(*)
    into v_open
    from suppliers.task_instances as t
    inner join suppliers.task_statuses as s on t.status = s.code
    where t.supplier_project_id = v_id and not s.is_final;
    if v_open > 0 then
        perform core.raise_error(
            'suppliers.tasks_open', format('The supplier has %s open tasks.', v_open)
        );
    end if;
    update suppliers.supplier_projects
    set removed_at = core.now()
    where id = v_id;
    return jsonb_build_object('supplier_project_id', v_id, 'removed_at', core.now());
end;
$$;

grant execute on function suppliers.remove_supplier_from_project(bigint, bigint)
to authenticated, service_role;

comment on function suppliers.remove_supplier_from_project(bigint, bigint) is
$$Remove a supplier without open tasks from a project; for its managers and admins.

Its finished tasks and their history stay.
Returns: {supplier_project_id: bigint, removed_at: timestamptz}
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT403
core.not_permitted, PT409 suppliers.project_closed, PT409 suppliers.tasks_open.
Example: {"project_id": 2002, "supplier_id": 3004}
Budget: 200 ms.
$$;
