-- core.rotate_webhook_secret: a new secret; the old one signs beside it for a while.
--
-- Definer: nobody may write secrets. Locks circuit and endpoint.

create or replace function core.rotate_webhook_secret(p_id uuid)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_id);
    v_secret text := core._create_webhook_secret(
        p_endpoint_id => v_endpoint.id, p_source => null
    );
begin
    return jsonb_build_object(
        'id', v_endpoint.id,
        'secret', v_secret,
        'old_expires_at', (
            select max(s.expires_at)
            from core.webhook_secrets as s
            where s.endpoint_id = v_endpoint.id
        )
    );
end;
$$;

grant execute on function core.rotate_webhook_secret(uuid) to authenticated;

comment on function core.rotate_webhook_secret(uuid) is
$$Give a webhook a new secret, told here and never again.

Until `old_expires_at` every delivery carries two signatures, by the old and by the new
secret. A further rotation in that time ends the oldest at once.
Errors: PT404 core.webhook_not_found.
Budget: 50 ms.
$$;
