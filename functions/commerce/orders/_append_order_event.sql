-- commerce._append_order_event: append an event to an order, and write what follows.
--
-- The caller holds the lock of the order, and has the lock of the stock: event,
-- projection, snapshot, notifications and the event of core are one transaction. A
-- snapshot replaces the one before: a fold to an earlier version starts at the first
-- event, which is right too. The foreign key of commerce.order_events refuses a step
-- that is not in commerce.order_transitions.

create or replace function commerce._append_order_event(
    p_order commerce.orders, p_command text, p_type text, p_payload jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_payload constant jsonb := p_payload || '{"v": 1}';
    v_state constant jsonb := commerce._apply_order_event(
        p_order.state, p_type, v_payload, core.now()
    );
    v_version constant bigint := (v_state ->> 'version')::bigint;
begin
    insert into commerce.order_events (
        order_id, version, type, command, from_status, to_status, payload, actor_id, at
    )
    values (
        p_order.id, v_version, p_type, p_command,
        coalesce(p_order.state ->> 'status', 'new'), v_state ->> 'status', v_payload,
        core.actor_id(), core.now()
    );
    perform commerce._project_order(p_order.id, v_state);
    if v_version % nullif(
        (core.setting('commerce.order_snapshot_events'))::bigint, 0
    ) = 0 then
        delete from commerce.order_snapshots as s
        where s.order_id = p_order.id;
        insert into commerce.order_snapshots (order_id, version, state)
        values (p_order.id, v_version, v_state);
    end if;

    perform core.emit(
        p_type => 'commerce.order.' || p_type,
        p_topic => 'commerce:order:' || p_order.id,
        p_entity_id => p_order.id::text,
        p_payload => v_payload - 'ship_to' || jsonb_build_object(
            'version', v_version, 'status', v_state ->> 'status'
        )
    );
    perform commerce._notify_order(p_order.id, p_type, v_state);
    return jsonb_build_object(
        'order_id', p_order.id, 'version', v_version, 'status', v_state ->> 'status'
    );
end;
$$;

comment on function commerce._append_order_event(commerce.orders, text, text, jsonb) is
$$Append an event; returns {order_id, version, status}. A new order has a null state.

Errors: 23503 for a transition that is not listed.
Emits: commerce.order.<type> {v, version, status, …} on commerce:order:<id>, with the
event's payload except ship_to; core.notification.created.
$$;
