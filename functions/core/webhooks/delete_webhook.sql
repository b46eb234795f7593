-- core.delete_webhook: delete an endpoint, its secrets and its deliveries.
--
-- Definer: no role may write these tables directly. Locks the circuit, then the
-- endpoint. A request in progress is not cancelled; its report then finds nothing.

create or replace function core.delete_webhook(p_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._lock_webhook(p_id);
    delete from core.webhook_endpoints as e
    where e.id = p_id;
end;
$$;

grant execute on function core.delete_webhook(uuid) to authenticated;

comment on function core.delete_webhook(uuid) is
$$Delete a webhook with its secrets and the record of its deliveries.

Errors: PT404 core.webhook_not_found.
Example: {"id": "00000000-0000-4000-8000-000000000000"}
Budget: 200 ms.
$$;
