-- core.has_role: does the caller's token grant this role inside the app?
--
-- Reads `app_metadata` only: users can edit their `user_metadata`.

create or replace function core.has_role(p_role text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claims', true), '')::jsonb
        -> 'app_metadata' -> 'roles' ? p_role,
        false
    )
$$;

grant execute on function core.has_role(text) to anon, authenticated, service_role;

comment on function core.has_role(text) is
$$Whether the caller's token holds this app role (`app_metadata.roles` is an array).

A caller without a token has none. Roles: admin, analyst, buyer, warehouse,
project_manager, supplier, curator.
$$;
