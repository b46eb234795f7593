-- core.search_webhook_deliveries: deliveries of all users' webhooks, newest first.
--
-- One request reads at most 10,000 deliveries; a page may then be short and still have
-- a next one. Definer: row-level security shows users their own only; the app role
-- decides.

create or replace function core.search_webhook_deliveries(
    p_webhook_id uuid default null,
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    v_page core.page;
    v_below bigint;
    v_items jsonb;
    v_read bigint;
    v_last bigint;
begin
    perform core.require_role('admin');
    if p_status not in ('pending', 'delivered', 'failed') then
        perform core.raise_error(
            'core.invalid_argument', 'status must be pending, delivered or failed.'
        );
    end if;
    v_page := core.read_page(
        'core.search_webhook_deliveries', p_after, p_page_size, '{bigint}'
    );
    v_below := coalesce(v_page.key[1]::bigint, 9223372036854775807);

    with read as materialized (
        select
            d.id, d.endpoint_id, d.event_id, d.event_type, d.topic, d.status, d.lease,
            d.last_outcome, d.created_at, d.finished_at,
            case when d.status = 'pending' then d.next_attempt_at end as next_attempt_at
        from core.webhook_deliveries as d
        where d.id < v_below and (p_webhook_id is null or d.endpoint_id = p_webhook_id)
        order by d.id desc
        limit c_most
    ),

    found as (
        select r.*, e.url
        from read as r
        inner join core.webhook_endpoints as e on r.endpoint_id = e.id
        where p_status is null or r.status = p_status
        order by r.id desc
        limit v_page.size + 1
    )

    select
        (
            select jsonb_agg(
                jsonb_build_object(
                    'id', f.id,
                    'webhook_id', f.endpoint_id,
                    'url', f.url,
                    'event_id', f.event_id,
                    'type', f.event_type,
                    'topic', f.topic,
                    'status', f.status,
                    'outcome', f.last_outcome,
                    'attempts', f.lease,
                    'created_at', f.created_at,
                    'next_attempt_at', f.next_attempt_at,
                    'finished_at', f.finished_at
                )
                order by f.id desc
            )
            from found as f
        ),
        count(*),
        min(r.id)
    into v_items, v_read, v_last
    from read as r;

    if v_read = c_most and coalesce(jsonb_array_length(v_items), 0) <= v_page.size then
        return jsonb_build_object(
            'items', coalesce(v_items, '[]'),
            'next', core.write_cursor(
                'core.search_webhook_deliveries', array[v_last::text]
            )
        );
    end if;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.search_webhook_deliveries(uuid, text, text, integer)
to authenticated, service_role;

comment on function core.search_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one webhook or of all, newest first; for app role admin.

`status` is pending, delivered or failed; null is all. A page may be short while next is
not null.
Returns: {items: [{id: bigint, webhook_id: uuid, url: text, event_id: bigint, type:
text, topic: text | null, status: "pending" | "delivered" | "failed", outcome: text | null,
attempts: integer, created_at: timestamptz, next_attempt_at: timestamptz | null,
finished_at: timestamptz | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"status": "failed"}
Budget: 100 ms.
$$;
