-- core.has_role: does the caller's token grant this role inside the app?
--
-- core._token_roles decides which roles a token holds.

create or replace function core.has_role(p_role text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(p_role = any(core._token_roles()), false)
$$;

grant execute on function core.has_role(text) to anon, authenticated, service_role;

comment on function core.has_role(text) is
$$Whether the caller's token holds this app role (`app_metadata.roles` is an array of
strings).

A caller without a token has none. Roles: admin, analyst, buyer, warehouse,
project_manager, supplier, curator.
$$;
