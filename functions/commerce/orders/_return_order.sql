-- commerce._return_order: take back pieces; the request was read by
-- commerce.return_order.
--
-- Locks: the order, then the levels. Only what was shipped can come back, and once.

create or replace function commerce._return_order(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order constant commerce.orders := commerce._lock_order(
        (p_request ->> 'order_id')::bigint, 'return',
        (p_request ->> 'expected_version')::bigint
    );
    v_pieces jsonb;
    v_fault text;
begin
    v_pieces := commerce._read_returned(v_order.id, p_request -> 'lines');
    perform commerce._require_locations(
        array(
            select (p.piece ->> 'location_id')::bigint
            from jsonb_array_elements(v_pieces) as p (piece)
        )
    );

    select format(
        '%s of %s would be back, %s were shipped.',
        n.quantity, v.sku, coalesce(n.shipped, 0)
    )
    into v_fault
    from (
        select
            p.piece ->> 'variant_id' as variant_id,
            sum((p.piece ->> 'quantity')::bigint) + coalesce(
                (v_order.state -> 'returned' ->> (p.piece ->> 'variant_id'))::bigint, 0
            ) as quantity,
            (
                select sum(l.quantity)
                from commerce.parcels as c
                inner join commerce.parcel_lines as l
                    on c.order_id = l.order_id and c.parcel = l.parcel
                where
                    c.order_id = v_order.id
                    and c.status in ('shipped', 'delivered')
                    and l.variant_id = (p.piece ->> 'variant_id')::bigint
            ) as shipped
        from jsonb_array_elements(v_pieces) as p (piece)
        group by p.piece ->> 'variant_id'
    ) as n
    inner join commerce.variants as v on n.variant_id::bigint = v.id
    where n.quantity > coalesce(n.shipped, 0)
    order by v.sku
    limit 1;
    if v_fault is not null then
        perform commerce._refuse_order_command(
            v_order, 'return', 'pieces_shipped', v_fault
        );
    end if;

    perform commerce._post_movements(
        array(
            select row(
                (p.piece ->> 'variant_id')::bigint, (p.piece ->> 'quantity')::integer,
                'return', 'sold', null, null, p.piece ->> 'state',
                (p.piece ->> 'location_id')::bigint, 0
            )::commerce.posting
            from jsonb_array_elements(v_pieces) with ordinality as p (piece, place)
            order by p.place
        ),
        p_reason => p_request ->> 'reason',
        p_reference => 'order:' || v_order.id
    );
    return commerce._append_order_event(
        v_order, 'return', 'returned',
        jsonb_build_object('pieces', v_pieces, 'reason', p_request -> 'reason')
    );
end;
$$;

comment on function commerce._return_order(jsonb) is
    'Take back pieces: {order_id, lines, reason, expected_version}.';
