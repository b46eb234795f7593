-- commerce._reserve: hold stock for a user until a time, or raise.
--
-- Locks: expired reservations of the same variants, then the levels in the order of
-- their key. All of it belongs to the caller's transaction: an error leaves nothing.

create or replace function commerce._reserve(
    p_user_id uuid,
    p_lines commerce.stock_line[],
    p_expires_at timestamptz,
    p_allow_partial boolean,
    p_strategy text
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_taken commerce.allocation[];
    v_missing text;
    v_id bigint;
begin
    perform commerce._release_expired(
        array(select n.variant_id from unnest(p_lines) as n)
    );
    v_taken := commerce._allocate_stock(p_lines, p_strategy);

    if v_taken = '{}' or not p_allow_partial then
        v_missing := commerce._describe_shortage(p_lines, v_taken);
        if v_missing is not null then
            perform core.raise_error('commerce.insufficient_stock', v_missing);
        end if;
    end if;

    insert into commerce.reservations (user_id, expires_at, created_at)
    values (p_user_id, p_expires_at, core.now())
    returning id into v_id;
    insert into commerce.reservation_lines (
        reservation_id, variant_id, location_id, bucket, quantity
    )
    select v_id, t.variant_id, t.location_id, t.bucket, sum(t.quantity)
    from unnest(v_taken) as t
    group by t.variant_id, t.location_id, t.bucket;
    insert into commerce.stock_movements (
        variant_id, quantity, type, from_state, to_state, from_location_id,
        to_location_id, reference, actor_id, effective_at, created_at
    )
    select
        t.variant_id, t.quantity, 'reserve', 'on_hand', 'reserved', t.location_id,
        t.location_id, 'reservation:' || v_id, core.actor_id(), core.now(), core.now()
    from unnest(v_taken) as t;
    return v_id;
end;
$$;

comment on function commerce._reserve(
    uuid, commerce.stock_line[], timestamptz, boolean, text
) is
$$The id of a new open reservation.

p_allow_partial: hold what there is, if at least one piece.
Errors: PT409 commerce.insufficient_stock with each line that is short.
$$;
