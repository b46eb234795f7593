-- commerce._project_order: write the state of an order to its tables.
--
-- The caller holds the lock of the order. Rows that are right already are not written.

create or replace function commerce._project_order(p_order_id bigint, p_state jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.orders as o
    set state = p_state
    where o.id = p_order_id and o.state is distinct from p_state;

    delete from commerce.parcels as p
    where p.order_id = p_order_id and not (p_state -> 'parcels') ? p.parcel::text;

    insert into commerce.parcels as p (
        order_id, parcel, user_id, location_id, status, tracking, ship_to, packed_at,
        shipped_at, delivered_at
    )
    select s.*
    from commerce._list_state_parcels(p_order_id, p_state) as s
    on conflict (order_id, parcel) do update
    set
        location_id = excluded.location_id,
        status = excluded.status,
        tracking = excluded.tracking,
        ship_to = excluded.ship_to,
        packed_at = excluded.packed_at,
        shipped_at = excluded.shipped_at,
        delivered_at = excluded.delivered_at
    where p.* is distinct from excluded.*;

    delete from commerce.parcel_lines as l
    where
        l.order_id = p_order_id
        and not coalesce(
            p_state #> array['parcels', l.parcel::text, 'pieces'] ? l.variant_id::text,
            false
        );

    insert into commerce.parcel_lines as l (order_id, parcel, variant_id, quantity)
    select p_order_id, p.number::integer, q.variant_id::bigint, q.quantity::integer
    from jsonb_each(p_state -> 'parcels') as p (number, fields)
    cross join lateral jsonb_each_text(p.fields -> 'pieces') as q (variant_id, quantity)
    on conflict (order_id, parcel, variant_id) do update
    set quantity = excluded.quantity
    where l.quantity <> excluded.quantity;
end;
$$;

comment on function commerce._project_order(bigint, jsonb) is
    'Make commerce.orders, parcels and parcel_lines say what the state says.';
