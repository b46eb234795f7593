-- commerce.receive_purchase: book in what came of a purchase order.
--
-- Definer: no role may write orders and stock; commerce._lock_purchase checks whose
-- location it is.

create or replace function commerce.receive_purchase(
    p_purchase_order_id bigint,
    p_lines jsonb,
    p_is_last boolean default false,
    p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines jsonb;
begin
    perform core.require_role('warehouse', 'admin');
    v_lines := core.read_records(
        'lines', p_lines, '{"sku": "text", "quantity": "integer"}', 200, 'line',
        'commerce.invalid_lines', 'commerce.too_many_lines'
    );
    return core.answer_once(
        'commerce._receive_purchase', p_idempotency_key,
        jsonb_build_object(
            'purchase_order_id', p_purchase_order_id,
            'lines', v_lines,
            'is_last', coalesce(p_is_last, false)
        )
    );
end;
$$;

grant execute on function commerce.receive_purchase(bigint, jsonb, boolean, text)
to authenticated;

comment on function commerce.receive_purchase(bigint, jsonb, boolean, text) is
$$Book in a delivery of a purchase order, or a part of one.

The order is closed when all of it has come, or with is_last: then it may be short
(is_short), and lines may be empty. More than was ordered is received up to
commerce.over_delivery_percent, and the line says is_over. A warehouse receives at its
own locations.
Takes: {lines: [{sku: text, quantity: integer}]}
Returns: get_purchase_order
Units: quantity in variants.unit.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 commerce.invalid_lines, commerce.too_many_lines,
commerce.over_delivery, core.invalid_argument, core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.purchase.arrived, commerce.purchase.received.
Example: {"purchase_order_id": 2, "lines": [{"sku": "SHIRT-S", "quantity": 10}]}
Budget: 200 ms.
$$;
