-- suppliers.create_calendar_token: make a token for a calendar of the caller's due
-- dates.
--
-- The lock of the user makes the number of tokens exact. 366 random bits from three
-- UUIDs; only their hash is stored. Definer: callers may not write the table.

create or replace function suppliers.create_calendar_token(
    p_name text default 'Calendar'
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10;
    v_user_id constant uuid := core.require_user();
    v_name constant text := core.read_text('name', p_name, 1, 100);
    v_token constant text := 'cal_' || encode(
        sha256(
            uuid_send(gen_random_uuid())
            || uuid_send(gen_random_uuid())
            || uuid_send(gen_random_uuid())
        ),
        'hex'
    );
    v_id bigint;
begin
    perform core.limit_caller('suppliers.create_calendar_token', 20, 3600);
    perform pg_advisory_xact_lock(
        hashtextextended('suppliers.calendar_tokens:' || v_user_id, 0)
    );
    if (
        select count(*)
        from suppliers.calendar_tokens as t
        where t.user_id = v_user_id and t.revoked_at is null
    ) >= c_most then
        perform core.raise_error(
            'suppliers.too_many_calendar_tokens',
            format('The caller has %s tokens.', c_most)
        );
    end if;

    insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)
    values (v_user_id, v_name, sha256(convert_to(v_token, 'UTF8')), core.now())
    returning id into v_id;
    return jsonb_build_object(
        'token_id', v_id,
        'name', v_name,
        'token', v_token,
        'path', '/rpc/calendar_feed?token=' || v_token,
        'created_at', core.now()
    );
end;
$$;

grant execute on function suppliers.create_calendar_token(text) to authenticated;

comment on function suppliers.create_calendar_token(text) is
$$Make a token for a calendar of the caller's due dates; it is returned this once.

The path is below that of the API. A user has at most 10 tokens that were not revoked,
and makes at most 20 in an hour.
Returns: {token_id: bigint, name: text, token: text, path: text, created_at:
timestamptz}
Errors: PT403 core.not_permitted, PT409 suppliers.too_many_calendar_tokens, PT422
core.invalid_argument, PT429 core.rate_limited.
Example: {"name": "Phone"}
Budget: 50 ms.
$$;
