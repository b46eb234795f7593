-- commerce._pay_order: record a payment; the request was read by commerce.pay_order.
--
-- Locks: the order, then its reservation. The stock of a reservation that has expired
-- may be gone, so it cannot be paid, whether or not the order was cancelled already.

create or replace function commerce._pay_order(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment constant jsonb := p_request -> 'payment';
    v_order constant commerce.orders := commerce._lock_order(
        (p_request ->> 'order_id')::bigint, 'pay',
        (p_request ->> 'expected_version')::bigint
    );
begin
    if
        (v_payment ->> 'amount_minor')::bigint <> v_order.total_minor
        or v_payment ->> 'currency' <> v_order.currency
    then
        perform core.raise_error(
            'commerce.payment_mismatch',
            format(
                'Order %s is %s %s in minor units, not %s %s.', v_order.id,
                v_order.total_minor, v_order.currency, v_payment ->> 'amount_minor',
                coalesce(core.excerpt(v_payment ->> 'currency'), '')
            )
        );
    end if;

    update commerce.reservations
    set status = 'confirmed'
    where
        id = v_order.reservation_id
        and status = 'open'
        and expires_at > core.now();
    if not found then
        perform core.raise_error(
            'commerce.reservation_expired',
            format(
                'Rule reservation_open: the stock of order %s was held until %s.',
                v_order.id, v_order.payment_due_at
            )
        );
    end if;
    return commerce._append_order_event(v_order, 'pay', 'paid', v_payment);
end;
$$;

comment on function commerce._pay_order(jsonb) is
    'Record a payment: {order_id, payment, expected_version}.';
