-- core.report_canary: how long a broadcast takes from its commit to a subscriber.
--
-- Definer: callers have no grant on what it reads.

create or replace function core.report_canary()
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_points constant integer := 200;
    v_read record;
    v_items jsonb;
begin
    perform core.require_role('admin');
    select *
    into v_read
    from core._read_canaries();

    select
        jsonb_agg(
            jsonb_build_object(
                'sent_at', n.sent_at,
                'status', n.status,
                'took_ms', n.took_ms,
                'fault', n.fault
            )
            order by n.id desc
        )
    into v_items
    from (
        select c.id, c.sent_at, c.status, c.took_ms, c.fault
        from core.canaries as c
        order by c.id desc
        limit c_points
    ) as n;

    return jsonb_build_object(
        'is_used', v_read.is_used,
        'arrived', v_read.arrived,
        'failed', v_read.failed,
        'p50_ms', v_read.p50_ms,
        'p95_ms', v_read.p95_ms,
        'max_ms', v_read.max_ms,
        'last_arrived_at', v_read.last_arrived_at,
        'last_fault', v_read.last_fault,
        'window_seconds', core.setting('core.canary_window_seconds'),
        'items', coalesce(v_items, '[]')
    );
end;
$$;

grant execute on function core.report_canary() to authenticated, service_role;

comment on function core.report_canary() is
$$How long broadcasts take from their commit to a subscriber, as the worker's canary
measures it; for app role admin.

Figures are of the last window_seconds; items are the newest 200 measurements.
Returns: {is_used: boolean, arrived: bigint, failed: bigint, p50_ms: numeric | null,
p95_ms: numeric | null, max_ms: numeric | null, last_arrived_at: timestamptz | null,
last_fault: text | null, window_seconds: integer, items: [{sent_at: timestamptz, status:
"sent" | "arrived" | "failed", took_ms: numeric | null, fault: text | null}]}
Units: took_ms, p50_ms, p95_ms and max_ms are milliseconds.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 50 ms.
$$;
