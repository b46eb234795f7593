-- commerce._ship_order_stock: sell pieces that an order's reservation holds.
--
-- Locks: the reservation, then the levels. Pieces of one level come from its buckets in
-- order. The reservation ends with its last piece.

create or replace function commerce._ship_order_stock(
    p_order_id bigint, p_reservation_id bigint, p_lines commerce.stock_line[]
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
    perform
    from commerce.reservations as r
    where r.id = p_reservation_id
    for no key update;

    select array_agg(
        row(
            h.variant_id, least(h.quantity, w.quantity - h.before), 'ship', 'reserved',
            h.location_id, h.bucket, 'sold', null, null
        )::commerce.posting
        order by h.variant_id, h.location_id, h.bucket
    )
    into v_postings
    from (
        select
            l.variant_id,
            l.location_id,
            l.bucket,
            l.quantity,
            sum(l.quantity) over (
                partition by l.variant_id, l.location_id order by l.bucket
            ) - l.quantity as before
        from commerce.reservation_lines as l
        where l.reservation_id = p_reservation_id and l.quantity > 0
    ) as h
    inner join (
        select n.variant_id, n.location_id, sum(n.quantity)::integer as quantity
        from unnest(p_lines) as n
        group by n.variant_id, n.location_id
    ) as w on h.variant_id = w.variant_id and h.location_id = w.location_id
    where h.before < w.quantity;

    perform commerce._post_movements(v_postings, p_reference => 'order:' || p_order_id);
    update commerce.reservation_lines as l
    set quantity = l.quantity - p.quantity
    from unnest(v_postings) as p
    where
        l.reservation_id = p_reservation_id
        and l.variant_id = p.variant_id
        and l.location_id = p.from_location_id
        and l.bucket = p.from_bucket;
    update commerce.reservations as r
    set
        status = 'shipped',
        ended_at = core.now()
    where
        r.id = p_reservation_id
        and not exists (
            select
            from commerce.reservation_lines as l
            where l.reservation_id = r.id and l.quantity > 0
        );
end;
$$;

comment on function commerce._ship_order_stock(bigint, bigint, commerce.stock_line[]) is
    'Move pieces from reserved to sold, and lower the lines of the reservation.';
