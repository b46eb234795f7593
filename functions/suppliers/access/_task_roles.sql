-- suppliers._task_roles: the roles that the caller has towards the tasks of a supplier
-- in a project.
--
-- An app role counts where a row says so. An operation passes the app roles that its
-- user had when it was started, as the worker that runs it has others; the rows are
-- those of now.

create or replace function suppliers._task_roles(
    p_project_id bigint, p_supplier_id bigint, p_app_roles text[] default null
)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_remove(
        array[
            case when 'admin' = any(a.roles) then 'admin' end,
            case
                when 'project_manager' = any(a.roles) and exists (
                    select
                    from suppliers.project_managers as m
                    where m.project_id = p_project_id and m.user_id = core.actor_id()
                )
                    then 'project_manager'
            end,
            case
                when 'supplier' = any(a.roles) and exists (
                    select
                    from suppliers.supplier_users as u
                    where u.supplier_id = p_supplier_id and u.user_id = core.actor_id()
                )
                    then 'supplier'
            end
        ],
        null
    )
    from (select coalesce(p_app_roles, suppliers._app_roles()) as roles) as a
$$;

comment on function suppliers._task_roles(bigint, bigint, text[]) is
    'Of admin, project_manager and supplier; empty: the tasks do not exist for them.';
