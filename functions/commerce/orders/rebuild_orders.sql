-- commerce.rebuild_orders: start to fold the events of all orders again.
--
-- Definer: callers may not start operations themselves. Items are ranges of ids, so a
-- slice of the operation locks few orders at a time.

create or replace function commerce.rebuild_orders()
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_range constant bigint := 100;
begin
    perform core.require_role('admin');
    return jsonb_build_object(
        'operation_id',
        core.start_operation(
            'commerce.rebuild_orders',
            (
                select coalesce(
                    jsonb_agg(
                        jsonb_build_object('from', i.id, 'until', i.id + c_range)
                        order by i.id
                    ),
                    '[]'
                )
                from (select min(o.id) as first, max(o.id) as last from commerce.orders as o)
                    as b
                cross join lateral generate_series(b.first, b.last, c_range) as i (id)
            )
        )
    );
end;
$$;

grant execute on function commerce.rebuild_orders() to authenticated, service_role;

comment on function commerce.rebuild_orders() is
$$Rebuild the projections of all orders from their events; for app role admin.

Orders go on meanwhile. get_operation shows its progress.
Returns: {operation_id: bigint}
Errors: PT403 core.not_permitted, PT429 core.too_many_operations.
Emits: core.operation.finished.
Budget: 200 ms.
$$;
