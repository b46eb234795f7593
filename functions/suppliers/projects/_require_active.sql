-- suppliers._require_active: raise if a project is closed.

create or replace function suppliers._require_active(p_project suppliers.projects)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_project.status = 'closed' then
        perform core.raise_error(
            'suppliers.project_closed', format('Project %s is closed.', p_project.code)
        );
    end if;
end;
$$;

comment on function suppliers._require_active(suppliers.projects) is
$$For what only an active project allows.

Errors: PT409 suppliers.project_closed.
$$;
