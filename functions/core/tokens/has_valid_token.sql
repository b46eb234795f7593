-- core.has_valid_token: whether the caller's token has not been revoked.
--
-- For policies, which cannot raise their own error. Definer: callers have no grant on
-- the revocations.

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
    'False if the caller''s token was revoked, or all tokens of the user until now.';
