-- core._may_administer: whether the caller is an admin, a server or the owner.
--
-- For definer functions, where current_user is the owner. The setting `role` is the
-- role of the request, or `none` without SET ROLE.

create or replace function core._may_administer()
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case current_setting('role')
        when 'service_role' then true
        when 'none' then session_user = current_user
            or pg_has_role(session_user, current_user, 'member')
        else core.has_role('admin')
    end
$$;

comment on function core._may_administer() is
    'Whether the caller of a definer function is an admin, a server or the owner.';
