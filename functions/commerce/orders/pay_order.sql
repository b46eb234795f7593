-- commerce.pay_order: record the payment of an order.
--
-- Definer: callers may write none of the tables.

create or replace function commerce.pay_order(
    p_order_id bigint,
    p_payment jsonb,
    p_expected_version bigint default null,
    p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment constant jsonb := core.read_records(
        'payment',
        case
            when jsonb_typeof(p_payment) = 'object' then jsonb_build_array(p_payment)
            else p_payment
        end,
        '{"amount_minor": "bigint", "currency": "text", "method": "text",
          "reference": "text"}',
        1, 'Payment', 'core.invalid_argument', 'core.invalid_argument'
    ) -> 0;
begin
    if v_payment ->> 'amount_minor' is null then
        perform core.raise_error(
            'core.invalid_argument', 'payment has no amount_minor.'
        );
    end if;
    return core.answer_once(
        'commerce._pay_order',
        p_idempotency_key,
        jsonb_build_object(
            'order_id', p_order_id,
            'payment', jsonb_strip_nulls(jsonb_build_object(
                'amount_minor', (v_payment ->> 'amount_minor')::bigint,
                'currency', v_payment ->> 'currency',
                'method', v_payment ->> 'method',
                'reference', v_payment ->> 'reference'
            )),
            'expected_version', p_expected_version
        )
    );
end;
$$;

grant execute on function commerce.pay_order(bigint, jsonb, bigint, text)
to authenticated, service_role;

comment on function commerce.pay_order(bigint, jsonb, bigint, text) is
$$Record the payment of an order; for app role admin and for servers.

The amount is the order's total; the currency, if sent, is the order's. The parcels can
then be packed.
Takes: {payment: {amount_minor: bigint, currency?: text | null, method?: text | null,
reference?: text | null}}
Returns: {order_id: bigint, version: bigint, status: "paid"}
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT410
commerce.reservation_expired, PT422 commerce.payment_mismatch, PT422
core.invalid_argument, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.order.paid.
Example: {"order_id": 2, "payment": {"amount_minor": 10001, "method": "card"}}
Budget: 200 ms.
$$;
