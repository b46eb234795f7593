-- commerce.return_order: take back pieces of an order.
--
-- Definer: callers may write none of the tables.

create or replace function commerce.return_order(
    p_order_id bigint,
    p_lines jsonb,
    p_reason text default null,
    p_expected_version bigint default null,
    p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return core.answer_once(
        'commerce._return_order',
        p_idempotency_key,
        jsonb_build_object(
            'order_id', p_order_id,
            'lines', core.read_records(
                'lines', p_lines,
                '{"sku": "text", "quantity": "integer", "location": "text",
                  "state": "text"}',
                200, 'Line', 'commerce.invalid_lines', 'commerce.too_many_lines', '{}'
            ),
            'reason', core.read_text('reason', p_reason, 0, 500),
            'expected_version', p_expected_version
        )
    );
end;
$$;

grant execute on function commerce.return_order(bigint, jsonb, text, bigint, text)
to authenticated, service_role;

comment on function commerce.return_order(bigint, jsonb, text, bigint, text) is
$$Take back shipped pieces; for app role admin, and warehouse at its locations.

lines: up to 200: where each piece arrived, and whether it is on_hand or damaged there.
The pieces of a bundle are its components. An order with all pieces back is returned. A
payment goes back by refund_order.
Takes: {lines: [{sku: text, quantity: integer, location: text, state: "on_hand" |
"damaged"}]}
Returns: {order_id: bigint, version: bigint, status: get_order.status}
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_sku, PT404
commerce.unknown_location, PT403 core.not_permitted, PT409 commerce.version_conflict,
PT409 commerce.transition_refused, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument, PT422
core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Emits: commerce.order.returned.
Example: {"order_id": 1, "lines": [{"sku": "SHIRT-S", "quantity": 1, "location": "MAIN",
"state": "on_hand"}]}
Budget: 200 ms.
$$;
