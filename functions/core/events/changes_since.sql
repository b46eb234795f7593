-- core.changes_since: the events of some topics after a cursor.
--
-- One statement reads events and xmin, so the cursor never passes an event that is
-- still being written. It also goes no farther than the newest visible event: after a
-- crash or a failover, an id may be given out again whose transaction had nothing on
-- disk yet (it failed, or committed asynchronously). Ids up to a visible, synchronous
-- commit never are. Each topic is read through its own index, at most one page of
-- each. Definer: callers have no grant on the log; the right to each topic is checked
-- first.

create or replace function core.changes_since(
    p_topics text[],
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
    v_asked core.page := core.read_page(
        'core.changes_since', p_after, p_page_size, '{xid8,bigint,integer}'
    );
    v_topic text;
    v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_xid xid8 := v_asked.key[1]::xid8;
    v_id bigint := v_asked.key[2]::bigint;
    v_horizon core.event_low_watermarks;
    v_end xid8;
    v_page jsonb;
    v_count integer;
begin
    perform core.read_list('topics', p_topics, 1, 100);
    foreach v_topic in array p_topics loop
        if not coalesce(core.can_read_topic(v_topic), false) then
            perform core.raise_error(
                'core.topic_not_readable',
                format('The caller may not read topic %L.', core.excerpt(v_topic))
            );
        end if;
    end loop;

    select * into v_horizon from core.event_low_watermarks;
    v_end := least(
        v_xmin,
        (
            greatest(
                (
                    select e.xid
                    from core.events as e
                    order by e.xid desc, e.id desc
                    limit 1
                ),
                v_horizon.xid
            )::text::bigint + 1
        )::text::xid8
    );
    if v_asked.key is null then
        return jsonb_build_object(
            'events', '[]'::jsonb,
            'next', core._write_event_cursor(v_end, 0),
            'has_more', false
        );
    end if;

    if v_asked.key[3]::integer <> v_horizon.era then
        perform core.raise_error(
            'core.cursor_expired', 'The log was restored from a backup after this cursor.'
        );
    end if;
    if (v_xid, v_id) < (v_horizon.xid, v_horizon.id) then
        perform core.raise_error(
            'core.cursor_expired',
            format('Events after this cursor were dropped at %s.', v_horizon.dropped_at)
        );
    end if;

    with found as (
        select e.*
        from (select distinct unnest(p_topics) as topic) as t
        cross join lateral (
            select c.id, c.xid, c.topic, c.type, c.entity_id, c.payload, c.at
            from core.events as c
            where
                c.topic = t.topic
                and (c.xid, c.id) > (v_xid, v_id)
                and c.xid < v_xmin
            order by c.xid, c.id
            limit p_page_size + 1
        ) as e
        order by e.xid, e.id
        limit p_page_size + 1
    ),

    numbered as (
        select f.*, row_number() over (order by f.xid, f.id) as place
        from found as f
    )

    select
        coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'id', n.id,
                    'topic', n.topic,
                    'type', n.type,
                    'entity_id', n.entity_id,
                    'payload', n.payload,
                    'at', n.at
                )
                order by n.place
            ) filter (where n.place <= p_page_size),
            '[]'
        ),
        count(*),
        coalesce(max(n.xid::text) filter (where n.place = p_page_size)::xid8, v_end),
        coalesce(max(n.id) filter (where n.place = p_page_size), 0)
    into v_page, v_count, v_xid, v_id
    from numbered as n;

    -- The last page has seen everything below this, on every topic.
    return jsonb_build_object(
        'events', v_page,
        'next', case
            when v_count > p_page_size then core._write_event_cursor(v_xid, v_id)
            else core._write_event_cursor(v_end, 0)
        end,
        'has_more', v_count > p_page_size
    );
end;
$$;

grant execute on function core.changes_since(text[], text, integer)
to anon, authenticated, service_role;

comment on function core.changes_since(text[], text, integer) is
$$Events of these topics after a cursor, in commit order.

Without after it returns no event and the current cursor. An event appears as soon as
every transaction that began to write before it has ended. next is the cursor of the
next call, also where has_more is false.
Returns: {events: [{id: bigint, topic: text, type: text, entity_id: text | null,
payload: {[text]: jsonb}, at: timestamptz}], next: text, has_more: boolean}
Units: page_size from 1 to 500.
Errors: PT403 core.topic_not_readable, PT410 core.cursor_expired, PT422
core.invalid_cursor, core.invalid_page_size, core.invalid_argument.
Example: {"topics": ["filters:region"]}
Budget: 50 ms.
$$;
