-- suppliers._require_manager: raise unless the caller may steer a project.
--
-- A project that the caller may not see is an unknown one.

create or replace function suppliers._require_manager(p_project_id bigint)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.can_act_as('admin') then
        if exists (select from suppliers.projects as p where p.id = p_project_id) then
            return;
        end if;
    elsif p_project_id = any(suppliers.managed_project_ids()) then
        return;
    elsif p_project_id = any(suppliers.own_project_ids()) then
        perform core.raise_error(
            'core.not_permitted', 'App role admin, or a manager of the project is needed.'
        );
    end if;
    perform core.raise_error(
        'suppliers.unknown_project',
        format('There is no project %s.', coalesce(p_project_id::text, 'null'))
    );
end;
$$;

comment on function suppliers._require_manager(bigint) is
$$For admins, servers and the managers of the project.

Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted.
$$;
