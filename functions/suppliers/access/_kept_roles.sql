-- suppliers._kept_roles: which roles the user of an operation has towards the tasks of
-- a supplier in a project.
--
-- The worker that runs an operation has rights of its own, so the app roles are those
-- that the user had when it was started; whose projects and suppliers they are is read
-- now.

create or replace function suppliers._kept_roles(
    p_project_id bigint, p_supplier_id bigint, p_app_roles text[]
)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_remove(
        array[
            case when 'admin' = any(p_app_roles) then 'admin' end,
            case
                when 'project_manager' = any(p_app_roles) and exists (
                    select
                    from suppliers.project_managers as m
                    where m.project_id = p_project_id and m.user_id = core.actor_id()
                )
                    then 'project_manager'
            end,
            case
                when 'supplier' = any(p_app_roles) and exists (
                    select
                    from suppliers.supplier_users as u
                    where u.supplier_id = p_supplier_id and u.user_id = core.actor_id()
                )
                    then 'supplier'
            end
        ],
        null
    )
$$;

comment on function suppliers._kept_roles(bigint, bigint, text[]) is
    'As suppliers._task_roles, for the app roles in the parameters of an operation.';
