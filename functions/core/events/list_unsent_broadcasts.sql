-- core.list_unsent_broadcasts: events of the last hour without a Realtime message.
--
-- It reads only the newest events, so its cost does not grow with the log. An event and
-- its message belong to one transaction, so the message is found by its time. Under the
-- test clock the two times differ, and the function returns nothing. Definer:
-- monitoring has no grant on realtime.messages.

create or replace function core.list_unsent_broadcasts(p_newest integer default 1000)
    returns table (id bigint, type text, topic text, at timestamptz)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select e.id, e.type, e.topic, e.at
    from (
        select n.id, n.type, n.topic, n.at
        from core.events as n
        order by n.xid desc, n.id desc
        limit p_newest
    ) as e
    where
        e.at between now() - interval '1 hour' and now()
        and coalesce(current_setting('rowhouse.clock', true), '') = ''
        and core._is_broadcast_topic(e.topic)
        and not exists (
            select from realtime.messages as m
            where
                m.topic = e.topic
                and m.extension = 'broadcast'
                and m.private
                and m.inserted_at = e.at at time zone 'UTC'
                and m.payload ->> 'event_id' = e.id::text
        )
    order by e.id
$$;

grant execute on function core.list_unsent_broadcasts(integer)
to service_role, app_worker, app_reader;

comment on function core.list_unsent_broadcasts(integer) is
$$Events of broadcast topics among the newest ones without their Realtime message.

realtime.send reports its errors only as warnings, so lost messages are found here.
$$;
