-- core.list_webhooks: the caller's endpoints, selected by row-level security.
--
-- Always one page: setting core.webhook_max_endpoints limits it.

create or replace function core.list_webhooks()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core._show_webhook(e.id) order by e.created_at, e.id), '[]'
        ),
        'next', null
    )
    from core.webhook_endpoints as e
    where e.owner_id = core.actor_id()
$$;

grant execute on function core.list_webhooks() to authenticated;

comment on function core.list_webhooks() is
$$Your webhooks in the order of their creation, each with its state.

Returns {items: [{id, url, event_types, description, status, status_reason,
max_concurrency, max_per_second, circuit, resume_at, failing_since, succeeded_at,
created_at, updated_at}], next}.
Budget: 20 ms.
$$;
