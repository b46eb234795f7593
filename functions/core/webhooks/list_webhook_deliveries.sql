-- core.list_webhook_deliveries: the deliveries of one endpoint, newest first.
--
-- Invoker: row-level security decides.

create or replace function core.list_webhook_deliveries(
    p_webhook_id uuid,
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'core.list_webhook_deliveries', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    if p_status not in ('pending', 'delivered', 'failed') then
        perform core.raise_error(
            'core.invalid_argument', 'status must be pending, delivered or failed.'
        );
    end if;
    if not exists (
        select from core.webhook_endpoints as e
        where e.id = p_webhook_id and e.owner_id = core.actor_id()
    ) then
        perform core.raise_error(
            'core.webhook_not_found', format('You have no webhook %L.', p_webhook_id)
        );
    end if;

    select jsonb_agg(
        jsonb_build_object(
            'id', n.id,
            'message_id', format('evt_%s', n.event_id),
            'event_id', n.event_id,
            'type', n.event_type,
            'at', n.event_at,
            'status', n.status,
            'outcome', n.last_outcome,
            'attempts', n.lease,
            'next_attempt_at', case when n.status = 'pending' then n.next_attempt_at end,
            'finished_at', n.finished_at,
            'last_attempt', (
                select
                    jsonb_build_object(
                        'number', a.number,
                        'started_at', a.started_at,
                        'outcome', a.outcome,
                        'status_code', a.status_code,
                        'latency_ms', a.latency_ms,
                        'error', a.error,
                        'response', a.response
                    )
                from core.webhook_attempts as a
                where a.delivery_id = n.id
                order by a.number desc
                limit 1
            )
        )
        order by n.id desc
    )
    into v_items
    from (
        select
            d.id, d.event_id, d.event_type, d.event_at, d.status, d.lease,
            d.next_attempt_at, d.last_outcome, d.finished_at
        from core.webhook_deliveries as d
        where
            d.endpoint_id = p_webhook_id
            and (p_status is null or d.status = p_status)
            and d.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
        order by d.id desc
        limit v_page.size + 1
    ) as n;

    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.list_webhook_deliveries(uuid, text, text, integer)
to authenticated;

comment on function core.list_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one of your webhooks, newest first, with the latest attempt of each.

status selects; null is all. message_id is the `webhook-id` header, the same at every
attempt. outcome is that of the last attempt, or forbidden or owner_gone where there was
none: the owner may not read the event, or is gone. last_attempt has no outcome while it
is running.
Returns: {items: [{id: bigint, message_id: text, event_id: bigint, type: text, at:
timestamptz, status: "pending" | "delivered" | "failed", outcome: text | null, attempts:
integer, next_attempt_at: timestamptz | null, finished_at: timestamptz | null,
last_attempt: {number: integer, started_at: timestamptz, outcome: "delivered" |
"refused" | "gone" | "throttled" | "unavailable" | "failed" | "lost" | null,
status_code: integer | null, latency_ms: integer | null, error: text | null, response:
text | null} | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Example: {"webhook_id": "00000000-0000-4000-8000-000000000000"}
Budget: 50 ms.
$$;
