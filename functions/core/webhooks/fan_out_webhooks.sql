-- core.fan_out_webhooks: create a delivery for each endpoint that subscribes to an
-- event.
--
-- A consumer of the log: its position and the deliveries commit together, so after a
-- crash an event is neither lost nor delivered twice; unique (endpoint, event) also
-- prevents that for a concurrent replay. Rights are checked per owner and topic, and
-- again before each attempt. Endpoints of deleted owners end here: locks each circuit,
-- endpoint, deliveries. Definer: the worker may write none of these tables.

create or replace function core.fan_out_webhooks(p_consumer text, p_limit integer)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_read integer;
    v_wanting uuid[];
begin
    with batch as materialized (
        select e.*
        from core.read_events(p_consumer => p_consumer, p_limit => p_limit) as e
    ),

    wanted as materialized (
        select w.id as endpoint_id, w.owner_id, w.app_roles, b.id as event_id, b.topic
        from batch as b
        inner join core.webhook_endpoints as w
            on
                w.status = 'active'
                and core._matches_event_type(w.event_types, b.type)
    ),

    readers as materialized (
        select owner_id, app_roles, topic
        from (select distinct owner_id, app_roles, topic from wanted) as asked
        where core._can_owner_read(owner_id, app_roles, topic)
    ),

    made as (
        insert into core.webhook_deliveries (
            endpoint_id, event_id, event_type, event_at, topic, body, traceparent,
            next_attempt_at, created_at
        )
        select
            w.endpoint_id, b.id, b.type, b.at, b.topic,
            core._webhook_body(b::core.events), b.traceparent, core.now(), core.now()
        from wanted as w
        inner join readers as r using (owner_id, app_roles, topic)
        inner join batch as b on w.event_id = b.id
        order by b.xid, b.id, w.endpoint_id
        on conflict (endpoint_id, event_id) do nothing
    )

    select
        (select count(*) from batch),
        (select array_agg(distinct w.endpoint_id) from wanted as w)
    into v_read, v_wanting;

    perform core._end_orphaned_webhook(e.id)
    from (
        select w.id
        from core.webhook_endpoints as w
        where w.id = any(v_wanting) and core._is_owner_deleted(w.owner_id)
        order by w.id
    ) as e;

    return v_read;
end;
$$;

grant execute on function core.fan_out_webhooks(text, integer) to app_worker;

comment on function core.fan_out_webhooks(text, integer) is
$$Read a batch of the log and create the deliveries; returns the number of events read.

Errors: those of core.read_events.
$$;
