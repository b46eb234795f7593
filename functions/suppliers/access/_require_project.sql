-- suppliers._require_project: a project on which the caller works; raises if there is
-- none of this id.

create or replace function suppliers._require_project(p_project_id bigint)
    returns suppliers.projects
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects;
begin
    select p.*
    into v_project
    from suppliers.projects as p
    where
        p.id = p_project_id
        and (
            core.can_act_as('admin')
            or p.id = any(suppliers.managed_project_ids())
            or p.id = any(suppliers.own_project_ids())
        );
    if v_project.id is null then
        perform core.raise_error(
            'suppliers.unknown_project',
            format('There is no project %s.', coalesce(p_project_id::text, 'null'))
        );
    end if;
    return v_project;
end;
$$;

comment on function suppliers._require_project(bigint) is
$$For admins, servers, the managers of the project and the people of its suppliers.

Errors: PT404 suppliers.unknown_project.
$$;
