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
$$A purchase order with its lines.

status: draft (collects approved proposals), sent, acknowledged, failed (see fault),
received, cancelled. is_short: it was received with less than was ordered. created_by is
null for one that a job began. For buyers; for a warehouse, orders to its locations.
Returns: {id: bigint, vendor: text, location: text, status: "draft" | "sent" |
"acknowledged" | "failed" | "received" | "cancelled", currency: text, total_minor:
bigint, vendor_reference: text | null, fault: text | null, is_short: boolean,
created_by: uuid | null, created_at: timestamptz, sent_at: timestamptz | null,
acknowledged_at: timestamptz | null, closed_at: timestamptz | null, closed_reason: text
| null, lines: [{line: integer, sku: text, quantity: integer, received: integer,
is_over: boolean, unit_cost_minor: bigint}]}
Units: money in minor units of currency, quantities in variants.unit.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase.
Example: {"purchase_order_id": 2}
Budget: 200 ms.
$$;
