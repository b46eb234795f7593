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

All are on one page. status_reason says why it is disabled. circuit closed: it sends;
open: it waits until resume_at; half_open: one probe is in progress. failing_since is
the first failure after the last success.
Returns: {items: [{id: uuid, url: text, event_types: [text], description: text, status:
"active" | "disabled", status_reason: "owner" | "gone" | "failing" | "owner_gone" |
null, max_concurrency: integer, max_per_second: integer, circuit: "closed" | "open" |
"half_open", resume_at: timestamptz | null, failing_since: timestamptz | null,
succeeded_at: timestamptz | null, created_at: timestamptz, updated_at: timestamptz}],
next: null}
Budget: 20 ms.
$$;
