-- suppliers._create_project: store a new project, see suppliers.create_project.

create or replace function suppliers._create_project(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects := suppliers._read_project(null, p_request -> 'project');
begin
    insert into suppliers.projects (
        code, name, status, calendar_id, timezone, starts_on, metadata, created_at,
        updated_at
    )
    values (
        p_request ->> 'code', v_project.name, v_project.status, v_project.calendar_id,
        v_project.timezone, v_project.starts_on, v_project.metadata, core.now(),
        core.now()
    )
    on conflict (code) do nothing
    returning * into v_project;
    if v_project.id is null then
        perform core.raise_error(
            'suppliers.code_taken',
            format('There is a project %s already.', p_request ->> 'code')
        );
    end if;
    if core.has_role('project_manager') and core.actor_id() is not null then
        insert into suppliers.project_managers (project_id, user_id)
        values (v_project.id, core.actor_id());
    end if;
    return suppliers._show_managed_project(v_project.id);
end;
$$;

comment on function suppliers._create_project(jsonb) is
$$Store a project of {code, project}; returns it.

Errors: PT409 suppliers.code_taken; those of suppliers._read_project.
$$;
