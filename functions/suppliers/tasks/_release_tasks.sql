-- suppliers._release_tasks: take open tasks from users who may own them no longer.
--
-- The caller has removed the users. All suppliers' rows of the project, or of the
-- supplier, are locked before the tasks are read: suppliers.assign_task holds one of
-- them, so it either has committed its owner, or will find that the user is gone.

create or replace function suppliers._release_tasks(
    p_user_ids uuid[], p_project_id bigint, p_supplier_id bigint
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
begin
    perform from suppliers.supplier_projects as o
    where o.project_id = p_project_id or o.supplier_id = p_supplier_id
    order by o.id
    for no key update;
    v_ids := array(
        select i.id
        from suppliers.task_instances as i
        inner join suppliers.task_statuses as s on i.status = s.code
        where
            i.owner_id = any(p_user_ids)
            and (i.project_id = p_project_id or i.supplier_id = p_supplier_id)
            and not s.is_final
            and not suppliers._works_for(i.owner_id, i)
    );
    perform suppliers._lock_tasks(v_ids);
    update suppliers.task_instances as i
    set
        owner_id = null,
        changed_at = core.now(),
        changed_by = core.actor_id(),
        change_reason = 'The owner works for the supplier or the project no longer.',
        change_cause = null,
        operation_id = null
    where i.id = any(v_ids);
    return cardinality(v_ids);
end;
$$;

comment on function suppliers._release_tasks(uuid[], bigint, bigint) is
    'Open tasks of the users in a project, or of a supplier, get no owner; returns how '
    'many.';
