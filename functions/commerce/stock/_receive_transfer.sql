-- commerce._receive_transfer: the body of receive_transfer, run once per idempotency
-- key.

create or replace function commerce._receive_transfer(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_transfer commerce.transfers;
    v_quantity constant integer := (p_request ->> 'quantity')::integer;
    v_open integer;
    v_lost integer := 0;
begin
    select t.*
    into v_transfer
    from commerce.transfers as t
    where t.id = (p_request ->> 'transfer_id')::bigint
    for no key update;
    if v_transfer.id is null then
        perform core.raise_error(
            'commerce.unknown_transfer',
            format('There is no transfer %s.', p_request ->> 'transfer_id')
        );
    end if;
    v_open := v_transfer.quantity - v_transfer.received - v_transfer.lost;
    if v_quantity > v_open or v_open = 0 then
        perform core.raise_error(
            'commerce.too_much_received',
            format('Of transfer %s, %s are in transit.', v_transfer.id, v_open)
        );
    end if;
    if (p_request ->> 'is_last')::boolean then
        v_lost := v_open - v_quantity;
    end if;

    update commerce.transfers
    set
        received = received + v_quantity,
        lost = lost + v_lost,
        ended_at = case when v_quantity + v_lost = v_open then core.now() end
    where id = v_transfer.id;
    perform commerce._post_movements(
        array(
            select p
            from unnest(array[
                row(
                    v_transfer.variant_id, v_quantity, 'arrive',
                    'in_transit', v_transfer.to_location_id, 0,
                    'on_hand', v_transfer.to_location_id,
                    commerce._emptiest_bucket(
                        v_transfer.variant_id, v_transfer.to_location_id
                    )
                )::commerce.posting,
                row(
                    v_transfer.variant_id, v_lost, 'lose',
                    'in_transit', v_transfer.to_location_id, 0,
                    'adjustment', null, null
                )::commerce.posting
            ]) as p
            where p.quantity > 0
        ),
        case when v_lost > 0 then 'did not arrive' end,
        'transfer:' || v_transfer.id
    );
    return commerce._show_transfer(v_transfer.id);
end;
$$;

comment on function commerce._receive_transfer(jsonb) is
    'Receives {transfer_id, quantity, is_last}; returns the transfer.';
