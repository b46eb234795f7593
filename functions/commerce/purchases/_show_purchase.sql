-- commerce._show_purchase: a purchase order with its lines, as callers see it.
--
-- Invoker: called by list and get functions, where the policies select the rows.

create or replace function commerce._show_purchase(p_purchase_order_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p.id,
        'vendor', v.code,
        'location', o.code,
        'status', p.status,
        'currency', p.currency,
        'total_minor', p.total_minor,
        'vendor_reference', p.vendor_reference,
        'fault', p.fault,
        'is_short', p.status = 'received' and coalesce(l.is_short, false),
        'created_by', p.created_by,
        'created_at', p.created_at,
        'sent_at', p.sent_at,
        'acknowledged_at', p.acknowledged_at,
        'closed_at', p.closed_at,
        'closed_reason', p.closed_reason,
        'lines', coalesce(l.lines, '[]')
    )
    from commerce.purchase_orders as p
    inner join commerce.vendors as v on p.vendor_id = v.id
    inner join commerce.locations as o on p.location_id = o.id
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
        where n.purchase_order_id = p.id
    ) as l
    where p.id = p_purchase_order_id
$$;

grant execute on function commerce._show_purchase(bigint)
to authenticated;

comment on function commerce._show_purchase(bigint) is
    'A purchase order as JSON, with its lines.';
