-- core._token_roles: the app roles in the caller's token, sorted.

create or replace function core._token_roles()
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(r.role order by r.role), '{}')
    from jsonb_array_elements_text(
        jsonb_path_query_array(
            nullif(current_setting('request.jwt.claims', true), '')::jsonb,
            'strict $.app_metadata.roles[*] ? (@.type() == "string")',
            silent => true
        )
    ) as r (role)
$$;

comment on function core._token_roles() is
    'What core.has_role would say yes to.';
