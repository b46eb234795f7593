-- core._webhook_body: the body that is sent for an event, as in Standard Webhooks.

create or replace function core._webhook_body(p_event core.events)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'type', p_event.type,
        'timestamp', p_event.at,
        'topic', p_event.topic,
        'entity_id', p_event.entity_id,
        'data', p_event.payload
    )::text
$$;

comment on function core._webhook_body(core.events) is
    'The JSON text {type, timestamp, topic, entity_id, data} of an event.';
