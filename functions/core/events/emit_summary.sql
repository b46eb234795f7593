-- core.emit_summary: emit one event for many rows of a topic changed by one statement.
--
-- Called by the triggers of the macro `broadcast` for more than 50 rows. The event has
-- only their number; clients read the rows.

create or replace function core.emit_summary(
    p_topic text, p_verb text, p_version bigint, p_count bigint
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => format(
            '%s.%s.changed', split_part(p_topic, ':', 1), split_part(p_topic, ':', 2)
        ),
        p_topic => p_topic,
        p_entity_id => null,
        p_payload => jsonb_build_object(
            'v', 1, 'version', p_version, 'verb', p_verb, 'count', p_count
        )
    )
$$;

comment on function core.emit_summary(text, text, bigint, bigint) is
$$Emit <module>.<entity>.changed on <module>:<entity>[:<id>]; returns the event's id.

Emits: {v, version, verb, count} on the topic.
$$;
