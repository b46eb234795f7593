-- commerce.confirm_reservation: keep what a reservation holds; it expires no more.
--
-- Locks the reservation. Definer: callers have no grant to write. A repeated call
-- changes nothing and returns the same.

create or replace function commerce.confirm_reservation(p_reservation_id bigint)
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
    if v_reservation.status = 'expired'
        or (
            v_reservation.status = 'open'
            and v_reservation.expires_at <= core.now()
        )
    then
        perform core.raise_error(
            'commerce.reservation_expired',
            format(
                'Reservation %s expired at %s.',
                v_reservation.id, to_jsonb(v_reservation.expires_at) #>> '{}'
            )
        );
    end if;
    if v_reservation.status in ('released', 'shipped') then
        perform core.raise_error(
            'commerce.reservation_ended',
            format('Reservation %s is %s.', v_reservation.id, v_reservation.status)
        );
    end if;

    update commerce.reservations
    set status = 'confirmed'
    where id = v_reservation.id and status = 'open';
    return commerce._show_reservation(v_reservation.id);
end;
$$;

grant execute on function commerce.confirm_reservation(bigint) to authenticated,
service_role;

comment on function commerce.confirm_reservation(bigint) is
$$Confirm an open reservation, so that it does not expire; returns it.

A call for a confirmed one returns it unchanged. Staff may confirm any reservation.
Errors: PT410 commerce.reservation_expired, PT409 commerce.reservation_ended,
commerce.reservation_of_order, PT404 commerce.unknown_reservation.
Budget: 200 ms.
$$;
