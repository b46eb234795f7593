-- suppliers._show_project: a project as all who work on it see it, for core.cached.

create or replace function suppliers._show_project(p_arguments jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p.id,
        'code', p.code,
        'name', p.name,
        'status', p.status,
        'calendar', c.code,
        'timezone', p.timezone,
        'starts_on', p.starts_on,
        'metadata', p.metadata,
        'version', p.version,
        'created_at', p.created_at,
        'updated_at', p.updated_at
    )
    from suppliers.projects as p
    inner join suppliers.calendars as c on p.calendar_id = c.id
    where p.id = (p_arguments ->> 'project_id')::bigint
$$;

comment on function suppliers._show_project(jsonb) is
    'The project of {project_id}, without its managers.';
