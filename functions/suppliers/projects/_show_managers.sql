-- suppliers._show_managers: who manages a project.

create or replace function suppliers._show_managers(p_project_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'managers', coalesce(jsonb_agg(m.user_id order by m.user_id), '[]')
    )
    from suppliers.project_managers as m
    where m.project_id = p_project_id
$$;

comment on function suppliers._show_managers(bigint) is
    '{managers}: the ids of the users.';
