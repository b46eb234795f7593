-- suppliers._app_roles: the app roles as which the caller may act on tasks.

create or replace function suppliers._app_roles()
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_remove(
        array[
            case when core.can_act_as('admin') then 'admin' end,
            case when core.has_role('project_manager') then 'project_manager' end,
            case when core.has_role('supplier') then 'supplier' end
        ],
        null
    )
$$;

comment on function suppliers._app_roles() is
    'Of admin, project_manager and supplier; a server is an admin.';
