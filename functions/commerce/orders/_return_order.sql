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
        n.quantity, v.sku, coalesce(l.quantity, 0)
    )
    into v_fault
    from (
        select b.variant_id, sum(b.quantity) as quantity
        from (
            select r.variant_id::bigint, r.quantity::bigint
            from jsonb_each_text(v_order.state -> 'returned')
                as r (variant_id, quantity)
            union all
            select p.variant_id, p.quantity
            from jsonb_to_recordset(v_pieces) as p (variant_id bigint, quantity bigint)
        ) as b
        group by b.variant_id
    ) as n
    inner join commerce.variants as v on n.variant_id = v.id
    left join (
        select c.variant_id, sum(c.quantity) as quantity
        from commerce.parcel_lines as c
        inner join commerce.parcels as d
            on c.order_id = d.order_id and c.parcel = d.parcel
        where c.order_id = v_order.id and d.status in ('shipped', 'delivered')
        group by c.variant_id
    ) as l on n.variant_id = l.variant_id
    where n.quantity > coalesce(l.quantity, 0)
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
    perform commerce._record_order_sales(
        v_order.id, 'return',
        array(
            select row(
                (p.piece ->> 'variant_id')::bigint, (p.piece ->> 'location_id')::bigint,
                (p.piece ->> 'quantity')::integer
            )::commerce.stock_line
            from jsonb_array_elements(v_pieces) as p (piece)
        )
    );
    return commerce._append_order_event(
        v_order, 'return', 'returned',
        jsonb_build_object('pieces', v_pieces, 'reason', p_request -> 'reason')
    );
end;
$$;

comment on function commerce._return_order(jsonb) is
    'Take back pieces: {order_id, lines, reason, expected_version}.';
