-- core._end_orphaned_webhook: disable an endpoint whose owner was deleted.
--
-- Locks the circuit, then the endpoint, then the pending deliveries; a caller that
-- holds the circuit already does not wait. A request in progress is not cancelled: its
-- report finds the delivery ended.

create or replace function core._end_orphaned_webhook(p_id uuid)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform c.state
    from core.webhook_circuits as c
    where c.endpoint_id = p_id
    for update;

    perform core._disable_webhook(p_id, 'owner_gone');

    update core.webhook_deliveries as d
    set
        status = 'failed',
        last_outcome = 'owner_gone',
        finished_at = core.now(),
        leased_by = null,
        leased_until_at = null
    where d.endpoint_id = p_id and d.status = 'pending';
end;
$$;

comment on function core._end_orphaned_webhook(uuid) is
$$Disable an endpoint whose owner was deleted, and end its deliveries with that reason.

Emits: core.webhook.disabled.
$$;
