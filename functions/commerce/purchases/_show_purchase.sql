-- commerce._show_purchase: a purchase order with its lines, as callers see it.
--
-- Invoker: called by list and get functions, where the policies select the rows.

create or replace function commerce._show_purchase(p_order commerce.purchase_orders)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p_order.id,
        'vendor', v.code,
        'location', o.code,
        'status', p_order.status,
        'currency', p_order.currency,
        'total_minor', p_order.total_minor,
        'vendor_reference', p_order.vendor_reference,
        'fault', p_order.fault,
        'is_short', p_order.status = 'received' and coalesce(l.is_short, false),
        'created_by', p_order.created_by,
        'created_at', p_order.created_at,
        'sent_at', p_order.sent_at,
        'acknowledged_at', p_order.acknowledged_at,
        'closed_at', p_order.closed_at,
        'closed_reason', p_order.closed_reason,
        'lines', coalesce(l.lines, '[]')
    )
    from commerce.vendors as v
    cross join commerce.locations as o
    cross join lateral (
        select
            bool_or(n.received < n.quantity) as is_short,
            jsonb_agg(
                jsonb_build_object(
                    'line', n.line,
                    'sku', t.sku,
                    'quantity', n.quantity,
                    'received', n.received,
                    'is_over', n.is_over,
                    'unit_cost_minor', n.unit_cost_minor
                )
                order by n.line
            ) as lines
        from commerce.purchase_order_lines as n
        inner join commerce.variants as t on n.variant_id = t.id
        where n.purchase_order_id = p_order.id
    ) as l
    where v.id = p_order.vendor_id and o.id = p_order.location_id
$$;

grant execute on function commerce._show_purchase(commerce.purchase_orders)
to authenticated;

comment on function commerce._show_purchase(commerce.purchase_orders) is
    'A purchase order as JSON, with its lines.';
