-- commerce._refund_order: record a refund; the request was read by
-- commerce.refund_order.

create or replace function commerce._refund_order(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order constant commerce.orders := commerce._lock_order(
        (p_request ->> 'order_id')::bigint, 'refund',
        (p_request ->> 'expected_version')::bigint
    );
    v_left constant bigint := v_order.paid_minor - v_order.refunded_minor;
    v_amount constant bigint := coalesce(
        (p_request ->> 'amount_minor')::bigint, v_left
    );
begin
    if v_amount not between 1 and v_left then
        perform commerce._refuse_order_command(
            v_order, 'refund', 'within_payment',
            format(
                '%s was paid and not refunded, in minor units of %s.',
                v_left, v_order.currency
            )
        );
    end if;
    return commerce._append_order_event(
        v_order, 'refund', 'refunded',
        jsonb_build_object(
            'amount_minor', v_amount, 'reason', p_request -> 'reason'
        )
    ) || jsonb_build_object('amount_minor', v_amount);
end;
$$;

comment on function commerce._refund_order(jsonb) is
    'Record a refund: {order_id, amount_minor, reason, expected_version}.';
