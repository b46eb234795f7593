-- core._refuse_revoked: refuse a token that was revoked before it expired.
--
-- `iat` has whole seconds, so a token that was issued in the second of the revocation
-- is refused too, and so is a token whose `iat` is missing or not a time. It only
-- reads, so it also works for GET.

create or replace function core._refuse_revoked(p_claims jsonb)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.actor_id();
    v_issued_at constant timestamptz := coalesce(
        core._token_claim_time(p_claims, 'iat'), '-infinity'
    );
begin
    if exists (
        select from core.revoked_tokens as t
        where t.jti in (p_claims ->> 'jti', p_claims ->> 'session_id')
    ) then
        perform core.raise_error('core.token_revoked', 'This token was revoked.');
    end if;

    if v_user_id is null then
        return;
    end if;

    if exists (
        select from core.revoked_users as u
        where
            u.user_id = v_user_id
            and v_issued_at <= u.issued_until_at
    ) then
        perform core.raise_error(
            'core.token_revoked', 'The tokens of this user were revoked.'
        );
    end if;
end;
$$;

comment on function core._refuse_revoked(jsonb) is
$$Return if neither the token (jti, session_id) nor its user (by iat) is revoked.

Errors: PT401 core.token_revoked.
$$;
