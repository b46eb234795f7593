-- core.delete_webhook: remove an endpoint, its secrets and its deliveries.
--
-- Definer: nobody may write these tables directly. Locks circuit, then endpoint. A
-- request that is under way is not called back; its report then finds nothing.

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
$$Remove a webhook with its secrets and the record of its deliveries.

Errors: PT404 core.webhook_not_found.
Budget: 200 ms.
$$;
