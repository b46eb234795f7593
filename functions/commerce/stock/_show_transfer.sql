-- commerce._show_transfer: a transfer as RPCs return it.

create or replace function commerce._show_transfer(p_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'transfer_id', t.id,
        'sku', v.sku,
        'from_location', f.code,
        'to_location', o.code,
        'quantity', t.quantity,
        'received', t.received,
        'lost', t.lost,
        'in_transit', t.quantity - t.received - t.lost,
        'reference', t.reference,
        'sent_at', t.sent_at,
        'ended_at', t.ended_at
    )
    from commerce.transfers as t
    inner join commerce.variants as v on t.variant_id = v.id
    inner join commerce.locations as f on t.from_location_id = f.id
    inner join commerce.locations as o on t.to_location_id = o.id
    where t.id = p_id
$$;

comment on function commerce._show_transfer(bigint) is
$${transfer_id, sku, from_location, to_location, quantity, received, lost, in_transit,
reference, sent_at, ended_at}.
$$;
