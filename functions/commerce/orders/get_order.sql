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

Returns {id, version, status, user_id, currency, ship_to, reservation_id, lines: [{line,
variant_id, sku, title, quantity, unit_price_minor, discount_minor, tax_rate,
has_tax_included, tax_minor, total_minor}], parcels: {"<number>": {location_id, location,
status, pieces: {"<variant id>": quantity}, packed_at, shipped_at, delivered_at,
tracking}}, returned: {"<variant id>": quantity}, subtotal_minor, discount_minor,
tax_minor, total_minor, paid_minor, refunded_minor, placed_at, payment_due_at, paid_at,
payment, cancelled_at, cancel_reason, changed_at}.
Units: amounts in minor units of currency; tax_rate in percent.
Errors: PT404 commerce.unknown_order.
Example: {"order_id": 1}
Budget: 50 ms.
$$;
