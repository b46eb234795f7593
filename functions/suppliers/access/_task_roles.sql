-- suppliers._task_roles: the roles that the caller has towards the tasks of a supplier
-- in a project.

create or replace function suppliers._task_roles(
    p_project_id bigint, p_supplier_id bigint
)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_remove(
        array[
            case when core.can_act_as('admin') then 'admin' end,
            case
                when p_project_id = any(suppliers.managed_project_ids())
                    then 'project_manager'
            end,
            case when p_supplier_id = any(suppliers.own_supplier_ids()) then 'supplier' end
        ],
        null
    )
$$;

comment on function suppliers._task_roles(bigint, bigint) is
    'Of admin, project_manager and supplier; empty: the tasks do not exist for them.';
