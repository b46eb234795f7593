-- commerce.place_order: place an order of the caller.
--
-- Definer: callers may write none of the tables.

create or replace function commerce.place_order(
    p_lines jsonb, p_ship_to jsonb, p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_user();
    perform commerce._limit_hold_calls();
    return core.answer_once(
        'commerce._place_order',
        p_idempotency_key,
        jsonb_build_object(
            'lines', core.read_records(
                'lines', p_lines,
                '{"sku": "text", "quantity": "integer", "location": "text"}',
                200, 'Line', 'commerce.invalid_lines', 'commerce.too_many_lines', '{}'
            ),
            'ship_to', commerce._read_address(p_ship_to)
        )
    );
end;
$$;

grant execute on function commerce.place_order(jsonb, jsonb, text) to authenticated;

comment on function commerce.place_order(jsonb, jsonb, text) is
$$Place an order: freeze its prices, discounts and taxes, and reserve its stock.

lines: up to 200; without location, any may send it. A bundle is one line; its
components are reserved. Prices are those of the default price list now, the sale price
where there is one. The tax rate is that of the product's class in the country of
ship_to (list_tax_rates). Tax is rounded half up: per line, or for all lines together,
as setting commerce.tax_rounding says.
Without a payment until payment_due_at the order is cancelled.
Takes: {lines: [{sku: text, quantity: integer, location?: text | null}], ship_to: {name:
text, street: text, city: text, country: text, postal_code?: text | null, region?: text
| null, phone?: text | null}}
Returns: {order_id: bigint, version: bigint, status: "placed", currency: text,
total_minor: bigint, tax_minor: bigint, payment_due_at: timestamptz}
Units: amounts in minor units of currency; quantity from 1 to 100000.
Errors: PT403 core.not_permitted, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument, PT404 commerce.unknown_sku, PT404
commerce.unknown_location, PT422 commerce.price_missing, commerce.tax_missing,
PT409 commerce.insufficient_stock, commerce.too_many_held, PT422
core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT429 core.rate_limited.
Emits: commerce.order.placed.
Example: {"lines": [{"sku": "SHIRT-S", "quantity": 2}], "ship_to": {"name": "Ada",
"street": "1 Main Street", "city": "Manila", "country": "PH"}}
Budget: 200 ms.
$$;
