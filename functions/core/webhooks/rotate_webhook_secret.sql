-- core.rotate_webhook_secret: create a new secret; the old one still signs for a while.
--
-- Definer: no role may write secrets. Locks the circuit and the endpoint.

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
$$Create a new secret for a webhook, which is returned only here.

Until old_expires_at every delivery has two signatures, one by the old and one by the
new secret. Another rotation in that time ends the oldest secret at once.
Returns: {id: uuid, secret: text, old_expires_at: timestamptz}
Errors: PT404 core.webhook_not_found.
Example: {"id": "00000000-0000-4000-8000-000000000000"}
Budget: 50 ms.
$$;
