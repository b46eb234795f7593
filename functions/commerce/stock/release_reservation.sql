-- commerce.release_reservation: give back what a reservation holds.
--
-- Locks the reservation, then its levels in the order of their key. Definer: callers
-- have no grant to write. A repeated call changes nothing and returns the same.

create or replace function commerce.release_reservation(p_reservation_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reservation constant commerce.reservations := commerce._lock_reservation(
        p_reservation_id
    );
begin
    if v_reservation.status = 'shipped' then
        perform core.raise_error(
            'commerce.reservation_ended',
            format('Reservation %s was shipped.', v_reservation.id)
        );
    end if;

    if v_reservation.status in ('open', 'confirmed') then
        perform commerce._end_reservations(array[v_reservation.id], 'released');
    end if;
    return commerce._show_reservation(v_reservation.id);
end;
$$;

grant execute on function commerce.release_reservation(bigint) to authenticated,
service_role;

comment on function commerce.release_reservation(bigint) is
$$Give the stock of a reservation back.

A call for a released or expired one returns it unchanged. Staff may release any.
Returns: reserve_stock
Errors: PT409 commerce.reservation_ended, commerce.reservation_of_order, PT404
commerce.unknown_reservation.
Example: {"reservation_id": 4}
Budget: 200 ms.
$$;
