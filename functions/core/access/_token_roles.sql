-- core._token_roles: the app roles of a token, sorted.
--
-- The only function that decides which app roles a token has. It reads `app_metadata`
-- only, since users can edit their `user_metadata`, and only strings in an array: an
-- object, a string or null is a malformed token and grants nothing.

create or replace function core._token_roles(
    p_claims jsonb default
    nullif(current_setting('request.jwt.claims', true), '')::jsonb
)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct r.role order by r.role), '{}')
    from jsonb_array_elements_text(
        jsonb_path_query_array(
            p_claims,
            'strict $.app_metadata.roles[*] ? (@.type() == "string")',
            silent => true
        )
    ) as r (role)
$$;

grant execute on function core._token_roles(jsonb)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._token_roles(jsonb) is
    'The strings of `app_metadata.roles`, by default of the caller''s token.';
