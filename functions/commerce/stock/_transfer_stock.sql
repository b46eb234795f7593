-- commerce._transfer_stock: the body of transfer_stock, run once per idempotency key.

create or replace function commerce._transfer_stock(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_id constant bigint := commerce._find_variant(p_request ->> 'sku');
    v_from_id constant bigint := commerce._find_location(p_request ->> 'from');
    v_to_id constant bigint := commerce._find_location(p_request ->> 'to');
    v_quantity constant integer := (p_request ->> 'quantity')::integer;
    v_id bigint;
begin
    if v_from_id = v_to_id then
        perform core.raise_error(
            'core.invalid_argument', 'from_location and to_location are the same.'
        );
    end if;

    insert into commerce.transfers (
        variant_id, from_location_id, to_location_id, quantity, reference, sent_by,
        sent_at
    )
    values (
        v_variant_id, v_from_id, v_to_id, v_quantity, p_request ->> 'reference',
        core.actor_id(), core.now()
    )
    returning id into v_id;
    -- Levels of both locations are locked together, in the order of their key.
    perform
    from commerce.stock_levels as l
    where l.variant_id = v_variant_id and l.location_id in (v_from_id, v_to_id)
    order by l.location_id, l.bucket
    for no key update of l;
    perform commerce._post_movements(
        array(
            select
                row(
                    s.variant_id, s.quantity, 'send', 'on_hand', s.location_id,
                    s.bucket, 'in_transit', v_to_id, 0
                )::commerce.posting
            from commerce._spread_over_buckets(
                v_variant_id, v_from_id, v_quantity
            ) as s
        ),
        p_reference => 'transfer:' || v_id
    );
    return commerce._show_transfer(v_id);
end;
$$;

comment on function commerce._transfer_stock(jsonb) is
    'Sends {sku, from, to, quantity, reference}; returns the transfer.';
