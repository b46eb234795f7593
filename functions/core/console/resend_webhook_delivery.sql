-- core.resend_webhook_delivery: send any user's delivery again, for an admin.
--
-- It does what core.replay_webhook does for the owner: locks the circuit, the endpoint,
-- the delivery, and skips one that is being sent. Who may read the topic is checked
-- again when it is sent. Definer: no role may write deliveries directly.

create or replace function core.resend_webhook_delivery(p_delivery_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints;
begin
    perform core.require_role('admin');
    perform c.state
    from core.webhook_circuits as c
    inner join core.webhook_deliveries as d on c.endpoint_id = d.endpoint_id
    where d.id = p_delivery_id
    for update of c;
    select e.*
    into v_endpoint
    from core.webhook_endpoints as e
    inner join core.webhook_deliveries as d on e.id = d.endpoint_id
    where d.id = p_delivery_id
    for update of e;
    if not found then
        perform core.raise_error(
            'core.webhook_delivery_not_found',
            format('There is no delivery %s.', core.excerpt(p_delivery_id::text))
        );
    end if;
    return core._resend_delivery(v_endpoint, p_delivery_id);
end;
$$;

grant execute on function core.resend_webhook_delivery(bigint)
to authenticated, service_role;

comment on function core.resend_webhook_delivery(bigint) is
$$Send a delivery of any user's webhook again, with the same `webhook-id` and body; for
app role admin.

A delivery that is being sent is not changed.
Returns: {id: bigint, status: "pending" | "delivered" | "failed", next_attempt_at:
timestamptz}
Errors: PT403 core.not_permitted, PT404 core.webhook_delivery_not_found, PT409
core.webhook_disabled.
Example: {"delivery_id": 1}
Budget: 50 ms.
$$;
