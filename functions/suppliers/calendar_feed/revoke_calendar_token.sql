-- suppliers.revoke_calendar_token: end a token of a calendar.
--
-- Definer: callers may not write the table.

create or replace function suppliers.revoke_calendar_token(p_token_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.require_user();
    v_revoked_at timestamptz;
begin
    update suppliers.calendar_tokens as t
    set revoked_at = coalesce(t.revoked_at, core.now())
    where t.id = p_token_id and t.user_id = v_user_id
    returning t.revoked_at into v_revoked_at;
    if v_revoked_at is null then
        perform core.raise_error(
            'suppliers.unknown_calendar_token',
            format('There is no token %s.', coalesce(p_token_id::text, 'null'))
        );
    end if;
    return jsonb_build_object('token_id', p_token_id, 'revoked_at', v_revoked_at);
end;
$$;

grant execute on function suppliers.revoke_calendar_token(bigint) to authenticated;

comment on function suppliers.revoke_calendar_token(bigint) is
$$Revoke a token of the caller; its calendar is empty from then on (404).

A repeated call changes nothing.
Returns: {token_id: bigint, revoked_at: timestamptz}
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar_token.
Example: {"token_id": 1}
Budget: 50 ms.
$$;
