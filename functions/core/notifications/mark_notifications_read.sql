-- core.mark_notifications_read: mark notifications of the caller as read.
--
-- Invoker: ids of other users change nothing. Rows are locked in the order of their
-- ids, so two devices that mark at once cannot deadlock.

create or replace function core.mark_notifications_read(p_ids bigint[])
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_marked bigint[];
begin
    perform core.read_list('ids', p_ids, 0, 1000);

    with mine as (
        select n.id
        from core.notifications as n
        where
            n.id = any(p_ids)
            and n.user_id = core.actor_id()
            and n.read_at is null
        order by n.id
        for update
    ),

    marked as (
        update core.notifications as n
        set read_at = greatest(core.now(), n.created_at)
        from mine as m
        where n.id = m.id
        returning n.id
    )

    select coalesce(array_agg(m.id order by m.id), '{}')
    into v_marked
    from marked as m;

    if v_marked <> '{}' then
        perform core._emit_notifications_read(v_marked);
    end if;

    return jsonb_build_object(
        'marked', cardinality(v_marked),
        'unread', core.list_notifications(null, 1) -> 'unread'
    );
end;
$$;

grant execute on function core.mark_notifications_read(bigint[])
to authenticated;

comment on function core.mark_notifications_read(bigint[]) is
$$Mark notifications of the caller as read.

Ids of other users, and notifications that are already read, are ignored. marked is the
number of those that were unread; unread as in list_notifications.
Returns: {marked: integer, unread: bigint}
Errors: PT422 core.invalid_argument for more than 1,000 ids.
Emits: core.notification.read {v, ids} on core:notifications:<user id>.
Example: {"ids": [11]}
Budget: 200 ms.
$$;
