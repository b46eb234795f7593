-- filters._has_any_role: whether the caller holds one of these app roles.
--
-- For definer functions: reads the setting `role`, which is the role of the request.

create or replace function filters._has_any_role(p_roles text[])
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(current_setting('role', true), '') not in ('anon', 'authenticated')
        or filters.can_read_dimension(p_roles)
$$;

grant execute on function filters._has_any_role(text[])
to authenticated, service_role, app_reader;

comment on function filters._has_any_role(text[]) is
    'True for null (open to all), for operators, and for holders of one of the roles.';
