-- commerce._lock_reservation: lock a reservation that the caller may change.
--
-- Staff may change every one, another user their own only; one of another user is
-- unknown to the caller. That of an order changes with the order only.

create or replace function commerce._lock_reservation(p_id bigint)
    returns commerce.reservations
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reservation commerce.reservations;
begin
    select r.*
    into v_reservation
    from commerce.reservations as r
    where
        r.id = p_id
        and (
            r.user_id = core.actor_id()
            or core.can_act_as('admin', 'warehouse')
        )
    for no key update;
    if v_reservation.id is null then
        perform core.raise_error(
            'commerce.unknown_reservation',
            format('There is no reservation %s.', core.excerpt(p_id::text))
        );
    end if;
    if exists (select from commerce.orders as o where o.reservation_id = p_id) then
        perform core.raise_error(
            'commerce.reservation_of_order',
            format('Reservation %s belongs to an order.', p_id)
        );
    end if;
    return v_reservation;
end;
$$;

comment on function commerce._lock_reservation(bigint) is
$$The reservation, locked until the transaction ends.

Errors: PT404 commerce.unknown_reservation, PT409 commerce.reservation_of_order.
$$;
