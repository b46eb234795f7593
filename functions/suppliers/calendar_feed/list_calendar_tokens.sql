-- suppliers.list_calendar_tokens: the caller's tokens of calendars.
--
-- Invoker: the policy selects the caller's rows.

create or replace function suppliers.list_calendar_tokens(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_calendar_tokens', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    select jsonb_agg(to_jsonb(n) order by n.token_id desc)
    into v_items
    from (
        select t.id as token_id, t.name, t.created_at, t.revoked_at
        from suppliers.calendar_tokens as t
        where
            t.user_id = core.actor_id()
            and t.id < coalesce((v_page).key[1]::bigint, 9223372036854775807)
        order by t.id desc
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'token_id');
end;
$$;

grant execute on function suppliers.list_calendar_tokens(text, integer)
to authenticated;

comment on function suppliers.list_calendar_tokens(text, integer) is
$$The caller's tokens of calendars, newest first, without the tokens themselves.

Returns: {items: [{token_id: bigint, name: text, created_at: timestamptz, revoked_at:
timestamptz | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 50 ms.
$$;
