-- core.list_events: the newest events of the log, of all topics or of one.
--
-- The order is that of the log, from its end; an event of a transaction that began
-- earlier may appear behind newer ones. The payload is shown where the caller may read
-- the topic: an admin sees that something happened to a user, not what. Definer:
-- callers have no grant on the log.

create or replace function core.list_events(
    p_topic text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_xid xid8;
    v_id bigint;
    v_items jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page('core.list_events', p_after, p_page_size, '{xid8,bigint}');
    v_xid := coalesce(v_page.key[1], '18446744073709551615')::xid8;
    v_id := coalesce(v_page.key[2]::bigint, 0);
    select
        jsonb_agg(
            jsonb_build_object(
                'id', n.id,
                'xid', n.xid::text,
                'at', n.at,
                'topic', n.topic,
                'type', n.type,
                'entity_id', n.entity_id,
                'actor_id', n.actor,
                'payload', case when n.is_readable then n.payload end,
                'is_readable', n.is_readable
            )
            order by n.xid desc, n.id desc
        )
    into v_items
    from (
        select f.*, coalesce(core.can_read_topic(f.topic), false) as is_readable
        from (
            (
                select e.*
                from core.events as e
                where p_topic is null and (e.xid, e.id) < (v_xid, v_id)
                order by e.xid desc, e.id desc
                limit v_page.size + 1
            )
            union all
            (
                select e.*
                from core.events as e
                where e.topic = p_topic and (e.xid, e.id) < (v_xid, v_id)
                order by e.xid desc, e.id desc
                limit v_page.size + 1
            )
        ) as f
    ) as n;
    return core.write_page(v_page, v_items, 'xid', 'id');
end;
$$;

grant execute on function core.list_events(text, text, integer)
to authenticated, service_role;

comment on function core.list_events(text, text, integer) is
$$Events, newest first, of one topic or of all; for app role admin.

payload is null, and is_readable false, where the caller may not read the topic.
Returns: {items: [{id: bigint, xid: text, at: timestamptz, topic: text, type: text,
entity_id: text | null, actor_id: uuid | null, payload: jsonb | null, is_readable:
boolean}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"topic": "core:alerts"}
Budget: 100 ms.
$$;
