-- core.replay_webhook: send one delivery again, from the first delay on.
--
-- Definer: no role may write deliveries directly. Locks the circuit, the endpoint, the
-- delivery. A delivery that is being sent is skipped.

create or replace function core.replay_webhook(p_delivery_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint_id uuid;
    v_endpoint core.webhook_endpoints;
begin
    select d.endpoint_id
    into v_endpoint_id
    from core.webhook_deliveries as d
    inner join core.webhook_endpoints as e on d.endpoint_id = e.id
    where d.id = p_delivery_id and e.owner_id = core.actor_id();
    if not found then
        perform core.raise_error(
            'core.webhook_delivery_not_found',
            format('You have no delivery %L.', p_delivery_id)
        );
    end if;

    v_endpoint := core._lock_webhook(v_endpoint_id);
    return core._resend_delivery(v_endpoint, p_delivery_id);
end;
$$;

grant execute on function core.replay_webhook(bigint) to authenticated;

comment on function core.replay_webhook(bigint) is
$$Send a delivery again, delivered or not, with the same `webhook-id` and body.

A delivery that is being sent is not changed.
Returns: {id: bigint, status: "pending", next_attempt_at: timestamptz}
Errors: PT404 core.webhook_delivery_not_found; PT409 core.webhook_disabled.
Example: {"delivery_id": 1}
Budget: 50 ms.
$$;
