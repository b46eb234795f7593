-- filters._has_any_role: whether the caller holds one of these app roles.
--
-- For definer functions, which row-level security does not stop; operators pass. Where
-- a server asks for a user, filters.can_read_dimension looks at the token alone.

create or replace function filters._has_any_role(p_roles text[])
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_roles is null or core.can_act_as(variadic p_roles)
$$;

grant execute on function filters._has_any_role(text[])
to authenticated, service_role, app_reader;

comment on function filters._has_any_role(text[]) is
    'True for null (open to all), for operators, and for holders of one of the roles.';
