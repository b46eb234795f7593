-- core.update_webhook: change an endpoint; null leaves a value unchanged.
--
-- Definer: no role may write these tables directly. Locks the circuit, then the
-- endpoint. The roles are taken from the caller's token again, so an endpoint's rights
-- follow its owner's. A change of the URL or enabling the endpoint clears its failures,
-- so sending starts anew.

create or replace function core.update_webhook(
    p_id uuid,
    p_url text default null,
    p_event_types text[] default null,
    p_description text default null,
    p_enabled boolean default null,
    p_max_concurrency integer default null,
    p_max_per_second integer default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_id);
begin
    perform core._check_webhook(
        coalesce(p_url, v_endpoint.url),
        coalesce(p_event_types, v_endpoint.event_types),
        p_description
    );
    perform core.read_number(
        'max_concurrency', coalesce(p_max_concurrency, v_endpoint.max_concurrency), 1, 100
    );
    perform core.read_number(
        'max_per_second', coalesce(p_max_per_second, v_endpoint.max_per_second), 1, 1000
    );

    update core.webhook_endpoints as e
    set
        url = coalesce(p_url, e.url),
        event_types = coalesce(p_event_types, e.event_types),
        description = coalesce(p_description, e.description),
        max_concurrency = coalesce(p_max_concurrency, e.max_concurrency),
        max_per_second = coalesce(p_max_per_second, e.max_per_second),
        app_roles = core._token_roles(),
        status = case p_enabled
            when true then 'active' when false then 'disabled' else e.status
        end,
        status_reason = case
            when p_enabled then null
            when not p_enabled and e.status = 'active' then 'owner'
            else e.status_reason
        end
    where e.id = p_id;

    if p_url <> v_endpoint.url or (p_enabled and v_endpoint.status = 'disabled') then
        update core.webhook_circuits as c
        set
            state = 'closed', failures = 0, openings = 0, resume_at = null,
            failing_since_at = null
        where c.endpoint_id = p_id;
    end if;

    return core._show_webhook(p_id);
end;
$$;

grant execute on function core.update_webhook(
    uuid, text, text[], text, boolean, integer, integer
) to authenticated;

comment on function core.update_webhook(
    uuid, text, text[], text, boolean, integer, integer
) is
$$Change a webhook; a null argument changes nothing.

enabled false stops it: pending deliveries wait, and new events get no delivery (see
replay_webhooks_since). enabled true starts it again, whatever the reason it stopped.
Returns: list_webhooks.items
Errors: PT404 core.webhook_not_found; PT422 core.invalid_webhook_url,
core.invalid_argument.
Example: {"id": "00000000-0000-4000-8000-000000000000", "enabled": false}
Budget: 50 ms.
$$;
