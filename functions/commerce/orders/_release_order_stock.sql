-- commerce._release_order_stock: give back what an order's reservation still holds.
--
-- Locks: the reservation, then the levels. One that expired and was released meanwhile
-- holds nothing.

create or replace function commerce._release_order_stock(
    p_order_id bigint, p_reservation_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_postings commerce.posting[];
begin
    update commerce.reservations
    set
        status = 'released',
        ended_at = core.now()
    where id = p_reservation_id and status in ('open', 'confirmed');
    if not found then
        return;
    end if;

    select array_agg(
        row(
            l.variant_id, l.quantity, 'release', 'reserved', l.location_id, l.bucket,
            'on_hand', l.location_id, l.bucket
        )::commerce.posting
        order by l.variant_id, l.location_id, l.bucket
    )
    into v_postings
    from commerce.reservation_lines as l
    where l.reservation_id = p_reservation_id and l.quantity > 0;
    perform commerce._post_movements(v_postings, p_reference => 'order:' || p_order_id);
    update commerce.reservation_lines
    set quantity = 0
    where reservation_id = p_reservation_id and quantity > 0;
end;
$$;

comment on function commerce._release_order_stock(bigint, bigint) is
    'Release the reservation of an order; one that has ended stays as it is.';
