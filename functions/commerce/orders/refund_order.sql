-- commerce.refund_order: record that a payment, or a part of it, went back.
--
-- Definer: callers may write none of the tables.

create or replace function commerce.refund_order(
    p_order_id bigint,
    p_amount_minor bigint default null,
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
    if p_amount_minor is not null then
        perform core.read_number('amount_minor', p_amount_minor, 1, 1000000000000000);
    end if;
    return core.answer_once(
        'commerce._refund_order',
        p_idempotency_key,
        jsonb_build_object(
            'order_id', p_order_id,
            'amount_minor', p_amount_minor,
            'reason', core.read_text('reason', p_reason, 0, 500),
            'expected_version', p_expected_version
        )
    );
end;
$$;

grant execute on function commerce.refund_order(bigint, bigint, text, bigint, text)
to authenticated, service_role;

comment on function commerce.refund_order(bigint, bigint, text, bigint, text) is
$$Record a refund of a cancelled, delivered or returned order; for app role admin.

amount_minor: null is all that was paid and not refunded. An order with all of its
payment back is refunded.
Returns: {order_id: bigint, version: bigint, status: get_order.status, amount_minor:
bigint}
Units: amount_minor in minor units of the order's currency; reason has at most 500
characters.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT422
core.invalid_argument, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.order.refunded.
Example: {"order_id": 3, "amount_minor": 5000, "reason": "A piece was damaged."}
Budget: 200 ms.
$$;
