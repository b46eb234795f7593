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
    v_after bigint;
    v_items jsonb;
begin
    perform core.read_page_size(p_page_size);
    v_after := core.read_cursor(p_after, 'notifications', '^[1-9][0-9]{0,17}$')::bigint;

    select coalesce(jsonb_agg(to_jsonb(n) order by n.id desc), '[]')
    into v_items
    from (
        select o.id, o.kind, o.payload, o.created_at, o.read_at
        from core.notifications as o
        where
            o.user_id = core.actor_id()
            and (v_after is null or o.id < v_after)
        order by o.id desc
        limit p_page_size + 1
    ) as n;

    return jsonb_build_object(
        'items', case
            when jsonb_array_length(v_items) > p_page_size then v_items - p_page_size
            else v_items
        end,
        'next', case
            when jsonb_array_length(v_items) > p_page_size
                then v_items -> (p_page_size - 1) ->> 'id'
        end,
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
$$The caller's notifications, newest first: {items: [{id, kind, payload, created_at,
read_at}], next, unread}.

unread is the number of all unread notifications, up to 1,000.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;
