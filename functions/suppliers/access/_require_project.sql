-- suppliers._require_project: raise unless the caller sees a project.

create or replace function suppliers._require_project(p_project_id bigint)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select
        from suppliers.projects as p
        where
            p.id = p_project_id
            and (
                core.can_act_as('admin')
                or p.id = any(suppliers.managed_project_ids())
                or p.id = any(suppliers.own_project_ids())
            )
    ) then
        perform core.raise_error(
            'suppliers.unknown_project',
            format('There is no project %s.', coalesce(p_project_id::text, 'null'))
        );
    end if;
end;
$$;

comment on function suppliers._require_project(bigint) is
$$For admins, servers, the managers of the project and the people of its suppliers.

Errors: PT404 suppliers.unknown_project.
$$;
