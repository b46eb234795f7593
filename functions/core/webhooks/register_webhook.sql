-- core.register_webhook: register an endpoint and return its secret once.
--
-- Definer: no role may write these tables directly. Registrations of one owner are
-- serialized, so the limit is exact. One transaction, so it takes effect as a whole.

create or replace function core.register_webhook(
    p_url text, p_event_types text[], p_description text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_owner_id uuid := core.require_user();
    v_max integer := (core.setting('core.webhook_max_endpoints'))::integer;
    v_id uuid;
begin
    perform core._check_webhook(p_url, p_event_types, p_description);

    perform pg_advisory_xact_lock(hashtextextended('core.webhooks:' || v_owner_id, 0));
    if (
        select count(*) >= v_max
        from core.webhook_endpoints as e
        where e.owner_id = v_owner_id
    ) then
        perform core.raise_error(
            'core.too_many_webhooks', format('You have %s webhooks, the most there may be.', v_max)
        );
    end if;

    insert into core.webhook_endpoints (
        owner_id, app_roles, url, event_types, description,
        max_concurrency, max_per_second, created_at, updated_at
    )
    values (
        v_owner_id,
        core._token_roles(),
        p_url,
        p_event_types,
        coalesce(p_description, ''),
        (core.setting('core.webhook_max_concurrency'))::integer,
        (core.setting('core.webhook_max_per_second'))::integer,
        core.now(),
        core.now()
    )
    returning id into v_id;
    insert into core.webhook_circuits (endpoint_id) values (v_id);

    return jsonb_build_object(
        'id', v_id,
        'secret', core._create_webhook_secret(p_endpoint_id => v_id, p_source => null)
    );
end;
$$;

grant execute on function core.register_webhook(text, text[], text) to authenticated;

comment on function core.register_webhook(text, text[], text) is
$$Send events to a URL, signed as in Standard Webhooks 1.0.

event_types are patterns: `core.alert.opened`, `core.alert.*`, `*`. Only events of
topics that you may read are sent, from now on. The secret (`whsec_…`) is returned only
here.
Returns: {id: uuid, secret: text}
Errors: PT403 core.not_permitted; PT409 core.too_many_webhooks; PT422
core.invalid_webhook_url, core.invalid_argument.
Example: {"url": "https://example.com/hook", "event_types": ["*"]}
Budget: 50 ms.
$$;
