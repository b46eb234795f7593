-- commerce._show_reservation: a reservation as RPCs return it.

create or replace function commerce._show_reservation(p_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_build_object(
            'reservation_id', r.id,
            'status', r.status,
            'expires_at', r.expires_at,
            'lines', (
                select jsonb_agg(
                    jsonb_build_object(
                        'sku', n.sku, 'location', n.code, 'quantity', n.quantity
                    )
                    order by n.sku, n.code
                )
                from (
                    select v.sku, o.code, sum(l.quantity) as quantity
                    from commerce.reservation_lines as l
                    inner join commerce.variants as v on l.variant_id = v.id
                    inner join commerce.locations as o on l.location_id = o.id
                    where l.reservation_id = r.id
                    group by v.sku, o.code
                ) as n
            )
        )
        from commerce.reservations as r
        where r.id = p_id
    );
end;
$$;

comment on function commerce._show_reservation(bigint) is
    '{reservation_id, status, expires_at, lines: [{sku, location, quantity}]}.';
