-- core._limited_caller: who is counted against a rate limit.
--
-- A subject, else the address of the request: callers without a token share none. The
-- service role is one caller.

create or replace function core._limited_caller(p_role text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        core._token_subject(),
        case when p_role <> 'service_role' then core._client_address() else p_role end
    )
$$;

comment on function core._limited_caller(text) is
    'The subject of the token, else the client''s address or `service_role`.';
