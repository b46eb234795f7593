-- commerce.cancel_order: cancel an order of which nothing was shipped.
--
-- Locks: the order, its reservation, the levels. Definer: callers may write none of the
-- tables.

create or replace function commerce.cancel_order(
    p_order_id bigint,
    p_reason text default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reason constant text := core.read_text('reason', p_reason, 0, 500);
    v_order constant commerce.orders := commerce._lock_order(
        p_order_id, 'cancel', p_expected_version
    );
    v_parcel text := (
        select min(p.number)
        from jsonb_each(v_order.state -> 'parcels') as p (number, fields)
        where p.fields ? 'shipped_at'
    );
begin
    if v_parcel is not null then
        perform commerce._refuse_order_command(
            v_order, 'cancel', 'nothing_shipped',
            format('parcel %s was shipped.', v_parcel)
        );
    end if;
    perform commerce._release_order_stock(v_order.id, v_order.reservation_id);
    return commerce._append_order_event(
        v_order, 'cancel', 'cancelled', jsonb_build_object('reason', v_reason)
    );
end;
$$;

grant execute on function commerce.cancel_order(bigint, text, bigint)
to authenticated, service_role;

comment on function commerce.cancel_order(bigint, text, bigint) is
$$Cancel an order and release its stock; for its customer and app role admin.

A customer cannot cancel what is packed. A payment goes back by refund_order.
Returns: {order_id: bigint, version: bigint, status: "cancelled"}
Units: reason has at most 500 characters.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT422
core.invalid_argument.
Emits: commerce.order.cancelled.
Example: {"order_id": 2, "reason": "Ordered twice."}
Budget: 200 ms.
$$;
