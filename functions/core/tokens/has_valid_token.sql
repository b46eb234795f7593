-- core.has_valid_token: whether the caller's token still counts.
--
-- For policies, which can not refuse with an error of their own. Definer: callers hold
-- no grant on what was revoked.

create or replace function core.has_valid_token()
    returns boolean
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._refuse_revoked(
        nullif(current_setting('request.jwt.claims', true), '')::jsonb
    );
    return true;
exception
    when sqlstate 'PT401' then
        return false;
end;
$$;

grant execute on function core.has_valid_token() to anon, authenticated;

comment on function core.has_valid_token() is
    'False when the caller''s token, or all of the user''s until now, were revoked.';
