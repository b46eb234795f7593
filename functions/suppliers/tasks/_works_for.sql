-- suppliers._works_for: whether a person may own a task.

create or replace function suppliers._works_for(
    p_user_id uuid, p_task suppliers.task_instances
)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        exists (
            select
            from suppliers.supplier_users as u
            where u.supplier_id = p_task.supplier_id and u.user_id = p_user_id
        )
        or exists (
            select
            from suppliers.project_managers as m
            where m.project_id = p_task.project_id and m.user_id = p_user_id
        )
$$;

comment on function suppliers._works_for(uuid, suppliers.task_instances) is
    'True for people of the supplier and managers of the project of a task.';
