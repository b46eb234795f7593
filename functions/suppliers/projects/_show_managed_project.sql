-- suppliers._show_managed_project: a project as those who steer it see it.

create or replace function suppliers._show_managed_project(p_project_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        suppliers._show_project(jsonb_build_object('project_id', p_project_id))
        || suppliers._show_managers(p_project_id)
$$;

comment on function suppliers._show_managed_project(bigint) is
    'A project and its managers, not from the cache.';
