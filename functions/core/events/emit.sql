-- core.emit: append one event to the log, in the caller's transaction.
--
-- With a stream, its row is locked until the transaction ends, so versions are assigned
-- one writer at a time and without a gap. A concurrent writer waits and then finds the
-- next version. An event of a stream never comes before an earlier version in the log:
-- if its own transaction began earlier, it gets the xid of that version. Readers still
-- miss nothing, since they read only below every running transaction. Lock order: the
-- stream's row, then the insert. Definer: no role may write the log directly. An event
-- of a broadcast topic goes to Realtime in the same transaction.

create or replace function core.emit(
    p_type text,
    p_topic text,
    p_entity_id text,
    p_payload jsonb,
    p_stream text default null,
    p_expected_version bigint default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xid xid8 := pg_current_xact_id();
    v_version bigint;
    v_actor uuid;
    v_traceparent text;
    v_id bigint;
begin
    -- The table has the same checks, but their errors would show the row.
    if (
        p_type ~ '^[a-z_]+\.[a-z_]+\.[a-z_]+$'
        and p_topic ~ '^[a-z_]+:[a-z_]+(:.+)?$'
        and octet_length(p_topic) <= 1000
        and coalesce(octet_length(p_stream), 0) <= 1000
        and coalesce(jsonb_typeof(p_payload), 'object') = 'object'
    ) is not true
    then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'The type %L, the topic %L, the stream or the payload is malformed.',
                core.excerpt(p_type), core.excerpt(p_topic)
            )
        );
    end if;
    if p_stream is not null then
        insert into core.event_streams as s (stream, version, xid)
        values (p_stream, 1, v_xid)
        on conflict (stream) do update
        set
            version = s.version + 1,
            xid = greatest(s.xid, excluded.xid)
        returning s.version, s.xid into v_version, v_xid;

        -- The last writer has ended, so a future id came from another cluster.
        if v_xid >= core._next_xid() then
            update core.event_streams
            set xid = pg_current_xact_id()
            where stream = p_stream
            returning xid into v_xid;
        end if;

        perform core.check_version(
            'Stream ' || p_stream, v_version - 1, p_expected_version
        );
    elsif p_expected_version is not null then
        perform core.raise_error(
            'core.invalid_argument', 'An expected version needs a stream.'
        );
    end if;

    if coalesce(current_setting('request.headers', true), '') <> ''
        or coalesce(current_setting('rowhouse.traceparent', true), '') <> ''
    then
        v_traceparent := core.traceparent();
    end if;
    if coalesce(current_setting('request.jwt.claims', true), '') <> '' then
        v_actor := core.actor_id();
    end if;

    insert into core.events (
        xid, type, topic, entity_id, payload, stream, version, actor, traceparent, at
    )
    values (
        v_xid, p_type, p_topic, p_entity_id, coalesce(p_payload, '{}'), p_stream,
        v_version, v_actor, v_traceparent, core.now()
    )
    returning id into v_id;

    if core._is_broadcast_topic(p_topic) then
        perform core._push_event(v_id, p_type, p_topic, coalesce(p_payload, '{}'));
    end if;
    perform core._notify_workers('@events');
    return v_id;
end;
$$;

grant execute on function core.emit(text, text, text, jsonb, text, bigint)
to service_role, app_worker;

comment on function core.emit(text, text, text, jsonb, text, bigint) is
$$Append an event; returns its id. With a stream, it gets the stream's next version.

p_expected_version: the version that the stream must have (0: it must be new).
Errors: core.version_conflict, core.invalid_argument.
$$;
