-- commerce.ship_order: hand packed parcels of an order to a carrier.
--
-- Locks: the order, its reservation, the levels. Definer: callers may write none of the
-- tables.

create or replace function commerce.ship_order(
    p_order_id bigint,
    p_parcels bigint[] default null,
    p_tracking text default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tracking constant text := core.read_text('tracking', p_tracking, 0, 200);
    v_order constant commerce.orders := commerce._lock_order(
        p_order_id, 'ship', p_expected_version
    );
    v_numbers constant bigint[] := commerce._pick_parcels(
        v_order, 'ship', 'parcels_packed', 'packed', p_parcels
    );
    v_pieces commerce.stock_line[];
begin
    v_pieces := array(
        select row(l.variant_id, p.location_id, l.quantity)::commerce.stock_line
        from commerce.parcels as p
        inner join commerce.parcel_lines as l
            on p.order_id = l.order_id and p.parcel = l.parcel
        where p.order_id = v_order.id and p.parcel = any(v_numbers)
    );
    perform commerce._ship_order_stock(v_order.id, v_order.reservation_id, v_pieces);
    perform commerce._record_order_sales(v_order.id, 'ship', v_pieces);
    return commerce._append_order_event(
        v_order, 'ship', 'shipped',
        jsonb_build_object('parcels', v_numbers, 'tracking', v_tracking)
    ) || jsonb_build_object('parcels', v_numbers);
end;
$$;

grant execute on function commerce.ship_order(bigint, bigint[], text, bigint)
to authenticated, service_role;

comment on function commerce.ship_order(bigint, bigint[], text, bigint) is
$$Ship packed parcels of an order; for app role admin, and warehouse at its locations.

parcels: their numbers; null: all packed ones that the caller may ship. The pieces go
from reserved to sold.
Returns: {order_id: bigint, version: bigint, status: get_order.status, parcels:
[integer]}
Units: tracking has at most 200 characters.
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT403
core.not_permitted, PT409 commerce.version_conflict, PT409 commerce.transition_refused,
PT409 commerce.insufficient_stock (backordered pieces that have not come), PT422
core.invalid_argument.
Emits: commerce.order.shipped.
Example: {"order_id": 1, "parcels": [1], "tracking": "JT0001"}
Budget: 200 ms.
$$;
