-- core.list_webhook_endpoints: the webhooks of all users, by id.
--
-- Pending deliveries are counted up to 1,000, from the index that claims use. Definer:
-- row-level security shows users their own only; the app role decides.

create or replace function core.list_webhook_endpoints(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_items jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page(
        'core.list_webhook_endpoints', p_after, p_page_size, '{uuid}'
    );
    select
        jsonb_agg(
            core._show_webhook(n.id)
            || jsonb_build_object('owner_id', n.owner_id, 'pending', n.pending)
            order by n.id
        )
    into v_items
    from (
        select
            e.id,
            e.owner_id,
            (
                select count(*)
                from (
                    select
                    from core.webhook_deliveries as d
                    where d.endpoint_id = e.id and d.status = 'pending'
                    limit 1000
                ) as p
            ) as pending
        from core.webhook_endpoints as e
        where v_page.key is null or e.id > v_page.key[1]::uuid
        order by e.id
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.list_webhook_endpoints(text, integer)
to authenticated, service_role;

comment on function core.list_webhook_endpoints(text, integer) is
$$Webhooks of all users, without secrets; for app role admin.

`pending` stops at 1,000. The other fields are those of list_webhooks.
Returns: {items: [{id: uuid, owner_id: uuid, url: text, event_types: [text],
description: text, status: "active" | "disabled", status_reason: text | null,
max_concurrency: integer, max_per_second: integer, circuit: "closed" | "open" |
"half_open", resume_at: timestamptz | null, failing_since: timestamptz | null,
succeeded_at: timestamptz | null, created_at: timestamptz, updated_at: timestamptz,
pending: bigint}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;
