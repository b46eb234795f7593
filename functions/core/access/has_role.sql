-- core.has_role: whether the caller's token has an app role.
--
-- core._token_roles decides which roles a token has.

create or replace function core.has_role(p_role text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(p_role = any(core._token_roles()), false)
$$;

grant execute on function core.has_role(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.has_role(text) is
$$Whether the caller's token has this app role, a string in `app_metadata.roles`.

A caller without a token has none. Roles: admin, analyst, buyer, warehouse,
project_manager, supplier, curator.
$$;
