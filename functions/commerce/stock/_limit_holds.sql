-- commerce._limit_holds: bound what a customer holds without having paid.
--
-- Locks the holds of the user until the transaction ends, so that two calls at once
-- cannot both pass; the second statement sees what the other one has committed. An
-- expired reservation does not count. Staff and servers have no limit.

create or replace function commerce._limit_holds(p_user_id uuid, p_pieces numeric)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_limits constant jsonb := core.setting('commerce.hold_limits');
    v_max_reservations constant bigint := (v_limits ->> 'reservations')::bigint;
    v_max_pieces constant bigint := (v_limits ->> 'pieces')::bigint;
    v_reservations bigint;
    v_pieces numeric;
begin
    if
        num_nonnulls(v_max_reservations, v_max_pieces) = 0
        or core.can_act_as('admin', 'buyer', 'warehouse')
    then
        return;
    end if;
    perform pg_advisory_xact_lock(
        hashtextextended('commerce.holds:' || p_user_id, 0)
    );

    select count(*), coalesce(sum(h.pieces), 0)
    into v_reservations, v_pieces
    from commerce.reservations as r
    cross join lateral (
        select sum(n.quantity) as pieces
        from commerce.reservation_lines as n
        where n.reservation_id = r.id
    ) as h
    where
        r.user_id = p_user_id
        and r.status = 'open'
        and r.expires_at > core.now();
    if v_reservations >= v_max_reservations then
        perform core.raise_error(
            'commerce.too_many_held',
            format(
                '%s reservations are open, and at most %s may be.',
                v_reservations, v_max_reservations
            )
        );
    end if;
    if v_pieces + p_pieces > v_max_pieces then
        perform core.raise_error(
            'commerce.too_many_held',
            format(
                '%s pieces are held and %s are wanted; at most %s may be held.',
                v_pieces, p_pieces, v_max_pieces
            )
        );
    end if;
end;
$$;

comment on function commerce._limit_holds(uuid, numeric) is
$$Lock and check the open reservations of a customer who wants p_pieces more.

Setting: commerce.hold_limits.
Errors: PT409 commerce.too_many_held.
$$;
