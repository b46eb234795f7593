-- core.replay_webhooks_since: send all events since a time again, including missed
-- ones.
--
-- It reads the log, not the deliveries, so events from the time when the endpoint was
-- disabled are included. Definer: no role may write deliveries directly; the caller is
-- the owner, so core.can_read_topic uses the owner's own token, once for each topic.
-- Events of others count, too, until a bound: on a log that is nearly all of others,
-- the search would otherwise not end. Locks the circuit, the endpoint, the deliveries.
-- One statement: all or nothing.

create or replace function core.replay_webhooks_since(
    p_webhook_id uuid, p_since timestamptz
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_webhook_id);
    v_max integer := (core.setting('core.webhook_replay_max'))::integer;
    v_seen_max bigint := 5::bigint * v_max;
    v_seen bigint;
    v_events bigint[];
    v_queued integer;
begin
    if v_endpoint.status <> 'active' then
        perform core.raise_error(
            'core.webhook_disabled', format('Webhook %s is disabled.', v_endpoint.id)
        );
    end if;
    perform core.read_time('since', p_since);
    if p_since > core.now() then
        perform core.raise_error('core.invalid_argument',
        'since must be in the past.');
    end if;

    with found as materialized (
        select
            e.id,
            e.topic
        from core.events as e
        where
            e.at >= p_since
            and core._matches_event_type(v_endpoint.event_types, e.type)
        limit v_seen_max + 1
    ),

    readable as materialized (
        select t.topic
        from (select distinct f.topic from found as f) as t
        where core.can_read_topic(t.topic)
    )

    select
        count(*),
        array_agg(f.id) filter (where r.topic is not null)
    into v_seen, v_events
    from found as f
    left join readable as r on f.topic = r.topic;
    if v_seen > v_seen_max then
        perform core.raise_error(
            'core.too_much_to_replay',
            format(
                'There are more than %s events of its types since %s, of all users.',
                v_seen_max, p_since
            )
        );
    end if;
    if cardinality(v_events) > v_max then
        perform core.raise_error(
            'core.too_much_to_replay',
            format('There are more than %s events since %s.', v_max, p_since)
        );
    end if;

    insert into core.webhook_deliveries as d (
        endpoint_id, event_id, event_type, event_at, topic, body, traceparent,
        next_attempt_at, created_at
    )
    select
        p_webhook_id, e.id, e.type, e.at, e.topic, core._webhook_body(e), e.traceparent,
        core.now(), core.now()
    from core.events as e
    where e.at >= p_since and e.id = any(v_events)
    order by e.xid, e.id
    on conflict (endpoint_id, event_id) do update
    set
        status = 'pending', step = 0, next_attempt_at = excluded.next_attempt_at,
        finished_at = null, leased_by = null, leased_until_at = null
    where d.leased_by is null or d.leased_until_at <= core.now();
    get diagnostics v_queued = row_count;

    return jsonb_build_object('id', p_webhook_id, 'queued', v_queued);
end;
$$;

grant execute on function core.replay_webhooks_since(
    uuid, timestamptz
) to authenticated;

comment on function core.replay_webhooks_since(uuid, timestamptz) is
$$Send every matching event since a time, whether or not it was sent before.

Each keeps its `webhook-id`. Deliveries that are being sent are not changed; events that
retention has deleted are not sent. queued is the number of deliveries. Refused are more
than core.webhook_replay_max events, and a search through more than five times as many.
Returns: {id: uuid, queued: integer}
Errors: PT404 core.webhook_not_found; PT409 core.webhook_disabled; PT422
core.invalid_argument, core.too_much_to_replay.
Example: {"webhook_id": "00000000-0000-4000-8000-000000000000", "since":
"2026-01-01T00:00:00Z"}
Budget: 200 ms.
$$;
