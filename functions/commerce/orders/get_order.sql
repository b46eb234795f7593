-- commerce.get_order: one order as it is now.
--
-- Invoker: row-level security decides which orders there are for the caller.

create or replace function commerce.get_order(p_order_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order jsonb := (
        select jsonb_build_object('id', o.id) || o.state
        from commerce.orders as o
        where o.id = p_order_id
    );
begin
    if v_order is null then
        perform core.raise_error(
            'commerce.unknown_order',
            format('There is no order %s.', core.excerpt(p_order_id::text))
        );
    end if;
    return v_order;
end;
$$;

grant execute on function commerce.get_order(bigint) to authenticated, service_role;

comment on function commerce.get_order(bigint) is
$$One order; customers see their own, an admin all.

parcels are by their number; pieces and returned have the quantity of each variant by
its id. components: of one piece of a bundle, as they were when it was ordered. payment
is there once the order was paid, cancel_reason once it was cancelled.
Returns: {id: bigint, version: bigint, status: "placed" | "paid" | "packed" | "shipped"
| "delivered" | "cancelled" | "returned" | "refunded", user_id: uuid, currency: text,
ship_to: {name: text, street: text, city: text, country: text, postal_code?: text,
region?: text, phone?: text}, reservation_id: bigint, lines: [{line: integer,
variant_id: bigint, sku: text, title: text, quantity: integer, unit_price_minor: bigint,
discount_minor: bigint, tax_rate: numeric, has_tax_included: boolean, tax_minor: bigint,
total_minor: bigint, components?: {[text]: integer}}], parcels: {[text]: {location_id:
bigint, location: text, status: "waiting" | "open" | "packed" | "shipped" | "delivered"
| "cancelled", pieces: {[text]: integer}, packed_at?: timestamptz, shipped_at?:
timestamptz, delivered_at?: timestamptz, tracking?: text | null}}, returned: {[text]:
integer}, subtotal_minor: bigint, discount_minor: bigint, tax_minor: bigint,
total_minor: bigint, paid_minor: bigint, refunded_minor: bigint, placed_at: timestamptz,
payment_due_at: timestamptz, paid_at?: timestamptz, payment?: {currency?: text, method?:
text, reference?: text}, cancelled_at?: timestamptz, cancel_reason?: text | null,
changed_at: timestamptz}
Units: amounts in minor units of currency; tax_rate in percent.
Errors: PT404 commerce.unknown_order.
Example: {"order_id": 1}
Budget: 50 ms.
$$;
