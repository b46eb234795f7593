-- core.list_notifications: the caller's notifications, newest first.
--
-- Invoker: the policies select the caller's rows. Unread ones are counted up to 1,000.

create or replace function core.list_notifications(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'core.list_notifications', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    select jsonb_agg(to_jsonb(n) order by n.id desc)
    into v_items
    from (
        select o.id, o.kind, o.payload, o.created_at, o.read_at
        from core.notifications as o
        where
            o.user_id = core.actor_id()
            and o.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
        order by o.id desc
        limit v_page.size + 1
    ) as n;

    return core.write_page(v_page, v_items, 'id') || jsonb_build_object(
        'unread', (
            select count(*)
            from (
                select
                from core.notifications as o
                where o.user_id = core.actor_id() and o.read_at is null
                limit 1000
            ) as u
        )
    );
end;
$$;

grant execute on function core.list_notifications(text, integer)
to authenticated;

comment on function core.list_notifications(text, integer) is
$$The caller's notifications, newest first.

unread is the number of all unread notifications, up to 1,000.
Returns: {items: [{id: bigint, kind: text, payload: jsonb, created_at: timestamptz,
read_at: timestamptz | null}], next: text | null, unread: bigint}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;
