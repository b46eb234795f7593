-- commerce.confirm_reservation: keep what a reservation holds.
--
-- Staff decides that it expires no more. A customer could keep stock from all others
-- that way, so theirs stays open, until the longest life of a reservation is over; the
-- payment confirms what an order holds. Locks the reservation. Definer: callers have no
-- grant to write. A repeated call changes nothing and returns the same.

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

    if core.can_act_as('admin', 'buyer', 'warehouse') then
        update commerce.reservations
        set status = 'confirmed'
        where id = v_reservation.id and status = 'open';
    else
        update commerce.reservations as r
        set expires_at = greatest(
            r.expires_at,
            r.created_at + make_interval(
                secs => (core.setting('commerce.max_hold_seconds'))::float8
            )
        )
        where r.id = v_reservation.id and r.status = 'open';
    end if;
    return commerce._show_reservation(v_reservation.id);
end;
$$;

grant execute on function commerce.confirm_reservation(bigint) to authenticated,
service_role;

comment on function commerce.confirm_reservation(bigint) is
$$Keep what an open reservation holds.

Staff (app roles admin, buyer, warehouse) confirms it: it does not expire. A customer's
stays open until commerce.max_hold_seconds after it was made. A call for one that was
confirmed or prolonged returns it unchanged. App roles admin and warehouse confirm any.
Returns: reserve_stock
Errors: PT410 commerce.reservation_expired, PT409 commerce.reservation_ended,
commerce.reservation_of_order, PT404 commerce.unknown_reservation.
Example: {"reservation_id": 4}
Budget: 200 ms.
$$;
