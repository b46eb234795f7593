-- commerce._plan_parcels: the parcels of a new order: one for each location that sends.

create or replace function commerce._plan_parcels(p_reservation_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(
        p.number,
        jsonb_build_object(
            'location_id', p.id, 'location', p.code, 'status', 'waiting',
            'pieces', p.pieces
        )
    )
    from (
        select
            l.id,
            l.code,
            row_number() over (order by l.position, l.id) as number,
            jsonb_object_agg(r.variant_id, r.quantity) as pieces
        from (
            select n.location_id, n.variant_id, sum(n.quantity) as quantity
            from commerce.reservation_lines as n
            where n.reservation_id = p_reservation_id
            group by n.location_id, n.variant_id
        ) as r
        inner join commerce.locations as l on r.location_id = l.id
        group by l.id, l.code, l.position
    ) as p
$$;

comment on function commerce._plan_parcels(bigint) is
    'Parcels {"<number>": {location_id, location, status, pieces}} of a reservation.';
