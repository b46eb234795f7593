-- commerce.get_purchase_order: a purchase order with its lines.
--
-- Invoker: the policies show a buyer all, a warehouse those to its locations.

create or replace function commerce.get_purchase_order(p_purchase_order_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    select o.*
    into v_order
    from commerce.purchase_orders as o
    where o.id = p_purchase_order_id;
    if v_order.id is null then
        perform core.raise_error(
            'commerce.unknown_purchase',
            format('There is no purchase order %s.', p_purchase_order_id)
        );
    end if;
    return commerce._show_purchase(v_order.id);
end;
$$;

grant execute on function commerce.get_purchase_order(bigint) to authenticated;

comment on function commerce.get_purchase_order(bigint) is
$$A purchase order: {id, vendor, location, status, currency, total_minor,
vendor_reference, fault, is_short, created_by, created_at, sent_at, acknowledged_at,
closed_at, closed_reason, lines: [{line, sku, quantity, received, is_over,
unit_cost_minor}]}.

status: draft (collects approved proposals), sent, acknowledged, failed (see fault),
received, cancelled. For buyers; for a warehouse, orders to its locations.
Units: money in minor units of currency, quantities in variants.unit.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase.
Budget: 200 ms.
$$;
