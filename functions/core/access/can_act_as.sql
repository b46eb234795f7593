-- core.can_act_as: whether the caller is an operator or has one of these app roles.
--
-- Operators still need EXECUTE on the function that checks. The role is that of SET
-- ROLE, so the result is the same in a definer function.

create or replace function core.can_act_as(variadic p_roles text[])
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(p_roles && core._token_roles(), false) or core._is_operator();
end;
$$;

grant execute on function core.can_act_as(text[])
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.can_act_as(text[]) is
$$True for an operator, and for a user whose token has one of these app roles.

Policies apply to one database role each and use core.has_role.
$$;
