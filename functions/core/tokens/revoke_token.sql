-- core.revoke_token: refuse one token from now on.
--
-- Only the token itself shows whose it is, so a user can revoke only the token of the
-- request. A second revocation keeps the later expiry. A token without `exp` never
-- expires, and neither does its revocation. An admin who revokes another token must
-- give its expiry, so that the row can be deleted some day. One statement, so it takes
-- effect as a whole.

create or replace function core.revoke_token(p_jti text, p_expires_at timestamptz)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := coalesce(
        nullif(current_setting('request.jwt.claims', true), ''), '{}'
    )::jsonb;
    v_is_own constant boolean := coalesce(
        p_jti in (v_claims ->> 'jti', v_claims ->> 'session_id'), false
    );
    v_expires_at timestamptz := p_expires_at;
begin
    perform core.read_text('jti', p_jti, 1, 200);
    if p_expires_at is not null then
        perform core.read_time('expires_at', p_expires_at);
    end if;
    if p_expires_at > core.now() + interval '10 years' then
        perform core.raise_error(
            'core.invalid_argument', 'expires_at is more than 10 years ahead.'
        );
    end if;
    if not v_is_own then
        perform core.require_role('admin');
    end if;
    if v_is_own then
        v_expires_at := greatest(
            v_expires_at, coalesce(core._token_claim_time(v_claims, 'exp'), 'infinity')
        );
    end if;
    if v_expires_at is null then
        perform core.raise_error(
            'core.invalid_argument', 'expires_at must say when the token expires.'
        );
    end if;

    insert into core.revoked_tokens as t (jti, revoked_at, expires_at, revoked_by)
    values (p_jti, core.now(), v_expires_at, core.actor_id())
    on conflict (jti) do update
    set expires_at = greatest(t.expires_at, excluded.expires_at);
end;
$$;

grant execute on function core.revoke_token(text, timestamptz)
to authenticated, service_role;

comment on function core.revoke_token(text, timestamptz) is
$$Refuse one token from now on: the token of the request, or any token for an admin.

jti is the token's `jti`, or its `session_id` if tokens have no jti. The revocation is
kept until expires_at, at most 10 years; for the caller's own token at least until its
`exp`, or for ever without one.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"jti": "5f0c3a52", "expires_at": "2026-01-01T00:00:00Z"}
Budget: 200 ms.
$$;
