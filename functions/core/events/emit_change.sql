-- core.emit_change: emit one changed row of a broadcast table on its topic.
--
-- Called by the triggers of the macro `broadcast`; the topic determines the type.

create or replace function core.emit_change(
    p_topic text, p_verb text, p_entity_id text, p_version bigint, p_changed jsonb
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => format(
            '%s.%s.%s', split_part(p_topic, ':', 1), split_part(p_topic, ':', 2), p_verb
        ),
        p_topic => p_topic,
        p_entity_id => p_entity_id,
        p_payload => jsonb_build_object(
            'v', 1, 'version', p_version, 'changed', p_changed
        )
    )
$$;

comment on function core.emit_change(text, text, text, bigint, jsonb) is
$$Emit <module>.<entity>.<verb> on <module>:<entity>[:<id>]; returns the event's id.

p_changed: the key, and the columns that changed with their new values.
Emits: {v, version, changed} on the topic.
$$;
