-- core.require_role: raise unless the caller is an operator or has one of these app
-- roles.

create or replace function core.require_role(variadic p_roles text[])
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not core.can_act_as(variadic p_roles) then
        perform core.raise_error(
            'core.not_permitted',
            format('App role %s is needed.', array_to_string(p_roles, ' or '))
        );
    end if;
end;
$$;

grant execute on function core.require_role(text[])
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.require_role(text[]) is
$$The role check of a function: core.require_role('admin', 'analyst').

App roles are those in `app_metadata.roles` of the caller's token. Operators pass: the
service role, the worker, monitoring, the owner.
Errors: PT403 core.not_permitted.
$$;
