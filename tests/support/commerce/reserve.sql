-- tests.reserve: hold pieces of a level for a user for a quarter of an hour; returns
-- the reservation's id.

create or replace function tests.reserve(
    p_user_id uuid, p_sku text, p_location text, p_quantity integer
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_id constant bigint := (
        select v.id from commerce.variants as v where v.sku = p_sku
    );
    v_location_id constant bigint := (
        select l.id from commerce.locations as l where l.code = p_location
    );
    v_id bigint;
begin
    insert into commerce.reservations (user_id, expires_at, created_at)
    values (p_user_id, core.now() + interval '15 minutes', core.now())
    returning id into v_id;
    perform commerce._post_movements(
        array[row(
            v_variant_id, p_quantity, 'reserve', 'on_hand', v_location_id, 0,
            'reserved', v_location_id, 0
        )::commerce.posting],
        p_reference => 'reservation:' || v_id
    );
    insert into commerce.reservation_lines (
        reservation_id, variant_id, location_id, bucket, quantity
    )
    values (v_id, v_variant_id, v_location_id, 0, p_quantity);
    return v_id;
end;
$$;
