-- commerce.deliver_order: record that parcels of an order have arrived.
--
-- Locks the order. Definer: callers may write none of the tables.

create or replace function commerce.deliver_order(
    p_order_id bigint,
    p_parcels bigint[] default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order constant commerce.orders := commerce._lock_order(
        p_order_id, 'deliver', p_expected_version
    );
    v_numbers constant bigint[] := commerce._pick_parcels(
        v_order, 'deliver', 'parcels_shipped', 'shipped', p_parcels
    );
begin
    return commerce._append_order_event(
        v_order, 'deliver', 'delivered', jsonb_build_object('parcels', v_numbers)
    ) || jsonb_build_object('parcels', v_numbers);
end;
$$;

grant execute on function commerce.deliver_order(bigint, bigint[], bigint)
to authenticated, service_role;

comment on function commerce.deliver_order(bigint, bigint[], bigint) is
$$Record that parcels have arrived; for app role admin, and warehouse at its locations.

parcels: their numbers; null: all shipped ones of the caller's locations.
Returns: ship_order
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT403
core.not_permitted, PT409 commerce.version_conflict, PT409 commerce.transition_refused,
PT422 core.invalid_argument.
Emits: commerce.order.delivered.
Example: {"order_id": 1, "parcels": [2]}
Budget: 200 ms.
$$;
