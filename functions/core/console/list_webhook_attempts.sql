-- core.list_webhook_attempts: every attempt of one delivery, newest first.
--
-- Definer: row-level security shows users their own only; the app role decides.

create or replace function core.list_webhook_attempts(
    p_delivery_id bigint, p_after text default null, p_page_size integer default 50
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
        'core.list_webhook_attempts', p_after, p_page_size, '{integer}'
    );
    if not exists (
        select from core.webhook_deliveries as d where d.id = p_delivery_id
    ) then
        perform core.raise_error(
            'core.webhook_delivery_not_found',
            format('There is no delivery %s.', core.excerpt(p_delivery_id::text))
        );
    end if;
    select
        jsonb_agg(
            jsonb_build_object(
                'number', n.number,
                'started_at', n.started_at,
                'finished_at', n.finished_at,
                'outcome', n.outcome,
                'status_code', n.status_code,
                'latency_ms', n.latency_ms,
                'error', n.error,
                'response', n.response
            )
            order by n.number desc
        )
    into v_items
    from (
        select a.*
        from core.webhook_attempts as a
        where
            a.delivery_id = p_delivery_id
            and a.number < coalesce(v_page.key[1]::integer, 2147483647)
        order by a.number desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'number');
end;
$$;

grant execute on function core.list_webhook_attempts(bigint, text, integer)
to authenticated, service_role;

comment on function core.list_webhook_attempts(bigint, text, integer) is
$$The attempts of one delivery, newest first; for app role admin.

Returns: {items: [{number: integer, started_at: timestamptz, finished_at: timestamptz |
null, outcome: text | null, status_code: integer | null, latency_ms: integer | null,
error: text | null, response: text | null}], next: text | null}
Units: latency_ms is milliseconds; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.webhook_delivery_not_found, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"delivery_id": 1}
Budget: 50 ms.
$$;
