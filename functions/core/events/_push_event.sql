-- core._push_event: send an event through Realtime, in the event's own transaction.
--
-- A push is a hint: `cursor` lies before every transaction that may still run, so
-- changes_since from there finds this event and everything the subscriber missed. The
-- content of a large event is left to that call. realtime.send turns each of its errors
-- into a warning; core.list_unsent_broadcasts finds the lost messages. UTC, since the
-- session's time zone selects the partition of the message.

create or replace function core._push_event(
    p_id bigint, p_type text, p_topic text, p_payload jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    c_max_bytes constant integer := 65536;
    v_payload jsonb := p_payload;
begin
    if octet_length(v_payload::text) > c_max_bytes then
        v_payload := jsonb_build_object(
            'v', v_payload -> 'v', 'version', v_payload -> 'version', 'is_cut', true
        );
    end if;

    perform realtime.send(
        v_payload || jsonb_build_object(
            'event_id', p_id,
            'cursor', core._write_event_cursor(
                pg_snapshot_xmin(pg_current_snapshot()), 0
            )
        ),
        p_type,
        p_topic,
        true
    );
end;
$$;

comment on function core._push_event(bigint, text, text, jsonb) is
$$Send the private Realtime message of an event: its payload, with event_id and cursor.

Units: a payload over 64 KiB is replaced by {v, version, is_cut: true}.
$$;
