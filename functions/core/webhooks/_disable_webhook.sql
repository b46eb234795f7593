-- core._disable_webhook: stop sending to an endpoint and notify its owner.
--
-- The notification is an event on the owner's own topic, which reaches their devices
-- through Realtime and changes_since, and their other endpoints. The caller holds the
-- lock on the circuit; this function locks the endpoint. Pending deliveries stay until
-- the endpoint is enabled again.

create or replace function core._disable_webhook(p_id uuid, p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints;
begin
    update core.webhook_endpoints as e
    set status = 'disabled', status_reason = p_reason
    where e.id = p_id and e.status = 'active'
    returning e.* into v_endpoint;

    if found then
        perform core.emit(
            p_type => 'core.webhook.disabled',
            p_topic => format('core:webhooks:%s', v_endpoint.owner_id),
            p_entity_id => p_id::text,
            p_payload => jsonb_build_object(
                'v', 1, 'webhook_id', p_id, 'url', v_endpoint.url, 'reason', p_reason
            )
        );
    end if;
end;
$$;

comment on function core._disable_webhook(uuid, text) is
$$Disable an endpoint that is gone or has been failing for too long.

Emits: core.webhook.disabled on core:webhooks:<owner>, {v, webhook_id, url, reason}.
$$;
